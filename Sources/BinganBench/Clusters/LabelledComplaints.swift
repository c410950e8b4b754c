import ComplaintModel
import CorpusGenerator
import Foundation

/// Complaints whose merchant and issue are known.
struct LabelledComplaints {
    struct Item {
        var complaint: Complaint
        var merchant: String
        var issue: String
    }

    let name: String
    let items: [Item]

    /// JSON Lines `{"merchant","issue","text","category"?}`.
    init(file path: String) throws {
        name = URL(fileURLWithPath: path).lastPathComponent
        items = try Self.lines(path).compactMap { object in
            guard let merchant = Self.text(object["merchant"]), let issue = Self.text(object["issue"]),
                let text = Self.text(object["text"])
            else { return nil }
            var complaint = Complaint(text: text)
            complaint.merchant.name = merchant
            complaint.category = Self.text(object["category"])
            return Item(complaint: complaint, merchant: merchant, issue: issue)
        }
    }

    /// Lines of car complaints `{"brand","series","text","issue_codes":[…]}`: the merchant is brand and series, the
    /// issue the first code.
    init(cars path: String) throws {
        name = "cars"
        items = try Self.lines(path).compactMap { object in
            guard let brand = Self.text(object["brand"]), let series = Self.text(object["series"]),
                let text = Self.text(object["text"]), case .array(let codes)? = object["issue_codes"],
                let code = codes.first.flatMap({ Self.text($0) })
            else { return nil }
            var complaint = Complaint(text: text)
            complaint.merchant.name = brand + series
            return Item(complaint: complaint, merchant: brand + series, issue: code)
        }
    }

    /// Complaints of our generator with its truth.
    init(generated count: Int, seed: UInt64) throws {
        name = "generator \(count)"
        var generator = ComplaintGenerator(CorpusOptions(count: count, seed: seed))
        var (rows, labels): ([UInt8], [UInt8]) = ([], [])
        generator.writeHeader(into: &rows)
        while generator.writeNext(rows: &rows, labels: &labels) {}
        var truth: [String: (String, String)] = [:]
        for line in labels.split(separator: 0x0A) {
            guard case .object(let object) = try JSONValue(parsing: Array(line)),
                let number = Self.text(object["number"]), let merchant = Self.text(object["merchant"]),
                let issue = Self.text(object["issue"])
            else { continue }
            truth[number] = (merchant, issue)
        }
        let decoder = ComplaintDecoder()
        items = try rows.split(separator: 0x0A).compactMap { line in
            let complaint = try decoder.decode(Array(line))
            guard let number = complaint.number, let (merchant, issue) = truth[number] else { return nil }
            return Item(complaint: complaint, merchant: merchant, issue: issue)
        }
    }

    private static func lines(_ path: String) throws -> [JSONObject] {
        let data = try Data(contentsOf: URL(fileURLWithPath: path))
        return try data.split(separator: 0x0A).compactMap { line in
            guard case .object(let object) = try JSONValue(parsing: Array(line)) else { return nil }
            return object
        }
    }

    private static func text(_ value: JSONValue?) -> String? {
        if case .string(let text)? = value { text } else { nil }
    }
}

import ComplaintModel
import CorpusGenerator
import Foundation

/// What is asked of a server under load: 80% searches, 15% checks, 5% intakes, all from generated complaints that the
/// server doesn't hold yet.
struct LoadMix {
    enum Kind: String, CaseIterable {
        case search, check, intake
    }

    struct Request {
        let kind: Kind
        let bytes: [UInt8]
        /// The sender's number of an intake.
        var number: String?
    }

    private let token: String
    private let complaints: [Complaint]
    private let run: String
    private var random: BenchRandom

    /// - Parameter count: complaints to draw from.
    init(token: String, count: Int, seed: UInt64) throws {
        self.token = token
        random = BenchRandom(seed: seed)
        run = String(Int(Date().timeIntervalSince1970), radix: 36)
        var generator = ComplaintGenerator(
            CorpusOptions(
                count: count, seed: seed, format: .jsonl, start: CivilDate(year: 2022, month: 1, day: 1), days: 30))
        var complaints: [Complaint] = []
        var (row, labels): ([UInt8], [UInt8]) = ([], [])
        while generator.writeNext(rows: &row, labels: &labels) {
            complaints.append(try ComplaintDecoder().decode(row))
            row.removeAll(keepingCapacity: true)
            labels.removeAll(keepingCapacity: true)
        }
        self.complaints = complaints
    }

    /// The requests of a run, in their order.
    mutating func requests(_ count: Int) -> [Request] {
        (0..<count).map { place in
            let complaint = complaints[random.below(complaints.count)]
            switch random.below(100) {
            case ..<80: return search(complaint)
            case ..<95: return check(complaint)
            default: return intake(complaint, place)
            }
        }
    }

    /// What staff type: two short pieces of a text, or a merchant's name with one; now and then with a filter.
    private mutating func search(_ complaint: Complaint) -> Request {
        var words = [piece(of: complaint.text, 2...3)]
        switch random.below(4) {
        case 0: words.append(String((complaint.merchant.name ?? complaint.text).prefix(6)))
        case 1: break
        default: words.append(piece(of: complaint.text, 2...4))
        }
        var path = "/v1/search?q=" + Self.escaped(words.joined(separator: " "))
        if random.below(4) == 0, let district = complaint.district { path += "&district=" + Self.escaped(district) }
        if random.below(8) == 0 { path += "&facets=category,district" }
        return Request(kind: .search, bytes: bytes("GET", path))
    }

    /// A call on its way: phone, merchant and the first half of what is told.
    private mutating func check(_ complaint: Complaint) -> Request {
        var part = complaint
        part.number = nil
        part.text = String(complaint.text.prefix(max(12, complaint.text.count / 2)))
        return Request(kind: .check, bytes: bytes("POST", "/v1/duplicates/check", part.json))
    }

    private func intake(_ complaint: Complaint, _ place: Int) -> Request {
        var new = complaint
        let number = "LOAD-\(run)-\(place)"
        new.number = number
        return Request(kind: .intake, bytes: bytes("POST", "/v1/complaints", new.json), number: number)
    }

    private mutating func piece(of text: String, _ lengths: ClosedRange<Int>) -> String {
        let letters = Array(text)
        let length = min(letters.count, lengths.lowerBound + random.below(lengths.count))
        let start = random.below(max(1, letters.count - length))
        return String(letters[start..<(start + length)]).filter { $0.isLetter || $0.isNumber }
    }

    private static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics.intersection(.init(charactersIn: "!"..."~")))
            ?? ""
    }

    private func bytes(_ method: String, _ path: String, _ body: [UInt8]? = nil) -> [UInt8] {
        var head = "\(method) \(path) HTTP/1.1\r\nHost: 127.0.0.1\r\n"
        if !token.isEmpty { head += "Authorization: Bearer \(token)\r\n" }
        if let body { head += "Content-Type: application/json\r\nContent-Length: \(body.count)\r\n" }
        return Array((head + "\r\n").utf8) + (body ?? [])
    }
}

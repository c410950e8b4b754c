import CorpusGenerator
import Foundation

/// A generated corpus, parsed back from its bytes.
struct Sample {
    /// Two complaints with their fields by dotted name, those left out left out; of lists the count.
    struct Pair: Sendable {
        var earlier: [String: String]
        var later: [String: String]
        var verdict: String
    }

    var rows: [[String: Any]] = []
    var truths: [[String: Any]] = []
    var pairLabels: [[String: Any]] = []

    init(count: Int, seed: UInt64 = 1, days: Int = 365, shares: RepeatShares = RepeatShares()) throws {
        let (bytes, labels) = Self.bytes(CorpusOptions(count: count, seed: seed, days: days, shares: shares))
        rows = try Self.parse(bytes)
        for label in try Self.parse(labels) {
            if label["verdict"] == nil { truths.append(label) } else { pairLabels.append(label) }
        }
    }

    static func bytes(_ options: CorpusOptions) -> (rows: [UInt8], labels: [UInt8]) {
        var generator = ComplaintGenerator(options)
        var rows: [UInt8] = []
        var labels: [UInt8] = []
        generator.writeHeader(into: &rows)
        while generator.writeNext(rows: &rows, labels: &labels) {}
        return (rows, labels)
    }

    static func parse(_ bytes: [UInt8]) throws -> [[String: Any]] {
        try bytes.split(separator: 10).map { line in
            try JSONSerialization.jsonObject(with: Data(line)) as? [String: Any] ?? [:]
        }
    }

    var pairs: [Pair] {
        var byNumber: [String: [String: String]] = [:]
        for row in rows { byNumber[row["number"] as? String ?? ""] = Self.flat(row) }
        return pairLabels.compactMap { label in
            guard let earlier = byNumber[label["a"] as? String ?? ""],
                let later = byNumber[label["b"] as? String ?? ""],
                let verdict = label["verdict"] as? String
            else { return nil }
            return Pair(earlier: earlier, later: later, verdict: verdict)
        }
    }

    private static func flat(_ row: [String: Any]) -> [String: String] {
        var fields: [String: String] = [:]
        for (key, value) in row where !(value is NSNull) {
            switch value {
            case let group as [String: Any]:
                for (inner, value) in flat(group) { fields["\(key).\(inner)"] = value }
            case let list as [Any]: fields[key] = "\(list.count)"
            default: fields[key] = "\(value)"
            }
        }
        return fields
    }
}

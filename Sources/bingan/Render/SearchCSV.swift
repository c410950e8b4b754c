import BinganService
import ComplaintIndex
import ComplaintModel

/// A search's hits as CSV.
enum SearchCSV {
    private static let names = [
        "id", "number", "score", "relaxed", "received_at", "merchant.id", "merchant.name", "category", "district",
        "status", "channel", "kind", "amount", "snippet",
    ]

    static func bytes(_ hits: [ShownHit]) -> [UInt8] {
        var bytes: [UInt8] = []
        let writer = CSVWriter()
        writer.append(names, to: &bytes)
        for hit in hits {
            let fields: [String?] = [
                "\(hit.id)", hit.number, Numbers.fixed(hit.score, 4), hit.isRelaxed ? "true" : "false",
                hit.receivedAt?.text, hit.merchantID.map { "\($0)" }, hit.merchantName, hit.category, hit.district,
                hit.status.rawValue, hit.channel.rawValue, hit.kind.rawValue, hit.amount?.text, hit.snippet,
            ]
            writer.append(fields, to: &bytes)
        }
        return bytes
    }
}

import ComplaintModel
import Foundation
import Testing

@testable import ComplaintIndex

/// SplitMix64 (Steele, Lea & Flood 2014): the same numbers everywhere.
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ z >> 30) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
        return z ^ z >> 31
    }
}

/// A store in a folder of its own, filled with texts over few words, so that words meet often.
final class SeededStore {
    let store: Store
    private let folder: URL
    private var random: Seeded

    static let words = [
        "退款", "快递", "客服", "消费者", "态度", "健身房", "预付卡", "手机", "质量", "服务", "我", "不", "的", "投诉", "赔偿", "四千九百八",
        "4980", "iPhone", "iphone12", "wifi", "虚假宣传", "退换货", "物流", "欵式", "賠償", "，", "。", " ", "VIP会员", "没有", "洗衣机",
    ]

    init(rows: Int, seed: UInt64, rowsATime: Int = 50) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-search-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        store = try Store(path: folder.appendingPathComponent("index.sqlite").path, access: .create)
        random = Seeded(seed)
        var added = 0
        while added < rows {
            let count = min(rowsATime, rows - added)
            try add((0..<count).map { _ in complaint() })
            added += count
        }
    }

    deinit {
        try? store.close()
        try? FileManager.default.removeItem(at: folder)
    }

    /// One transaction.
    func add(_ complaints: [Complaint]) throws {
        try store.write { db in
            let sessions = try IntakeSessions([], checks: false, db)
            var writer = try RowWriter(db, indexes: true, knownBigrams: .none, sessions)
            for complaint in complaints {
                _ = try writer.add(store.draft(complaint), update: true, by: "test", ordinal: { _ in 0 })
            }
            try writer.finish()
        }
    }

    func complaint() -> Complaint {
        let count = Int.random(in: 1...14, using: &random)
        let text = (0..<count).map { _ in word() }.joined()
        var complaint = Complaint(text: text.isEmpty ? "退" : text)
        complaint.number = "N\(Int.random(in: 0..<100_000, using: &random))"
        complaint.category = [nil, "网购", "网购/家电", "预付卡"].randomElement(using: &random) ?? nil
        complaint.channel = [.web, .app, .hotline12315].randomElement(using: &random) ?? .web
        complaint.merchant.name = [nil, "优健健身", "飞快物流"].randomElement(using: &random) ?? nil
        complaint.amount =
            Bool.random(using: &random) ? Amount(cents: Int64.random(in: 0..<500_000, using: &random)) : nil
        complaint.receivedAt =
            Bool.random(using: &random)
            ? Timestamp(epochSeconds: 1_600_000_000 + Int64.random(in: 0..<100_000, using: &random)) : nil
        return complaint
    }

    /// Skewed: the first words are the commonest.
    func word() -> String {
        let place = Int(pow(Double.random(in: 0..<1, using: &random), 2) * Double(Self.words.count))
        return Self.words[min(place, Self.words.count - 1)]
    }

    func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
}

import ComplaintIndex
import GRDB

/// A merchant that begins with, or holds, what was typed.
public struct SuggestedMerchant: Sendable, Equatable {
    public var id: Int64
    public var name: String
    public var complaints: Int
}

extension MerchantDirectory {
    /// Names looked at for one suggestion: a letter alone may begin half of all names.
    private static let candidates = 2000

    /// Merchants by what was typed so far: Hanzi of any part of a name, its pinyin or its initials (优健, youjian, yj); those
    /// with most complaints first.
    public func suggest(_ prefix: String, limit: Int) throws -> [SuggestedMerchant] {
        try store.read { db in
            let found = try MerchantNames(db, store.analyzer).find(prefix, limit: Self.candidates)
            var uses: [Int64: Int] = [:]
            for item in found { uses[item.entity, default: 0] += item.uses }
            let best = uses.sorted { ($0.value, $1.key) > ($1.value, $0.key) }.prefix(limit)
            return try best.map { entity, count in
                SuggestedMerchant(id: entity, name: try MerchantDetailReader.name(of: entity, db), complaints: count)
            }
        }
    }
}

import ComplaintIndex
import Foundation
import GRDB

/// Writes the redirects where counts read them (``MerchantEntities``).
enum EntityBlocks {
    /// - Parameter links: the merchant of each mention that is new or has moved.
    static func write(_ links: [Int64: Int64], _ db: Database) throws {
        let size = MerchantEntities.blockSize
        for (block, entries) in Dictionary(grouping: links, by: { Int($0.key) / size }).sorted(by: { $0.key < $1.key })
        {
            let known = try db.value(named: MerchantSQL.merchantEntitiesOfBlock, [block], as: Data.self) ?? Data()
            var entities = known + Data(count: max(0, size * 4 - known.count))
            for (id, entity) in entries {
                let start = entities.startIndex + Int(id) % size * 4
                withUnsafeBytes(of: UInt32(clamping: entity).littleEndian) { bytes in
                    entities.replaceSubrange(start..<start + 4, with: bytes)
                }
            }
            try db.run(named: MerchantSQL.writeMerchantEntities, [block, entities])
        }
    }
}

import ComplaintModel
import GRDB

/// What the columns know of one complaint.
package struct ColumnFacts: Sendable {
    package let id: Int64
    /// The merchant id it got at intake.
    package let merchant: UInt32
    /// Seconds since 1970.
    package let receivedAt: Int64?
    package let kind: Kind?
    package let channel: Channel?
    package let status: Status?
    package let category: String?
    package let district: String?
    package let cents: Int64?
}

extension Store {
    /// Hands every complaint's id and the merchant id it got at intake to `body`, by rising id; one pass over an array.
    package func forEachMerchantID(_ db: Database, _ body: (Int, UInt32) -> Void) throws {
        for case let block? in try columns.columns(db).blocks {
            for slot in 0..<ColumnBlock.count where block.merchant[slot] != ColumnRecord.none32 {
                if block.flags[slot] & ColumnRecord.present != 0 { body(block.firstID + slot, block.merchant[slot]) }
            }
        }
    }

    /// The complaints that carry one of these merchant ids, by rising id.
    package func facts(ofMerchants ids: Set<UInt32>, _ db: Database) throws -> [ColumnFacts] {
        let columns = try columns.columns(db)
        let names = try CodeNames(db)
        guard let low = ids.min(), let high = ids.max() else { return [] }
        var found: [ColumnFacts] = []
        for case let block? in columns.blocks {
            for slot in 0..<ColumnBlock.count {
                let merchant = block.merchant[slot]
                guard merchant >= low, merchant <= high, ids.contains(merchant) else { continue }
                let record = block.record(slot)
                guard record.flags & ColumnRecord.present != 0 else { continue }
                found.append(
                    ColumnFacts(
                        id: Int64(block.firstID + slot), merchant: merchant, receivedAt: record.receivedAt,
                        kind: Kind(code: record.kind), channel: Channel(code: record.channel),
                        status: Status(code: record.status), category: names.value(.category, record.category),
                        district: names.value(.district, record.district),
                        cents: record.amount == ColumnRecord.none64 ? nil : Int64(clamping: record.amount)))
            }
        }
        return found
    }
}

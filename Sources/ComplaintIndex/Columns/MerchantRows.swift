import ComplaintModel
import GRDB

extension Store {
    /// Hands every complaint's id and the merchant id it got at intake to `body`, by rising id; one pass over an array.
    package func forEachMerchantID(_ db: Database, _ body: (Int, UInt32) -> Void) throws {
        for case let block? in try columns.columns(db).blocks {
            for slot in 0..<ColumnBlock.count where block.merchant[slot] != ColumnRecord.none32 {
                if block.flags[slot] & ColumnRecord.present != 0 { body(block.firstID + slot, block.merchant[slot]) }
            }
        }
    }
}

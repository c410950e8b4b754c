import ComplaintIndex
import ComplaintModel
import GRDB

/// Staff's decisions as the database keeps them.
enum MerchantDecisions {
    static func of(_ mention: Int64, _ db: Database) throws -> [MerchantDecision] {
        try Row.fetchAll(db.statement(named: MerchantSQL.decisionsOfMerchant), arguments: [mention]).map { row in
            MerchantDecision(
                id: row["id"], kind: MerchantDecision.Kind(rawValue: row["kind"]) ?? .join,
                merchantID: row["merchant_id"], otherID: row["other_id"],
                otherName: try db.value(named: MerchantSQL.mentionName, [row["other_id"] as Int64]) ?? "",
                by: row["decided_by"], at: Timestamp(epochSeconds: row["decided_at"]), reason: row["reason"],
                undoneBy: row["undone_by"], undoneAt: (row["undone_at"] as Int64?).map { Timestamp(epochSeconds: $0) })
        }
    }
}

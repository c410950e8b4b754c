import ComplaintIndex
import GRDB

/// A pair as exports have it: a complaint and an earlier one that it repeats, copies or is related to.
package struct ExportedPair: Sendable, Equatable {
    package var id: Int64
    package var number: String?
    package var otherID: Int64
    package var otherNumber: String?
    package var verdict: Verdict
    package var probability: Double
    package var isDecided: Bool

    /// The pairs of a complaint, the most probable first.
    package static func pairs(of id: Int64, _ db: Database) throws -> [ExportedPair] {
        try Row.fetchAll(db.statement(.pairsToExport), arguments: [id]).map { row in
            ExportedPair(
                id: row[0], number: row[1], otherID: row[2], otherNumber: row[3], verdict: Verdict(strength: row[4]),
                probability: row[5], isDecided: row[6])
        }
    }
}

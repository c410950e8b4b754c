import ComplaintIndex
import GRDB

/// People's decisions in force, within one transaction.
struct DecisionReader {
    private let db: Database
    /// Most indexes hold none: then nothing is looked up.
    private let areAny: Bool

    init(_ db: Database) throws {
        self.db = db
        areAny = try db.value(.anyDecision, as: Int.self) != nil
    }

    /// What people said a complaint is to others, by the other's id.
    func verdicts(of id: Int64) throws -> [Int64: Verdict] {
        guard areAny else { return [:] }
        var verdicts: [Int64: Verdict] = [:]
        for row in try Row.fetchAll(db.statement(.decisionsOf), arguments: [id]) {
            let (later, earlier): (Int64, Int64) = (row[0], row[1])
            verdicts[later == id ? earlier : later] = Verdict(strength: row[2])
        }
        return verdicts
    }
}

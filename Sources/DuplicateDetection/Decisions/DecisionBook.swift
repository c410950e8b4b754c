import ComplaintIndex
import ComplaintModel
import GRDB

/// Takes, keeps and undoes people's decisions. Each call is one transaction; verdicts follow in it.
///
/// Duplicates of duplicates are duplicates: a decision is refused while others in force say the contrary, directly or by
/// a chain (of one pair the later decision takes the earlier one's place). Copies and related ones form no chains.
package struct DecisionBook: Sendable {
    private let store: Store
    private let engine: DuplicateEngine

    package init(_ store: Store) throws {
        self.store = store
        engine = try DuplicateEngine(store)
    }

    /// Decides what two complaints are to each other.
    /// - Throws: `DecisionError`, `StoreError`.
    package func decide(_ one: Int64, _ other: Int64, as verdict: Verdict, reason: String?, by: String) throws
        -> Decision
    {
        guard one != other else { throw DecisionError.samePair }
        let (later, earlier) = (max(one, other), min(one, other))
        return try store.write { db in
            for id in [one, other] where try Store.row(id, db) == nil { throw DecisionError.noComplaint(id) }
            try refuseContradiction(later, earlier, verdict, db)
            let now = Timestamp.now.epochSeconds
            try db.run(.endDecisionOnPair, [later, earlier, by, now])
            try db.run(.insertDecision, [later, earlier, verdict.strength, reason, by, now])
            let id = db.lastInsertedRowID
            try rejudge(later, db)
            return Decision(
                id: id, complaintID: later, otherID: earlier, verdict: verdict, reason: reason, by: by, at: now)
        }
    }

    /// Undoes a decision; it binds no more and stays in the book.
    package func undo(_ id: Int64, by: String) throws -> Decision {
        try store.write { db in
            guard var decision = try Self.decision(id, db), decision.endedAt == nil else {
                throw DecisionError.noDecision
            }
            let now = Timestamp.now.epochSeconds
            try db.run(.endDecision, [id, by, now])
            try rejudge(decision.complaintID, db)
            (decision.endedBy, decision.endedAt) = (by, now)
            return decision
        }
    }

    /// The decision in force on a pair.
    package func decision(on one: Int64, _ other: Int64) throws -> Decision? {
        try store.read { db in
            try Row.fetchOne(db.statement(.decisionOnPair), arguments: [max(one, other), min(one, other)])
                .map(Self.decision)
        }
    }

    /// All decisions on a complaint, the latest first, those that bind no more included.
    package func decisions(of id: Int64) throws -> [Decision] {
        try store.read { db in
            try Row.fetchAll(db.statement(.allDecisionsOf), arguments: [id]).map(Self.decision)
        }
    }

    /// The pair, later complaint first, on which a decision would tell most; nil when none is in doubt.
    /// - Parameter skipped: so many pairs, the most uncertain ones, are left for later.
    package func mostUncertain(skipping skipped: Int = 0) throws -> (complaint: Int64, other: Int64)? {
        try store.read { db in
            try Row.fetchOne(db.statement(.mostUncertain), arguments: [skipped]).map { ($0[0], $0[1]) }
        }
    }

    private static func decision(_ id: Int64, _ db: Database) throws -> Decision? {
        try Row.fetchOne(db.statement(.decisionByID), arguments: [id]).map(decision)
    }

    static func decision(_ row: Row) -> Decision {
        Decision(
            id: row[0], complaintID: row[1], otherID: row[2], verdict: Verdict(strength: row[3]), reason: row[4],
            by: row[5], at: row[6], endedBy: row[7], endedAt: row[8])
    }

    private func refuseContradiction(_ later: Int64, _ earlier: Int64, _ verdict: Verdict, _ db: Database) throws {
        let mine = try chain(from: later, but: (later, earlier), db)
        if verdict != .duplicate {
            // A chain that joins them without this pair.
            guard mine.keys.contains(earlier) else { return }
            guard let link = mine[later]?.first else { return }
            throw DecisionError.contradiction(with: link)
        }
        let others = try chain(from: earlier, but: (later, earlier), db)
        for id in mine.keys.sorted() {
            for decision in try inForce(id, db) where decision.verdict != .duplicate {
                let pair = [decision.complaintID, decision.otherID]
                if pair == [later, earlier] { continue }
                let isAcross = pair.contains { mine.keys.contains($0) } && pair.contains { others.keys.contains($0) }
                if isAcross { throw DecisionError.contradiction(with: decision) }
            }
        }
    }

    /// Complaints that decisions make one matter with `start`, each with its links.
    private func chain(
        from start: Int64, but pair: (Int64, Int64), _ db: Database
    ) throws -> [Int64: [Decision]] {
        var (found, waiting): ([Int64: [Decision]], [Int64]) = ([:], [start])
        while let id = waiting.popLast() {
            guard found[id] == nil else { continue }
            let links = try inForce(id, db).filter {
                $0.verdict == .duplicate && ($0.complaintID, $0.otherID) != pair
            }
            found[id] = links
            waiting += links.map { $0.complaintID == id ? $0.otherID : $0.complaintID }
        }
        return found
    }

    private func inForce(_ id: Int64, _ db: Database) throws -> [Decision] {
        try Row.fetchAll(db.statement(.allDecisionsOf), arguments: [id]).map(Self.decision)
            .filter { $0.endedAt == nil }
    }

    private func rejudge(_ id: Int64, _ db: Database) throws {
        let writer = try VerdictWriter(db, engine)
        try writer.rewrite(id)
        try writer.finish()
    }
}

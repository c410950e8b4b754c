import ComplaintIndex
import ComplaintModel
import struct ComplaintModel.RecordError  // GRDB has one too
import DuplicateDetection
import Foundation
import GRDB

extension BinganService {
    /// Stores one complaint; on disk when it returns, with its key.
    ///
    /// - Parameters:
    ///   - update: whether other content under a known number replaces the stored one.
    ///   - key: the same key with the same body gives the answer of the first time.
    /// - Throws: `RecordError` (`number-exists`); `Failure` (`idempotency-key-reused`) for a known key with another body.
    public func intake(
        _ complaint: Complaint, update: Bool = false, checks: Bool = true, key: IdempotencyKey? = nil, by: String,
        _ visibility: Visibility = .masked
    ) throws -> IntakeAnswer {
        let draft = try store.draft(complaint, checks: checks)
        let outcome: KeyedOutcome = try store.intake(checks: checks) { transaction in
            if let key, let known = try Self.known(key, transaction.db) { return known }
            let answer = try transaction.add(draft, update: update, by: by)
            if let key { try Self.keep(key, complaint: answer.result.id, transaction.db) }
            return .stored(answer.result, answer.finding())
        }
        switch outcome {
        case .answered(let id, let json): return IntakeAnswer(id: id, json: json)
        case .stored(let result, let finding):
            let answer = try answer(result, finding, visibility)
            if let key { try keep(answer, under: key) }
            return answer
        }
    }

    /// Stores several complaints in one transaction, each taken or refused for itself.
    public func intake(
        _ complaints: [Complaint], update: Bool = false, checks: Bool = true, by: String,
        _ visibility: Visibility = .masked
    ) throws -> [Result<IntakeAnswer, RecordError>] {
        let drafts = try complaints.map { try store.draft($0, checks: checks) }
        let results: [Result<AddAnswer, RecordError>] = try store.intake(checks: checks) { transaction in
            try drafts.map { draft in
                do {
                    return .success(try transaction.add(draft, update: update, by: by))
                } catch let error as RecordError {
                    return .failure(error)
                }
            }
        }
        return try results.map { result in
            switch result {
            case .success(let added): .success(try answer(added.result, added.finding(), visibility))
            case .failure(let error): .failure(error)
            }
        }
    }

    /// - Parameter finding: of the transaction that stored it; nil where it was not looked at then.
    private func answer(
        _ result: AddResult, _ finding: DuplicateFinding?, _ visibility: Visibility
    ) throws -> IntakeAnswer {
        guard let stored = try store.complaint(id: result.id) else { throw Failure.noComplaint("\(result.id)") }
        let duplicate = try finding.map {
            let masks = visibility == .masked
            return ShownDuplicate(
                try checker.answer($0, of: stored.complaint, masks: masks))
        }
        return IntakeAnswer(
            IntakeAnswer.Result(result), visibility.shown(try withCluster(stored)),
            try duplicate ?? self.duplicate(of: result.id, visibility))
    }
}

/// What became of a request that may have come before.
private enum KeyedOutcome {
    case stored(AddResult, DuplicateFinding?)
    case answered(id: Int64, json: [UInt8])
}

/// Keys of repeated requests. The key is written in the transaction that stores the complaint, its answer right after:
/// a crash in between leaves a key whose answer is made anew.
extension BinganService {
    /// Seconds for which a key is kept: a sender that was down over a long holiday still finds it.
    static let keyLifetime: Int64 = 14 * 86_400

    private static func known(_ key: IdempotencyKey, _ db: Database) throws -> KeyedOutcome? {
        let arguments: StatementArguments = [key.tokenID, key.key]
        guard let row = try Row.fetchOne(db.statement(named: AccessSQL.knownKey), arguments: arguments) else {
            return nil
        }
        let (body, id, json): (Data, Int64, Data?) = (row[0], row[1], row[2])
        guard body == key.body else {
            throw Failure(
                .rejected, field: "Idempotency-Key", code: "idempotency-key-reused",
                detail: "This key was sent with another body; give each complaint a key of its own.")
        }
        return json.map { .answered(id: id, json: Array($0)) } ?? .stored(.added(id: id), nil)
    }

    private static func keep(_ key: IdempotencyKey, complaint: Int64, _ db: Database) throws {
        try db.run(
            named: AccessSQL.insertKey, [key.tokenID, key.key, key.body, complaint, Timestamp.now.epochSeconds])
    }

    private func keep(_ answer: IntakeAnswer, under key: IdempotencyKey) throws {
        try store.write { db in
            try db.run(named: AccessSQL.insertAnswer, [key.tokenID, key.key, Data(answer.json)])
        }
    }

    /// Forgets keys that nobody will send again.
    public func forgetOldKeys() throws {
        try store.write { db in
            try db.run(named: AccessSQL.deleteOldKeys, [Timestamp.now.epochSeconds - Self.keyLifetime])
        }
    }
}

import ComplaintModel
import struct ComplaintModel.RecordError  // GRDB has one too
import Foundation
import GRDB
import GRDBSQLite

/// What became of a complaint that was handed in.
public enum AddResult: Sendable, Equatable {
    case added(id: Int64)
    /// The same complaint is stored already.
    case unchanged(id: Int64)
    /// Another content under a known number took the stored one's place.
    case updated(id: Int64)

    public var id: Int64 {
        switch self {
        case .added(let id), .unchanged(let id), .updated(let id): id
        }
    }
}

extension Store {
    /// Stores one complaint; on disk when it returns. The same number with the same content changes nothing.
    ///
    /// A complaint without a number is always a new one: only a file's lines are known again by their content.
    /// - Parameter update: whether other content under a known number replaces the stored one.
    /// - Parameter checks: false leaves out the stages that check.
    /// - Throws: `RecordError` (`number-exists`) for other content without `update`; `StoreError`.
    public func add(
        _ complaint: Complaint, update: Bool = false, checks: Bool = true, by: String
    ) throws -> AddAnswer {
        let draft = try draft(complaint, checks: checks)
        return try intake(checks: checks) { try $0.add(draft, update: update, by: by) }
    }

    /// A complaint with all that can be worked out before the write lock is taken.
    /// - Parameter checks: false for a draft that will be stored without the stages that check.
    package func draft(_ complaint: Complaint, checks: Bool = true) throws -> Draft {
        try Draft(complaint, analyzer, personKeys).prepared(for: stages, checks: checks)
    }

    /// Makes changes to handling fields, with history, in one transaction.
    /// - Returns: the complaint as it is now; nil when there is none with this id.
    public func set(id: Int64, _ changes: [HandlingChange], by: String) throws -> StoredComplaint? {
        try write { db in
            guard var row = try Self.row(id, db) else { return nil }
            let before = row
            var made: [(field: String, old: String?, new: String?)] = []
            for change in changes {
                guard let (old, new) = change.apply(to: &row.stored.complaint) else { continue }
                made.append((change.field.rawValue, old, new))
            }
            guard !made.isEmpty else { return row.stored }
            row.stored.version += 1
            try update(row, before, db)
            let now = Timestamp.now.epochSeconds
            for change in made {
                try db.run(
                    SQL.insertHistory, [id, row.stored.version, change.field, change.old, change.new, now, by])
            }
            let sessions = try IntakeSessions(stages, checks: true, db)
            try sessions.changed(from: before.stored, to: row.stored)
            try sessions.finish()
            return row.stored
        }
    }

    func update(_ row: ComplaintRow, _ before: ComplaintRow, _ db: Database) throws {
        var row = row
        let retagged = row.stored.complaint.tags != before.stored.complaint.tags
        let body = Body.bytes(of: row.stored.complaint)
        let analysis = try body.withUnsafeBytes { try analyzer.analyze($0, .index) }
        if retagged && before.stored.isIndexed {
            // Under another analyzer the old tokens can't be taken out: the row waits for reindex, found by its old tags.
            if isCurrent {
                let old = String(decoding: Body.bytes(of: before.stored.complaint), as: UTF8.self)
                try db.run(.deleteWords, [row.stored.id, old])
                try db.run(.deleteBigrams, [row.stored.id, old])
            } else {
                try Schema.setMeta("stale_rows", to: "1", db)
            }
        }
        try row.run(RowStatement(db, .updateComplaint))
        if retagged && before.stored.isIndexed && isCurrent {
            let text = String(decoding: body, as: UTF8.self)
            try db.run(.insertWords, [row.stored.id, text])
            try db.run(.insertBigrams, [row.stored.id, text])
        }
        row.stored.isIndexed = before.stored.isIndexed
        var codes = CodeTable()
        var record = try ColumnRecord.of(
            row.stored, lengths: row.stored.isIndexed ? analysis.lengths : nil, codes: &codes, db)
        if !isCurrent, let old = try columns.columns(db).record(Int(row.stored.id)) {
            (record.words, record.bigrams, record.hanzi) = (old.words, old.bigrams, old.hanzi)
        }
        try ColumnWriter.write(record, id: row.stored.id, db)
    }

    package static func row(_ id: Int64, _ db: Database) throws -> ComplaintRow? {
        try Row.fetchOne(db.statement(.fetchComplaint), arguments: [id]).map(ComplaintRow.init)
    }

    public func complaint(id: Int64) throws -> StoredComplaint? {
        try read { db in try Self.shown(Self.row(id, db)?.stored, db) }
    }

    /// Those of the ids that there are, in one snapshot.
    public func complaints(ids: some Sequence<Int64>) throws -> [StoredComplaint] {
        try read { db in try ids.compactMap { try Self.shown(Self.row($0, db)?.stored, db) } }
    }

    public func complaint(number: String) throws -> StoredComplaint? {
        try read { db in
            guard let id = try db.value(.idOfNumber, [number], as: Int64.self) else { return nil }
            return try Self.shown(Self.row(id, db)?.stored, db)
        }
    }

    /// With the merchant as it is today in place of the id given at intake.
    private static func shown(_ stored: StoredComplaint?, _ db: Database) throws -> StoredComplaint? {
        guard var stored, let id = stored.merchantID else { return stored }
        stored.merchantID = try db.value(.entityOfMention, [id])
        return stored
    }

    /// The changes of a complaint, oldest first.
    public func history(id: Int64) throws -> [HistoryEntry] {
        try read { db in
            try Row.fetchAll(db.statement(.fetchHistory), arguments: [id]).map { row in
                HistoryEntry(
                    version: row[0], field: row[1], old: row[2], new: row[3],
                    changedAt: Timestamp(epochSeconds: row[4]), changedBy: row[5])
            }
        }
    }
}

extension RowWriter {
    /// Adds a draft, or finds that it is stored already.
    /// - Parameter ordinal: the draft's place among equal contents without a number.
    mutating func add(
        _ draft: Draft, update: Bool, by: String, ordinal: (Database) throws -> Int
    ) throws -> AddAnswer {
        if let number = draft.complaint.number {
            guard let (id, hash) = try known(number) else { return try insert(draft, ordinal: 0) }
            if hash == draft.contentHash { return AddAnswer(result: .unchanged(id: id), findings: []) }
            guard update, let old = try Store.row(id, db) else {
                throw RecordError(
                    field: "number", rule: "number-exists",
                    detail: "Stored already with other content (id \(id)): correct the number, or repeat with update."
                )
            }
            return try replace(old, with: draft, by: by)
        }
        let place = try ordinal(db)
        if let id = try known(draft.contentHash, place) {
            return AddAnswer(result: .unchanged(id: id), findings: [])
        }
        return try insert(draft, ordinal: place)
    }

    private func known(_ number: String) throws -> (id: Int64, contentHash: Data)? {
        try knownNumber.first {
            $0.put(number)
        } _: { row in
            let bytes = UnsafeRawBufferPointer(
                start: sqlite3_column_blob(row, 1), count: Int(sqlite3_column_bytes(row, 1)))
            return (sqlite3_column_int64(row, 0), Data(bytes))
        }
    }

    private func known(_ contentHash: Data, _ place: Int) throws -> Int64? {
        try knownContent.first {
            $0.put(contentHash)
            $0.put(Int64(place))
        } _: {
            sqlite3_column_int64($0, 0)
        }
    }
}

extension Complaint {
    /// Every field by its dotted name, as text, for the history of a replacement.
    var historyFields: [(String, String)] {
        guard case .object(let object)? = try? JSONValue(parsing: json) else { return [] }
        return object.members.flatMap { member in Self.flat(member.name, member.value) }
    }

    private static func flat(_ name: String, _ value: JSONValue) -> [(String, String)] {
        switch value {
        case .null: return []
        case .string(let text): return [(name, text)]
        case .object(let object): return object.members.flatMap { flat(name + "." + $0.name, $0.value) }
        default:
            var bytes: [UInt8] = []
            value.write(into: &bytes)
            return bytes == Array("[]".utf8) ? [] : [(name, String(decoding: bytes, as: UTF8.self))]
        }
    }
}

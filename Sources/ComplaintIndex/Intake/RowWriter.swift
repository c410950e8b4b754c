import ComplaintModel
import Foundation
import GRDB
import TextAnalysis

/// Stores drafts in the caller's write transaction: row, full text, columns, readings, merchant.
///
/// Made anew for each transaction, since it remembers counters and ids that a rollback would take back.
struct RowWriter {
    let db: Database
    /// Whether the full-text tables may be written to.
    let indexes: Bool
    let now: Timestamp
    private let handed: HandedTokens
    private var lastID: Int64
    private var lastMerchant: Int64
    private var merchants: [Data: Int64] = [:]
    private var codes = CodeTable()
    private var columns = ColumnWriter()
    private var links = LinkWriter()
    private var readings: ReadingWriter
    private let sessions: IntakeSessions
    let knownContent: RowStatement
    let knownNumber: RowStatement
    private let insertComplaint: RowStatement
    private let insertChange: RowStatement
    private let insertWords: RowStatement
    private let insertBigrams: RowStatement
    /// Takes the bigrams of new rows; nil: FTS5 takes them.
    private let gather: BigramGather?

    /// - Parameter isBulk: whether many new rows will come, and no stored one is replaced.
    init(
        _ db: Database, indexes: Bool, knownBigrams: KnownBigrams, isBulk: Bool = false, _ sessions: IntakeSessions
    ) throws {
        gather = isBulk && indexes ? try BigramGather(db) : nil
        self.sessions = sessions
        guard let entry = TokenizerRegistry.shared.entry(db) else {
            throw DatabaseError(resultCode: .SQLITE_MISUSE, message: "the connection has no analyzer")
        }
        self.db = db
        self.indexes = indexes
        handed = entry.handed
        now = .now
        lastID = try db.value(.lastID) ?? 0
        lastMerchant = try db.value(.readCounter, ["merchant"]) ?? 0
        readings = ReadingWriter(known: knownBigrams)
        knownContent = try RowStatement(db, .knownContent)
        knownNumber = try RowStatement(db, .knownNumber)
        insertComplaint = try RowStatement(db, .insertComplaint)
        insertChange = try RowStatement(db, .insertChange)
        insertWords = try RowStatement(db, .insertWords)
        insertBigrams = try RowStatement(db, .insertBigrams)
    }

    /// The bigrams with readings as they will be once the transaction commits.
    var knownBigrams: KnownBigrams { readings.known }

    /// Whether the transaction should come to its end, since what it gathers takes memory.
    var isFull: Bool { gather?.isFull ?? false }

    /// Adds a new complaint.
    mutating func insert(_ draft: Draft, ordinal: Int) throws -> AddAnswer {
        lastID += 1
        let row = try row(draft, id: lastID, version: 1, ordinal: ordinal)
        try row.run(insertComplaint)
        // Not by a trigger, which would make FTS5 write a segment for every row.
        try insertChange.run { values in for value in [row.stored.id, row.stored.version, 0] { values.put(value) } }
        if indexes { try index(draft, id: lastID, gather) }
        try columns.put(record(row, draft.analysis.lengths), id: lastID, db)
        try link(draft, id: lastID)
        var intake = Intake(id: lastID, draft: draft, merchantID: row.stored.merchantID, replaced: nil)
        try sessions.stored(&intake)
        return AddAnswer(result: .added(id: lastID), findings: intake.findings)
    }

    /// Puts another content in the place of a stored one. `old` is the row as it stands.
    mutating func replace(_ old: ComplaintRow, with draft: Draft, by: String) throws -> AddAnswer {
        let id = old.stored.id
        if old.stored.isIndexed && indexes { try unindex(old) }
        var row = try row(draft, id: id, version: old.stored.version + 1, ordinal: old.ordinal)
        row.stored.loadedAt = old.stored.loadedAt
        try row.run(RowStatement(db, .updateComplaint))
        if indexes { try index(draft, id: id, nil) }
        try columns.put(record(row, draft.analysis.lengths), id: id, db)
        try link(draft, id: id)
        try recordHistory(old.stored.complaint, draft.complaint, id: id, version: row.stored.version, by: by)
        var intake = Intake(id: id, draft: draft, merchantID: row.stored.merchantID, replaced: old.stored)
        try sessions.stored(&intake)
        return AddAnswer(result: .updated(id: id), findings: intake.findings)
    }

    /// Writes what was gathered; the last step before the commit.
    mutating func finish() throws {
        try columns.flush(db)
        try links.flush(db)
        try gather?.sort { readings.note($0) }
        try readings.flush(db)
        try sessions.finish()
        try db.run(.writeCounter, ["complaint", lastID])
        try db.run(.writeCounter, ["merchant", lastMerchant])
        try gather?.write(db)
    }

    private mutating func row(_ draft: Draft, id: Int64, version: Int64, ordinal: Int) throws -> ComplaintRow {
        let stored = StoredComplaint(
            id: id, complaint: draft.complaint, merchantID: try merchant(draft), loadedAt: now, version: version,
            isIndexed: indexes, personHash: nil)
        return ComplaintRow(
            stored: stored, contentHash: draft.contentHash, ordinal: ordinal, orderKey: draft.orderKey,
            phoneKey: draft.phoneKey, idNumberKey: draft.idNumberKey)
    }

    private mutating func record(_ row: ComplaintRow, _ lengths: TermLengths) throws -> ColumnRecord {
        try ColumnRecord.of(row.stored, lengths: indexes ? lengths : nil, codes: &codes, db)
    }

    /// Who complains; what the complaint repeats and its cluster are the stages' findings.
    private mutating func link(_ draft: Draft, id: Int64) throws {
        let person = LinkRecord.person(draft.phoneKey ?? draft.idNumberKey)
        try links.change(id, db) { $0.person = person }
    }

    private mutating func index(_ draft: Draft, id: Int64, _ gather: BigramGather?) throws {
        // The tokens are handed over: the body itself would only be copied.
        func bind(_ values: RowStatement) {
            values.put(id)
            values.put("")
        }
        try handed.hand(draft.analysis) {
            try insertWords.run(bind)
            if gather == nil { try insertBigrams.run(bind) }
        }
        if let gather { try gather.add(draft.analysis, id: id) } else { readings.note(draft.analysis) }
    }

    /// FTS5 forgets a row only when it is given the very tokens it was indexed with.
    private func unindex(_ old: ComplaintRow) throws {
        let text = String(decoding: Body.bytes(of: old.stored.complaint), as: UTF8.self)
        try db.run(.deleteWords, [old.stored.id, text])
        try db.run(.deleteBigrams, [old.stored.id, text])
    }

    private mutating func merchant(_ draft: Draft) throws -> Int64? {
        if let id = try sessions.merchant(of: draft) { return id }
        guard let key = draft.merchantKey, let name = draft.complaint.merchant.name else { return nil }
        if let known = merchants[key] { return known }
        var id: Int64
        if let stored = try db.value(.merchantOfKey, [key], as: Int64.self) {
            id = stored
        } else {
            lastMerchant += 1
            id = lastMerchant
            try db.run(.insertMerchant, [id, key, name])
        }
        merchants[key] = id
        return id
    }

    private func recordHistory(_ old: Complaint, _ new: Complaint, id: Int64, version: Int64, by: String) throws {
        let a = Dictionary(old.historyFields, uniquingKeysWith: { first, _ in first })
        let b = Dictionary(new.historyFields, uniquingKeysWith: { first, _ in first })
        for field in Set(a.keys).union(b.keys).sorted() where a[field] != b[field] {
            try db.run(.insertHistory, [id, version, field, a[field], b[field], now.epochSeconds, by])
        }
    }
}

extension ColumnRecord {
    /// The record of a stored complaint; `lengths` nil while the full-text tables don't hold it.
    static func of(
        _ stored: StoredComplaint, lengths: TermLengths?, codes: inout CodeTable, _ db: Database
    ) throws -> ColumnRecord {
        let c = stored.complaint
        var record = ColumnRecord()
        record.setReceivedAt(c.receivedAt?.epochSeconds)
        (record.kind, record.channel, record.status) = (c.kind.code, c.channel.code, c.handling.status.code)
        record.merchant = stored.merchantID.map { UInt32(clamping: $0) } ?? ColumnRecord.none32
        record.category = try codes.code(.category, c.category, db)
        record.district = try codes.code(.district, c.district, db)
        record.amount = c.amount.map { UInt64($0.cents) } ?? ColumnRecord.none64
        record.flags = ColumnRecord.present
        if let lengths {
            record.flags |= ColumnRecord.indexed
            record.words = UInt16(clamping: lengths.words)
            record.bigrams = UInt16(clamping: lengths.bigrams)
            record.hanzi = UInt16(clamping: lengths.hanzi)
            record.textWords = lengths.firstFieldWords
        }
        return record
    }
}

import ComplaintModel
import Foundation
import GRDB
import TextAnalysis

/// What erasing did.
public struct ErasureReport: Sendable, Equatable {
    /// The complaints that are gone, by rising id.
    public var complaints: [Int64] = []
    /// Lines taken out of the file of rejects beside the database.
    public var rejects = 0
    /// False: another process is reading, so that the WAL keeps old pages until it ends.
    public var isWALEmpty = true
}

extension Store {
    /// Removes complaints for good: row, history, full text, readings, columns, links, what other modules keep of them, and
    /// the rejects beside the database that hold the person's numbers. Then no byte of them is left in the database's files.
    ///
    /// Deleted pages are overwritten (secure_delete). FTS5 keeps deleted terms until segments are merged, so the full-text
    /// tables are merged into one each; O(index). The ids are not given out again. Backups are not reached.
    /// - Parameter ids: of the complaints; unknown ones are passed over.
    /// - Throws: `StoreError.analyzerMismatch` while the index was built by another analyzer, whose tokens can't be taken out.
    public func erase(_ ids: [Int64]) throws -> ErasureReport {
        guard isCurrent else { throw StoreError.analyzerMismatch(built: builtVersion, running: analyzer.version) }
        var report = ErasureReport()
        var traces = PersonTraces()
        var bigrams: Set<String> = []
        try write { db in
            let eraser = try ComplaintEraser(self, db)
            for id in Set(ids).sorted() {
                guard let erased = try eraser.erase(id, &bigrams) else { continue }
                traces.add(erased.complaint)
                report.complaints.append(id)
            }
            try eraser.finish(links: links(db), erased: Set(report.complaints))
            for trace in traces.texts {
                try db.run(SQL.forgetAuditQueries, [trace])
                try db.run(SQL.forgetAlertReasons, [trace])
            }
        }
        try write { db in
            try db.run(SQL.optimizeWords)
            try db.run(SQL.optimizeBigrams)
        }
        try write { db in try forgetReadings(bigrams, db) }
        report.rejects = try RejectsEraser.erase(traces, at: path + ".rejects.jsonl")
        report.isWALEmpty = try emptyWAL()
        return report
    }

    /// The pairs of Hanzi that no complaint holds any more.
    private func forgetReadings(_ bigrams: Set<String>, _ db: Database) throws {
        let postings = MatchPostingReader(db: db, remark: nil)
        for bigram in bigrams.sorted() {
            guard try postings.count(bigram, .bigram) == 0, let reading = BigramReading.of(bigram) else { continue }
            try db.run(SQL.deleteReading, [reading, bigram])
        }
    }

    private func emptyWAL() throws -> Bool {
        do {
            _ = try pool.writeWithoutTransaction { try $0.checkpoint(.truncate) }
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return false
        }
    }
}

/// Takes complaints out of the tables, in the caller's write transaction.
private final class ComplaintEraser {
    private let store: Store
    private let db: Database
    private let sessions: IntakeSessions
    private var columns = ColumnWriter()

    init(_ store: Store, _ db: Database) throws {
        self.store = store
        self.db = db
        sessions = try IntakeSessions(store.stages, checks: true, db)
    }

    /// - Returns: what was stored; nil when there is no such complaint.
    func erase(_ id: Int64, _ bigrams: inout Set<String>) throws -> StoredComplaint? {
        guard let row = try Store.row(id, db) else { return nil }
        let body = Body.bytes(of: row.stored.complaint)
        if row.stored.isIndexed {
            let text = String(decoding: body, as: UTF8.self)
            try db.run(SQL.deleteWords, [id, text])
            try db.run(SQL.deleteBigrams, [id, text])
        }
        let analysis = try body.withUnsafeBytes { try store.analyzer.analyze($0, .index) }
        for token in analysis.tokens where token.termClass == .bigram { bigrams.insert(analysis.termText(of: token)) }
        try sessions.erased(row.stored)
        try db.run(SQL.deleteHistoryOf, [id])
        try db.run(SQL.deleteAnswersOf, [id])
        try db.run(SQL.deleteComplaint, [id])
        try columns.put(ColumnRecord(), id: id, db)
        return row.stored
    }

    /// What repeated or copied an erased complaint is from now on that of the first one left.
    func finish(links: Links, erased: Set<Int64>) throws {
        try columns.flush(db)
        // Stages write links of their own, block by block: what is read before they have would undo it.
        try sessions.finish()
        var writer = LinkWriter()
        for id in erased.sorted() { try writer.change(id, db) { $0 = LinkRecord() } }
        var first: [UInt32: UInt32] = [:]
        for id in 0..<links.capacity where links.origin[id] != 0 && erased.contains(Int64(links.origin[id])) {
            guard !erased.contains(Int64(id)) else { continue }
            let origin = first[links.origin[id]]
            if origin == nil { first[links.origin[id]] = UInt32(id) }
            try writer.change(Int64(id), db) { link in
                link.origin = origin ?? 0
                if origin == nil { link.relation = .none }
            }
        }
        try writer.flush(db)
    }
}

import ComplaintModel
import Foundation
import GRDB

extension Store {
    /// Builds the full-text tables, columns and readings anew from the stored rows with this program's analyzer; takes in
    /// what was stored but not indexed. Searches go on with the old tables until the new ones take their place.
    ///
    /// The new tables grow beside the old ones in transactions of some thousand rows; a kill in between leaves the old
    /// index as it was. The last step, one transaction, is short.
    /// - Parameter progress: rows done and rows in all.
    /// - Returns: how many rows are indexed.
    public func reindex(progress: (Int, Int) -> Void) throws -> Int {
        guard let lock else { return try rebuild(progress: progress) }
        // What another process stored meanwhile would be missing from the new tables.
        return try lock.hold { try rebuild(progress: progress) }
    }

    private func rebuild(progress: (Int, Int) -> Void) throws -> Int {
        let total = try read { db in try db.value(.countComplaints, as: Int.self) ?? 0 }
        try write { db in
            try db.execute(sql: SQL.dropNextTables.text)
            try db.execute(sql: SQL.createNextTables.text)
        }
        var (after, done): (Int64, Int) = (0, 0)
        while let last = try write({ db in try fillNextTables(after: after, db) }) {
            done += last.rows
            after = last.id
            progress(done, total)
        }
        try write { db in
            try db.execute(sql: SQL.swapTables.text)
            try db.execute(sql: SQL.markIndexed.text)
            try rebuildColumns(db)
            try Schema.record(analyzer.version, db)
            try db.run(.deleteMeta, ["stale_rows"])
        }
        setBuilt(analyzer.version)
        try Self.stopAutomerge(pool)  // the new tables are set as new ones are
        return done
    }

    private func fillNextTables(after: Int64, _ db: Database) throws -> (id: Int64, rows: Int)? {
        guard let entry = TokenizerRegistry.shared.entry(db) else { return nil }
        let rows = try Row.fetchAll(
            db.statement(.fetchComplaintsFrom), arguments: [after + 1, Int64.max, Importer.transactionSize])
        for row in rows {
            let complaint = try ComplaintRow(row).stored
            let body = Body.bytes(of: complaint.complaint)
            let analysis = try body.withUnsafeBytes { try analyzer.analyze($0, .index) }
            let text = String(decoding: body, as: UTF8.self)
            try entry.handed.hand(analysis) {
                try db.run(.insertNextWords, [complaint.id, text])
                try db.run(.insertNextBigrams, [complaint.id, text])
            }
        }
        guard let last = rows.last else { return nil }
        return (last["id"], rows.count)
    }

    private func rebuildColumns(_ db: Database) throws {
        try db.execute(sql: SQL.clearColumns.text)
        try db.execute(sql: SQL.clearReadings.text)
        var columns = ColumnWriter()
        var codes = CodeTable()
        var readings = ReadingWriter(known: .none)
        var after: Int64 = 0
        while true {
            let rows = try Row.fetchAll(
                db.statement(.fetchComplaintsFrom), arguments: [after + 1, Int64.max, 4096]
            ).map(ComplaintRow.init)
            guard let last = rows.last else { break }
            for row in rows {
                let analysis = try Body.bytes(of: row.stored.complaint).withUnsafeBytes {
                    try analyzer.analyze($0, .index)
                }
                let record = try ColumnRecord.of(row.stored, lengths: analysis.lengths, codes: &codes, db)
                try columns.put(record, id: row.stored.id, db)
                readings.note(analysis)
            }
            try columns.flush(db)
            after = last.stored.id
        }
        try readings.flush(db)
    }
}

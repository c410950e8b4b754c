import ComplaintModel
import Foundation
import GRDB

/// What `verify` found.
public struct VerifyReport: Sendable, Equatable {
    /// A sentence each; empty when all is well.
    public var problems: [String]
    public var checkedRows: Int
}

extension Store {
    /// Checks the file's pages, the full-text tables against the rows, and the columns against both.
    ///
    /// FTS5's check against its content is a write in SQLite's eyes: it runs in a transaction that is rolled back.
    /// O(index); a million rows take a minute.
    public func verify() throws -> VerifyReport {
        var report = VerifyReport(problems: [], checkedRows: 0)
        do {
            try pool.read { db in
                for line in try String.fetchAll(db, sql: "PRAGMA integrity_check(20)") where line != "ok" {
                    report.problems.append("file: \(line)")
                }
            }
            try checkFullText(&report)
            try pool.read { db in try checkColumns(db, &report) }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            report.problems.append("file: \(error.message ?? "damaged")")
        }
        if !isCurrent {
            report.problems.append(
                StoreError.analyzerMismatch(built: builtVersion, running: analyzer.version).description)
        }
        return report
    }

    private func checkFullText(_ report: inout VerifyReport) throws {
        // Under another analyzer the bodies would be cut in other ways than they were: nothing could be compared.
        guard isCurrent else { return }
        try pool.writeWithoutTransaction { db in
            for (table, check) in [("words", SQL.checkWords), ("bigrams", .checkBigrams)] {
                do {
                    try db.inTransaction {
                        try db.run(check)
                        return .rollback
                    }
                } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
                    report.problems.append("\(table): differs from the stored complaints: run `bingan reindex`")
                }
            }
        }
    }

    private func checkColumns(_ db: Database, _ report: inout VerifyReport) throws {
        let columns = try ColumnCache().columns(db)
        let names = try CodeNames(db)
        var (after, drifted, unindexed): (Int64, [Int64], Int) = (0, [], 0)
        while true {
            let rows = try Row.fetchAll(
                db.statement(.fetchComplaintsFrom), arguments: [after + 1, Int64.max, 2000]
            ).map(ComplaintRow.init)
            guard let last = rows.last else { break }
            for row in rows {
                report.checkedRows += 1
                if !row.stored.isIndexed { unindexed += 1 }
                if try !matches(row, columns, names) { drifted.append(row.stored.id) }
            }
            after = last.stored.id
        }
        let present = columns.blocks.reduce(0) { total, block in
            total
                + (block.map { block in
                    (0..<ColumnBlock.count).filter { block.flags[$0] & ColumnRecord.present != 0 }.count
                } ?? 0)
        }
        if !drifted.isEmpty {
            let first = drifted.prefix(5).map(String.init).joined(separator: ", ")
            report.problems.append("columns: \(drifted.count) rows differ, the first: \(first): run `bingan reindex`")
        }
        if present != report.checkedRows {
            report.problems.append("columns: \(present) records for \(report.checkedRows) rows: run `bingan reindex`")
        }
        if unindexed > 0 {
            report.problems.append("\(unindexed) rows are stored but not yet indexed: run `bingan reindex`")
        }
    }

    private func matches(_ row: ComplaintRow, _ columns: Columns, _ names: CodeNames) throws -> Bool {
        guard let record = columns.record(Int(row.stored.id)) else { return false }
        let c = row.stored.complaint
        var expected = ColumnRecord()
        expected.setReceivedAt(c.receivedAt?.epochSeconds)
        func codeFits(_ list: CodeList, _ code: UInt16, _ value: String?) -> Bool {
            code == ColumnRecord.overflow16 || names.value(list, code) == value
        }
        let lengths =
            isCurrent && row.stored.isIndexed
            ? try Body.bytes(of: c).withUnsafeBytes { try analyzer.analyze($0, .index).lengths } : nil
        let lengthsFit = lengths.map {
            record.words == UInt16(clamping: $0.words) && record.bigrams == UInt16(clamping: $0.bigrams)
                && record.hanzi == UInt16(clamping: $0.hanzi) && record.textWords <= $0.firstFieldWords
        }
        return record.receivedAt == expected.receivedAt && record.kind == c.kind.code
            && record.channel == c.channel.code
            && record.status == c.handling.status.code
            && record.merchant == (row.stored.merchantID.map { UInt32(clamping: $0) } ?? ColumnRecord.none32)
            && record.amount == (c.amount.map { UInt64($0.cents) } ?? ColumnRecord.none64)
            && codeFits(.category, record.category, c.category) && codeFits(.district, record.district, c.district)
            && (record.flags & ColumnRecord.indexed != 0) == row.stored.isIndexed && lengthsFit != false
    }
}

import CFileMap
import Foundation
import GRDB
import Testing

@Suite("A database file that stays mapped between transactions")
struct KeptMapTests {
    private let folder = FileManager.default.temporaryDirectory.appendingPathComponent("kept-map-\(UUID())")
    private var path: String { folder.appendingPathComponent("a.sqlite").path }

    init() throws { try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true) }

    private func connection(mapped: Bool, kept: Bool) throws -> DatabaseQueue {
        var configuration = Configuration()
        configuration.prepareDatabase { db in
            try db.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA cache_size = 10")
            try db.execute(sql: "PRAGMA mmap_size = \(mapped ? 1 << 31 - 1 : 0)")
            if kept { #expect(cfilemap_keep(db.sqliteConnection)) }
        }
        return try DatabaseQueue(path: path, configuration: configuration)
    }

    private func sums(_ queue: DatabaseQueue) throws -> [[Int64]] {
        try queue.read { db in
            try Row.fetchAll(db, sql: "SELECT id, length(b), b FROM t ORDER BY id").map { row in
                let bytes: Data = row[2]
                return [row[0], row[1], bytes.reduce(0) { $0 &* 31 &+ Int64($1) }]
            }
        }
    }

    private func add(_ db: Database, megabytes: Int, _ random: inout SystemRandomNumberGenerator) throws {
        for _ in 0..<(megabytes * 8) {
            let bytes = Data(repeating: .random(in: 0...255, using: &random), count: 128 << 10)
            try db.execute(sql: "INSERT INTO t (b) VALUES (?)", arguments: [bytes])
        }
    }

    @Test("sees every commit of another connection, whether the file grows, is rewritten or shrinks")
    func followsTheFile() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var random = SystemRandomNumberGenerator()
        let writer = try connection(mapped: false, kept: false)
        try writer.write { try $0.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)") }
        let (kept, dull) = (
            try connection(mapped: true, kept: true), try connection(mapped: false, kept: false)
        )
        for step in 0..<24 {
            try writer.writeWithoutTransaction { db in
                switch step % 8 {
                case 3: try db.execute(sql: "DELETE FROM t WHERE id % 3 = 0; VACUUM")
                case 5: try db.execute(sql: "UPDATE t SET b = zeroblob(length(b) / 2) WHERE id % 5 = 1")
                case 7: try db.execute(sql: "DELETE FROM t WHERE id % 2 = 0; VACUUM")
                default: try add(db, megabytes: step % 5, &random)
                }
                if step % 3 != 0 { _ = try db.checkpoint(step % 2 == 0 ? .truncate : .passive) }
            }
            #expect(try sums(kept) == sums(dull), "after step \(step)")
        }
    }

    /// Mapped bytes of the file that this process has touched, in KiB.
    private var resident: Int {
        let bytes = (try? FileHandle(forReadingAtPath: "/proc/self/smaps")?.readToEnd()) ?? Data()
        let maps = String(decoding: bytes, as: UTF8.self)
        var (isOurs, sum) = (false, 0)
        for line in maps.split(separator: "\n") {
            let fields = line.split(separator: " ")
            if fields[0].contains("-") { isOurs = line.hasSuffix(path) }
            if isOurs, fields[0] == "Rss:" { sum += Int(fields[1]) ?? 0 }
        }
        return sum
    }

    @Test("keeps what it has mapped after another connection's commit, which SQLite by itself gives up")
    func keepsTheMap() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        var random = SystemRandomNumberGenerator()
        let writer = try connection(mapped: false, kept: false)
        try writer.write { db in
            try db.execute(sql: "CREATE TABLE t (id INTEGER PRIMARY KEY, b BLOB)")
            try add(db, megabytes: 24, &random)
        }
        _ = try writer.writeWithoutTransaction { try $0.checkpoint(.truncate) }
        for (kept, least, most) in [(false, 0, 4 << 10), (true, 12 << 10, 26 << 10)] {
            let reader = try connection(mapped: true, kept: kept)
            _ = try sums(reader)
            try writer.write { try $0.execute(sql: "INSERT INTO t (b) VALUES (zeroblob(10))") }
            try reader.read { db in
                _ = try Int.fetchOne(db, sql: "SELECT id FROM t LIMIT 1")
                #expect((least...most).contains(resident), "\(kept ? "kept" : "not kept"): \(resident) KiB")
            }
            try reader.close()
        }
    }
}

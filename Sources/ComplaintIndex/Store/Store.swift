import CFileMap
import ComplaintModel
import Foundation
import GRDB
import Synchronization
import TextAnalysis

/// An index on disk: one SQLite file with complaints, full-text tables and columns.
///
/// Safe to use from any thread. Readers see one snapshot each; writing methods are whole transactions, durable when
/// they return (WAL, synchronous = FULL).
public final class Store: Sendable {
    public enum Access: Sendable {
        /// Makes the database where there is none, and writes, in turns with other processes.
        case create
        /// Writes to a database that must exist, in turns with other processes.
        case write
        /// Reads a database that must exist; takes no lock.
        case read
    }

    public let path: String
    public let analyzer: Analyzer
    public let weakWords: WeakWords
    let pool: DatabasePool
    let columns = ColumnCache()
    let merchants = MerchantCache()
    let linkCache = LinkCache()
    let readers = PostingReaders()
    package let personKeys: PersonKeys
    package let access: Access
    /// What other modules do at intake, in this order.
    package let stages: [any IntakeStage]
    let lock: WriterLock?
    private let built: Mutex<AnalyzerVersion>
    /// What `PRAGMA data_version` of the writer said last: it moves when another process has written.
    private let seenVersion = Mutex<Int64?>(nil)
    /// Transactions since the log was last folded into the database.
    let unfolded = Atomic<Int>(0)
    /// When that was last due, in seconds of uptime.
    let folded = Mutex<Double>(0)

    /// Seconds a command waits for another process that writes.
    public static let patience = 600.0

    /// - Throws: `StoreError`, `DictionaryError`.
    public convenience init(path: String, access: Access, waiting: (@Sendable (String) -> Void)? = nil) throws {
        try self.init(path: path, access: access, stages: [], waiting: waiting)
    }

    /// - Parameters:
    ///   - stages: what other modules do with a complaint as it is stored.
    ///   - patience: seconds to wait for the turn of another process that writes.
    package init(
        path: String, access: Access, stages: [any IntakeStage], patience: Double = Store.patience,
        waiting: (@Sendable (String) -> Void)? = nil
    ) throws {
        self.path = path
        self.stages = stages
        self.access = access
        try DatabaseFile.check(path, mustExist: access != .create)
        let analyzer = try Analyzer(userWords: UserWords(contentsOf: path + ".words"))
        self.analyzer = analyzer
        weakWords = try WeakWords()
        lock = access == .read ? nil : try WriterLock(path: path, patience: patience, waiting: waiting)
        try lock?.beUser()
        do {
            let pool = try Self.openPool(path, access, analyzer)
            self.pool = pool
            try lock?.hold {
                try Schema.migrate(pool, path: path, analyzer: analyzer.version)
                try Self.stopAutomerge(pool)
            }
            let opened = try pool.read { db in (try Schema.check(db, path: path), try PersonKeys(db)) }
            built = Mutex(opened.0)
            personKeys = opened.1
        } catch {
            throw StoreError.from(error, path: path) ?? error
        }
    }

    private static func openPool(_ path: String, _ access: Access, _ analyzer: Analyzer) throws -> DatabasePool {
        var configuration = Configuration()
        configuration.maximumReaderCount = 8
        configuration.busyMode = .timeout(Self.busySeconds)
        // A search process only reads; SQLite still needs to write to the -shm file beside a WAL database.
        configuration.prepareDatabase { db in
            TokenizerRegistry.shared.register(db, analyzer)
            db.add(tokenizer: WordsTokenizer.self)
            db.add(tokenizer: BigramsTokenizer.self)
            try TermFrequencyFunction.register(db)
            try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA secure_delete = ON")
            let cache = db.configuration.readonly ? Self.readerCache : Self.usualCache
            try Self.setCache(cache, mapped: Self.mostMapped, db)
            try db.execute(sql: "PRAGMA temp_store = MEMORY")
            _ = cfilemap_keep(db.sqliteConnection)  // where it can't, reading costs more after commits
        }
        let pool = try DatabasePool(path: path, configuration: configuration)
        // DatabasePool lowers this to NORMAL once it has opened, so it is set afterwards.
        if access != .read { try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") } }
        return pool
    }

    /// Seconds a statement waits for another connection.
    static let busySeconds = 10.0

    /// Kibibytes of pages a connection keeps; mapped pages don't count.
    private static let usualCache = 16_384
    /// The same for one that only reads: little but what the log holds, since all else is mapped.
    private static let readerCache = 4_096
    /// For a writer that changes much at once: a changed page that is not kept until the commit is written twice.
    private static let bulkCache = 131_072

    /// Bytes of the file that are mapped: all that SQLite allows.
    private static let mostMapped = 2_147_418_112

    private static func setCache(_ kibibytes: Int, mapped: Int, _ db: Database) throws {
        try db.execute(sql: "PRAGMA cache_size = -\(kibibytes)")
        try setMap(mapped, db)
    }

    private static func setMap(_ bytes: Int, _ db: Database) throws {
        try db.execute(sql: "PRAGMA mmap_size = \(bytes)")
    }

    /// Runs `body`, whose write transactions are large. Merging reads the whole file, which, mapped, would count as memory
    /// of this process.
    package func withBulkCache<T>(_ body: () throws -> T) throws -> T {
        try writeWithoutTransaction { try Self.setCache(Self.bulkCache, mapped: 0, $0) }
        defer { try? writeWithoutTransaction { try Self.setCache(Self.usualCache, mapped: Self.mostMapped, $0) } }
        return try body()
    }

    /// The analyzer version that cut the rows in the full-text tables.
    public var builtVersion: AnalyzerVersion { built.withLock { $0 } }

    /// Whether new rows may go into the full-text tables; else they are stored and wait for `reindex`.
    public var isCurrent: Bool { builtVersion == analyzer.version }

    func setBuilt(_ version: AnalyzerVersion) { built.withLock { $0 = version } }

    /// What a user should know before trusting an answer.
    public var warnings: [String] {
        isCurrent ? [] : [StoreError.analyzerMismatch(built: builtVersion, running: analyzer.version).description]
    }

    /// The highest id given so far: about how many complaints there are. 0 for none.
    package static func lastID(_ db: Database) throws -> Int64 { try db.value(.lastID) ?? 0 }

    /// Runs `body` in one read transaction, errors as `StoreError`.
    package func read<T>(_ body: (Database) throws -> T) throws -> T {
        do { return try pool.read(body) } catch { throw StoreError.from(error, path: path) ?? error }
    }

    /// The same for a body that goes through much of the file: nothing of it is mapped meanwhile, since each connection's
    /// map would count as memory of its own.
    package func readUnmapped<T>(_ body: (Database) throws -> T) throws -> T {
        try read { db in
            try Self.setMap(0, db)
            defer { try? Self.setMap(Self.mostMapped, db) }
            return try body(db)
        }
    }

    /// Runs `body` in one write transaction, durable when it returns; errors as `StoreError`.
    package func write<T>(_ body: (Database) throws -> T) throws -> T {
        try writeWithoutTransaction { db in
            try seeOtherWriters(db)
            var result: T?
            try db.inTransaction(.immediate) {
                result = try body(db)
                return .commit
            }
            unfolded.add(1, ordering: .relaxed)
            guard let result else { throw StoreError.busy(path: path) }
            return result
        }
    }

    /// Runs `body` on the writer's connection while no other process writes or checkpoints.
    package func writeWithoutTransaction<T>(_ body: (Database) throws -> T) throws -> T {
        do {
            return try pool.writeWithoutTransaction { db in
                guard let lock else { return try body(db) }
                return try lock.hold { try body(db) }
            }
        } catch {
            throw StoreError.from(error, path: path) ?? error
        }
    }

    /// Whether another process waits to write: a long series of transactions ends the one it is in.
    package var isWriterWanted: Bool { lock?.isWanted ?? false }

    /// Another process may have re-indexed with another analyzer, or migrated, since the last transaction.
    private func seeOtherWriters(_ db: Database) throws {
        let version = try db.dataVersion()
        guard seenVersion.withLock({ $0 != version }) else { return }
        setBuilt(try Schema.check(db, path: path))
        seenVersion.withLock { $0 = version }
    }

    /// Folds the WAL into the file, closes the connections and lets another process replace the file.
    public func close() throws {
        readers.close()
        guard let lock else { return try pool.close() }
        try lock.hold {
            // The pool closes its writer before its readers, which may not write: SQLite would leave the WAL as it is.
            try? pool.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
            try pool.close()
        }
        lock.leave()
    }

    deinit { readers.close() }
}

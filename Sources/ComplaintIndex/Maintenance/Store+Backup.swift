import Foundation
import GRDB

extension Store {
    /// Copies the database, as one snapshot, to a new file while others read and write.
    /// - Parameter progress: pages done and pages in all.
    /// - Throws: `StoreError.exists` rather than overwrite; `noRoom`.
    public func backup(to path: String, progress: (Int, Int) -> Void) throws {
        if FileManager.default.fileExists(atPath: path) { throw StoreError.exists(path: path) }
        let partial = path + ".partial"
        Self.remove(partial)
        do {
            var configuration = Configuration()
            configuration.journalMode = .default
            let copy = try DatabaseQueue(path: partial, configuration: configuration)
            try withoutActuallyEscaping(progress) { progress in
                try pool.backup(to: copy, pagesPerStep: 4096) { step in
                    progress(step.completedPageCount, step.totalPageCount)
                }
            }
            try copy.close()
            try Self.sync(partial)
            try FileManager.default.moveItem(atPath: partial, toPath: path)
        } catch {
            Self.remove(partial)
            throw StoreError.from(error, path: path)
                ?? StoreError.readOnly(path: path, problem: "\(error.localizedDescription)")
        }
    }

    /// Puts a backup in a database's place. The backup is foreign input: it is checked page by page and its schema is
    /// compared with ours before anything is replaced; what stood there is kept as `<database>.before-restore`.
    public static func restore(from backup: String, to path: String) throws {
        try DatabaseFile.check(backup, mustExist: true)
        try checkBackup(backup)
        let lock = try WriterLock(path: path, patience: Store.patience, waiting: nil)
        // Who has the old file open would go on writing to it, and lose all of that.
        try lock.beOnlyUser()
        try lock.hold { try replace(path, with: backup) }
    }

    private static func replace(_ path: String, with backup: String) throws {
        let partial = path + ".partial"
        remove(partial)
        do {
            try FileManager.default.copyItem(atPath: backup, toPath: partial)
            try sync(partial)
            if FileManager.default.fileExists(atPath: path) {
                try foldWAL(path)
                remove(path + ".before-restore")
                try FileManager.default.moveItem(atPath: path, toPath: path + ".before-restore")
            }
            for suffix in ["-wal", "-shm"] { remove(path + suffix) }
            try FileManager.default.moveItem(atPath: partial, toPath: path)
        } catch {
            remove(partial)
            throw StoreError.from(error, path: path)
                ?? StoreError.readOnly(path: path, problem: "\(error.localizedDescription)")
        }
    }

    /// Opened read-only and defensively, so that a forged schema can run nothing.
    private static func checkBackup(_ path: String) throws {
        do {
            var configuration = Configuration()
            configuration.readonly = true
            configuration.prepareDatabase { db in
                try db.execute(sql: "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
            }
            let objects = try DatabaseQueue(path: path, configuration: configuration).read { db in
                let check = try String.fetchAll(db, sql: "PRAGMA quick_check(1)")
                guard check == ["ok"] else { throw StoreError.damaged(path: path, problem: check.joined()) }
                return try schemaObjects(db)
            }
            guard try objects == expectedObjects() else {
                throw StoreError.notAnIndex(path: path, problem: "its schema is not that of this version")
            }
        } catch {
            throw StoreError.from(error, path: path) ?? error
        }
    }

    /// The schema as this program makes it, in memory.
    private static func expectedObjects() throws -> [String] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Store(path: folder.appendingPathComponent("schema.sqlite").path, access: .create)
        defer { try? store.close() }
        return try store.read { db in try schemaObjects(db) }
    }

    /// Without quotes and spaces, which a table's renaming by `reindex` changes.
    private static func schemaObjects(_ db: Database) throws -> [String] {
        try String.fetchAll(db.statement(.schemaObjects)).map { $0.filter { !"'\" \n".contains($0) } }
    }

    private static func foldWAL(_ path: String) throws {
        let queue = try DatabaseQueue(path: path)
        try queue.writeWithoutTransaction { db in _ = try db.checkpoint(.truncate) }
        try queue.close()
    }

    private static func sync(_ path: String) throws {
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw StoreError.readOnly(path: path, problem: "can't be opened")
        }
        defer { try? file.close() }
        do { try file.synchronize() } catch { throw StoreError.noRoom(path: path) }
    }

    private static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}

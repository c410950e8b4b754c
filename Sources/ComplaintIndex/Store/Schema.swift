import Foundation
import GRDB
import TextAnalysis

/// Index/migrations, applied in order, and the facts about the index kept in `meta`.
package enum Schema {
    /// The last migration that readers can't do without. Later ones add indexes, or store the keys of repeats in fewer bytes,
    /// which whoever reads them can tell: a database without them is read, more slowly.
    private static let lastOfTables = "0010-changes-without-insert-triggers"

    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for file in IndexFile.all where file.name.hasPrefix("migrations/") {
            let name = String(file.name.dropFirst("migrations/".count).dropLast(".sql".count))
            migrator.registerMigration(name) { db in try db.execute(sql: file.text) }
        }
        return migrator
    }

    /// Brings the schema up to date; a new index gets its birth certificate.
    static func migrate(_ pool: DatabasePool, path: String, analyzer: AnalyzerVersion) throws {
        if try pool.read({ try migrator.hasBeenSuperseded($0) }) { throw StoreError.newerSchema(path: path) }
        try migrator.migrate(pool)
        let isNew = try pool.write { db in
            try db.execute(sql: "PRAGMA application_id = \(DatabaseFile.applicationID)")
            guard try meta("icu", db) == nil else { return false }
            try record(analyzer, db)
            try setMeta("person_key", to: PersonKeys.newKey(), db)
            return true
        }
        // Others look at the mark in the file's header before they open it; until now it is in the log alone.
        if isNew { try pool.writeWithoutTransaction { db in _ = try db.checkpoint(.passive) } }
    }

    /// A database without our mark may be one whose making was cut off, but never one with another program's tables.
    static func isOursOrEmpty(_ db: Database) throws -> Bool {
        if try Int32.fetchOne(db, sql: "PRAGMA application_id") == DatabaseFile.applicationID { return true }
        let tables = try db.value(.countTables, as: Int.self) ?? 0
        guard try db.tableExists("grdb_migrations") else { return tables == 0 }
        // A disk may be full when the list of migrations is made and the first of them is not.
        guard let first = try migrator.appliedMigrations(db).first else { return tables == 1 }
        return first == migrator.migrations.first
    }

    /// The analyzer version the index was built with.
    /// - Throws: `StoreError` for another program's database or one of a newer Bingan.
    static func check(_ db: Database, path: String) throws -> AnalyzerVersion {
        if try migrator.hasBeenSuperseded(db) { throw StoreError.newerSchema(path: path) }
        guard try migrator.appliedIdentifiers(db).contains(lastOfTables), let icu = try meta("icu", db),
            let steps = try meta("analyzer", db).flatMap({ Int($0) }),
            let dictionaries = try meta("dictionaries", db)
        else { throw StoreError.notAnIndex(path: path, problem: "its tables are not ours, or not all there") }
        return AnalyzerVersion(icu: icu, steps: steps, dictionaries: dictionaries)
    }

    static func record(_ version: AnalyzerVersion, _ db: Database) throws {
        try setMeta("icu", to: version.icu, db)
        try setMeta("analyzer", to: String(version.steps), db)
        try setMeta("dictionaries", to: version.dictionaries, db)
    }

    package static func meta(_ key: String, _ db: Database) throws -> String? {
        try db.value(.readMeta, [key])
    }

    package static func setMeta(_ key: String, to value: String, _ db: Database) throws {
        try db.run(.writeMeta, [key, value])
    }
}

import Foundation
import GRDB

/// What can be told of a database file before SQLite opens it.
enum DatabaseFile {
    /// "BNGN": SQLite keeps it in the header, so that another program's database is never migrated by mistake.
    static let applicationID: Int32 = 0x424E_474E

    /// - Throws: `StoreError` naming what stands in the way.
    static func check(_ path: String, mustExist: Bool) throws {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
            if mustExist { throw StoreError.missing(path: path) }
            return try makeFolder(of: path)
        }
        if isDirectory.boolValue { throw StoreError.notAnIndex(path: path, problem: "it is a directory") }
        guard let file = FileHandle(forReadingAtPath: path) else {
            throw StoreError.readOnly(path: path, problem: "it can't be opened")
        }
        defer { try? file.close() }
        let header = (try? file.read(upToCount: 100)) ?? Data()
        if header.isEmpty { return try checkUnfinished(path, mustExist) }
        guard header.starts(with: Array("SQLite format 3\0".utf8)), header.count == 100 else {
            throw StoreError.notAnIndex(path: path, problem: "not an SQLite file")
        }
        let id = header[68..<72].reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        if id == UInt32(bitPattern: applicationID) { return }
        // A database whose making was cut off has no mark yet; one with another program's tables is never touched.
        guard try id == 0 && isOursOrEmpty(path) else {
            throw StoreError.notAnIndex(path: path, problem: "an SQLite file of another program")
        }
        try checkUnfinished(path, mustExist)
    }

    /// A database whose making was cut off can be made, but not read.
    private static func checkUnfinished(_ path: String, _ mustExist: Bool) throws {
        if mustExist {
            throw StoreError.notAnIndex(path: path, problem: "its making was cut off, repeat the import or the add")
        }
    }

    private static func isOursOrEmpty(_ path: String) throws -> Bool {
        func look(readOnly: Bool) throws -> Bool {
            var configuration = Configuration()
            configuration.readonly = readOnly
            return try DatabaseQueue(path: path, configuration: configuration).read { try Schema.isOursOrEmpty($0) }
        }
        do {
            do {
                return try look(readOnly: true)
            } catch let error as DatabaseError where error.resultCode == .SQLITE_READONLY {
                // A kill left a journal, which SQLite can't take back while it only reads. As any reader would, it does now.
                return try look(readOnly: false)
            }
        } catch {
            throw StoreError.from(error, path: path) ?? error
        }
    }

    private static func makeFolder(of path: String) throws {
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw StoreError.readOnly(path: path, problem: "the folder \(folder) can't be made")
        }
    }
}

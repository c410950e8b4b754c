import ComplaintIndex
import Foundation
import GRDB
import GRDBSQLite

/// Profiles of stored complaints, within one transaction.
final class ProfileReader {
    private let fields: RowStatement
    private let merchants: MerchantLookup
    private let maker: ProfileMaker
    private let known: any KnownProfiles
    private let scratch = ShingleScratch()

    init(_ db: Database, _ maker: ProfileMaker, _ merchants: MerchantLookup, _ known: any KnownProfiles) throws {
        fields = try RowStatement(db, named: SQL.candidateFields)
        (self.maker, self.merchants, self.known) = (maker, merchants, known)
    }

    /// Nil when there is no such complaint.
    func profile(_ id: Int64) throws -> Profile? { try entry(id)?.profile }

    /// The merchant is resolved anew at each call, since a merchant may have joined another one since.
    func entry(_ id: Int64) throws -> ProfileCache.Entry? {
        guard let entry = try known.entry(id) else { return try read(id) }
        guard entry.merchantName != nil else { return entry }
        let merchant = try merchants.merchant(ofName: entry.merchantName)
        guard merchant != entry.profile.merchantID else { return entry }
        var profile = entry.profile
        profile.merchantID = merchant
        return keep(profile, merchantName: entry.merchantName, version: entry.version)
    }

    private func read(_ id: Int64) throws -> ProfileCache.Entry? {
        guard let (fields, version) = try fields.first({ $0.put(id) }, Self.fields) else { return nil }
        var profile = try maker.compactProfile(fields, scratch)
        profile.id = id
        if let name = fields.merchantID { profile.merchantID = try merchants.merchant(ofName: name) }
        return keep(profile, merchantName: fields.merchantID, version: version)
    }

    private func keep(_ profile: Profile, merchantName: Int64?, version: Int64) -> ProfileCache.Entry {
        let entry = ProfileCache.Entry(profile, merchantName: merchantName, version: version)
        known.keep(entry)
        return entry
    }

    private static func fields(_ row: SQLiteStatement) -> (ProfileFields, version: Int64) {
        var fields = ProfileFields()
        fields.text = text(row, 0) ?? ""
        (fields.demand, fields.name, fields.merchant) = (text(row, 1), text(row, 2), text(row, 3))
        (fields.order, fields.creditCode, fields.merchantPhone) = (text(row, 4), text(row, 5), text(row, 6))
        (fields.amount, fields.received) = (number(row, 7), number(row, 9))
        fields.occurred = number(row, 8).map { Int32(truncatingIfNeeded: $0) }
        (fields.phone, fields.idNumber, fields.merchantID) = (data(row, 10), data(row, 11), number(row, 12))
        return (fields, sqlite3_column_int64(row, 13))
    }

    private static func number(_ row: SQLiteStatement, _ column: Int32) -> Int64? {
        sqlite3_column_type(row, column) == SQLITE_NULL ? nil : sqlite3_column_int64(row, column)
    }

    private static func text(_ row: SQLiteStatement, _ column: Int32) -> String? {
        guard let bytes = sqlite3_column_text(row, column) else { return nil }
        let count = Int(sqlite3_column_bytes(row, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    private static func data(_ row: SQLiteStatement, _ column: Int32) -> Data? {
        guard let bytes = sqlite3_column_blob(row, column) else { return nil }
        return Data(bytes: bytes, count: Int(sqlite3_column_bytes(row, column)))
    }
}

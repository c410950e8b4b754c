import ComplaintIndex
import Foundation
import GRDB
import GRDBSQLite

/// Profiles of stored complaints, within one transaction.
final class ProfileReader {
    private let fields: RowStatement
    private let merchants: MerchantLookup
    private let maker: ProfileMaker
    private let cache: ProfileCache

    /// - Parameter cache: what earlier transactions read and nothing has changed since.
    init(_ db: Database, _ maker: ProfileMaker, _ merchants: MerchantLookup, _ cache: ProfileCache) throws {
        fields = try RowStatement(db, named: SQL.candidateFields)
        (self.maker, self.merchants, self.cache) = (maker, merchants, cache)
    }

    /// Nil when there is no such complaint.
    func profile(_ id: Int64) throws -> Profile? { try entry(id)?.profile }

    /// The merchant is resolved anew at each call, since a merchant may have joined another one since.
    func entry(_ id: Int64) throws -> ProfileCache.Entry? {
        let known = try cache.entry(id) ?? read(id)
        guard let entry = known, entry.merchantName != nil else { return known }
        let merchant = try merchants.merchant(ofName: entry.merchantName)
        guard merchant != entry.profile.merchantID else { return entry }
        var profile = entry.profile
        profile.merchantID = merchant
        return cache.keep(profile, merchantName: entry.merchantName)
    }

    private func read(_ id: Int64) throws -> ProfileCache.Entry? {
        guard let fields = try fields.first({ $0.put(id) }, Self.fields) else { return nil }
        var profile = try maker.profile(fields)
        profile.id = id
        return cache.keep(profile, merchantName: fields.merchantID)
    }

    /// - Parameter name: the row of `merchants` that the complaint names.
    func remember(_ profile: Profile, merchantName name: Int64?) { cache.keep(profile, merchantName: name) }

    func forget(_ id: Int64) { cache.forget(id) }

    private static func fields(_ row: SQLiteStatement) -> ProfileFields {
        var fields = ProfileFields()
        fields.text = text(row, 0) ?? ""
        (fields.demand, fields.name, fields.merchant) = (text(row, 1), text(row, 2), text(row, 3))
        (fields.order, fields.creditCode, fields.merchantPhone) = (text(row, 4), text(row, 5), text(row, 6))
        (fields.amount, fields.received) = (number(row, 7), number(row, 9))
        fields.occurred = number(row, 8).map { Int32(truncatingIfNeeded: $0) }
        (fields.phone, fields.idNumber, fields.merchantID) = (data(row, 10), data(row, 11), number(row, 12))
        return fields
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

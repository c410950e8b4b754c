import ComplaintIndex
import Foundation
import GRDB

/// Profiles of stored complaints, within one transaction. Remembers the last few thousand.
final class ProfileReader {
    private let db: Database
    private let maker: ProfileMaker
    private var known: [Int64: Profile] = [:]
    private var order: [Int64] = []

    /// Profiles remembered, some 3 kB each.
    private static let most = 8192

    init(_ db: Database, _ maker: ProfileMaker) {
        self.db = db
        self.maker = maker
    }

    /// Nil when there is no such complaint.
    func profile(_ id: Int64) throws -> Profile? {
        if let profile = known[id] { return profile }
        let rows = try Row.fetchCursor(db.statement(.candidateFields), arguments: [id])
        guard let row = try rows.next() else { return nil }
        var fields = Self.fields(row)
        fields.merchantID = try MerchantLookup.merchant(ofName: fields.merchantID, db)
        var profile = try maker.profile(fields)
        profile.id = id
        remember(profile)
        return profile
    }

    func remember(_ profile: Profile) {
        if known.updateValue(profile, forKey: profile.id) == nil { order.append(profile.id) }
        guard order.count > Self.most else { return }
        for id in order.prefix(Self.most / 2) { known[id] = nil }
        order.removeFirst(Self.most / 2)
    }

    func forget(_ id: Int64) {
        guard known.removeValue(forKey: id) != nil else { return }
        order.removeAll { $0 == id }
    }

    private static func fields(_ row: Row) -> ProfileFields {
        var fields = ProfileFields()
        (fields.text, fields.demand, fields.name, fields.merchant) = (row[0], row[1], row[2], row[3])
        (fields.order, fields.creditCode, fields.merchantPhone) = (row[4], row[5], row[6])
        (fields.amount, fields.occurred, fields.received) = (row[7], row[8], row[9])
        (fields.phone, fields.idNumber, fields.merchantID) = (row[10], row[11], row[12])
        return fields
    }
}

import ComplaintModel
import Foundation
import GRDB

/// A complaint and what is derived from it, as the table's columns hold it.
package struct ComplaintRow {
    package var stored: StoredComplaint
    package var contentHash: Data
    var ordinal: Int
    package var orderKey: Data?
    package var phoneKey: Data?
    package var idNumberKey: Data?

    /// Runs `insert-complaint` or `update-complaint`, whose parameters are the same.
    func run(_ statement: RowStatement) throws {
        try statement.run { values in
            values.put(stored.id)
            putContent(into: values)
            putHandling(into: values)
            values.put(Self.extra(stored.complaint))
            values.put(stored.loadedAt.epochSeconds)
            values.put(stored.version)
            values.put(stored.isIndexed ? 1 : 0)
            values.put(contentHash)
            values.put(Int64(ordinal))
            values.put(orderKey)
            values.put(phoneKey)
            values.put(idNumberKey)
        }
    }

    private func putContent(into values: RowStatement) {
        let c = stored.complaint
        values.put(c.number)
        values.put(Int64(c.kind.code))
        values.put(Int64(c.channel.code))
        values.put(c.receivedAt?.epochSeconds)
        for text in [c.complainant.name, c.complainant.phone, c.complainant.idNumber] { values.put(text) }
        values.put(stored.merchantID)
        let merchant = c.merchant
        for text in [merchant.name, merchant.address, merchant.uscc, merchant.platform, merchant.phone] {
            values.put(text)
        }
        for text in [c.category, c.district, c.text, c.demand] { values.put(text) }
        values.put(c.amount?.cents)
        values.put(c.orderNumber)
        values.put((c.occurredOn?.daysSince1970).map { Int64($0) })
        values.put(Self.json(c.evidence))
        values.put(Body.joined(c.tags))
    }

    private func putHandling(into values: RowStatement) {
        let handling = stored.complaint.handling
        values.put(Int64(handling.status.code))
        values.put(handling.assignedTo)
        for time in [handling.dueAt, handling.acceptedAt, handling.contactedAt, handling.closedAt] {
            values.put(time?.epochSeconds)
        }
        values.put(handling.outcome)
        values.put(handling.recoveredAmount?.cents)
    }

    init(
        stored: StoredComplaint, contentHash: Data, ordinal: Int, orderKey: Data?, phoneKey: Data?, idNumberKey: Data?
    ) {
        self.stored = stored
        self.contentHash = contentHash
        self.ordinal = ordinal
        self.orderKey = orderKey
        self.phoneKey = phoneKey
        self.idNumberKey = idNumberKey
    }

    package init(_ row: Row) throws {
        var c = Complaint(text: row[.text])
        c.number = row[.number]
        c.kind = Kind(code: row[.kind]) ?? .complaint
        c.channel = Channel(code: row[.channel]) ?? .other
        c.receivedAt = Self.time(row[.receivedAt])
        c.complainant = Complainant(
            name: row[.complainantName], phone: row[.complainantPhone], idNumber: row[.complainantIDNumber])
        c.merchant = MerchantPart(
            name: row[.merchantName], address: row[.merchantAddress], uscc: row[.merchantUscc],
            platform: row[.merchantPlatform], phone: row[.merchantPhone])
        c.category = row[.category]
        c.district = row[.district]
        c.demand = row[.demand]
        c.amount = Self.amount(row[.amount])
        c.orderNumber = row[.orderNumber]
        c.occurredOn = (row[.occurredOn] as Int32?).map { DayDate(daysSince1970: $0) }
        c.evidence = Self.strings(row[.evidence])
        c.tags = Body.tags(row[.tags])
        c.handling = Handling(
            status: Status(code: row[.status]) ?? .received, assignedTo: row[.assignedTo],
            dueAt: Self.time(row[.dueAt]), acceptedAt: Self.time(row[.acceptedAt]),
            contactedAt: Self.time(row[.contactedAt]), closedAt: Self.time(row[.closedAt]),
            outcome: row[.outcome], recoveredAmount: Self.amount(row[.recoveredAmount]))
        Self.restore(row[.extra], into: &c)
        phoneKey = row[.phoneKey]
        idNumberKey = row[.idNumberKey]
        stored = StoredComplaint(
            id: row[.id], complaint: c, merchantID: row[.merchantID],
            loadedAt: Timestamp(epochSeconds: row[.loadedAt]), version: row[.version],
            isIndexed: row[.indexed] == 1, personHash: PersonKeys.name(phoneKey ?? idNumberKey))
        contentHash = row[.contentHash]
        ordinal = row[.ordinal]
        orderKey = row[.orderKey]
    }

    private static func time(_ seconds: Int64?) -> Timestamp? { seconds.map { Timestamp(epochSeconds: $0) } }

    private static func amount(_ cents: Int64?) -> Amount? { cents.flatMap { Amount(cents: $0) } }

    private static func json(_ strings: [String]) -> String {
        strings.isEmpty ? "[]" : text { JSONValue.array(strings.map { .string($0) }).write(into: &$0) }
    }

    private static func text(_ write: (inout [UInt8]) -> Void) -> String {
        var bytes: [UInt8] = []
        write(&bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func strings(_ json: String) -> [String] {
        guard json != "[]", case .array(let values)? = try? JSONValue(parsing: Array(json.utf8)) else { return [] }
        return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
    }

    /// Unknown fields; those of the parts under the parts' names, which no unknown field can have.
    private static func extra(_ c: Complaint) -> String {
        if c.extra.isEmpty && c.complainant.extra.isEmpty && c.merchant.extra.isEmpty { return "{}" }
        var all = c.extra
        if !c.complainant.extra.isEmpty { all.append("complainant", .object(c.complainant.extra)) }
        if !c.merchant.extra.isEmpty { all.append("merchant", .object(c.merchant.extra)) }
        return text { all.write(into: &$0) }
    }

    private static func restore(_ json: String, into c: inout Complaint) {
        guard json != "{}", case .object(var all)? = try? JSONValue(parsing: Array(json.utf8)) else { return }
        if case .object(let part)? = all["complainant"] { c.complainant.extra = part }
        if case .object(let part)? = all["merchant"] { c.merchant.extra = part }
        all["complainant"] = nil
        all["merchant"] = nil
        c.extra = all
    }
}

/// The columns of the table, in its order: looked up by name, forty of them cost more than the row.
enum ComplaintColumn: Int, CaseIterable {
    case id, number, kind, channel, receivedAt, complainantName, complainantPhone, complainantIDNumber, merchantID
    case merchantName, merchantAddress, merchantUscc, merchantPlatform, merchantPhone, category, district, text
    case demand, amount, orderNumber, occurredOn, evidence, tags, status, assignedTo, dueAt, acceptedAt, contactedAt
    case closedAt, outcome, recoveredAmount, extra, loadedAt, version, indexed, contentHash, ordinal, orderKey
    case phoneKey, idNumberKey
}

extension Row {
    fileprivate subscript<T: DatabaseValueConvertible & StatementColumnConvertible>(_ column: ComplaintColumn) -> T {
        self[column.rawValue]
    }
}

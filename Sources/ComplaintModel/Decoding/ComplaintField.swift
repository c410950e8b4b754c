/// Every field that a complaint may have, by its dotted name: the same in JSON (nested), in CSV's header and in errors.
public enum ComplaintField: String, Sendable, CaseIterable {
    case number
    case kind
    case channel
    case receivedAt = "received_at"
    case complainantName = "complainant.name"
    case complainantPhone = "complainant.phone"
    case complainantIDNumber = "complainant.id_number"
    case merchantName = "merchant.name"
    case merchantAddress = "merchant.address"
    case merchantUSCC = "merchant.uscc"
    case merchantPlatform = "merchant.platform"
    case merchantPhone = "merchant.phone"
    case category
    case district
    case text
    case demand
    case amount
    case orderNumber = "order_number"
    case occurredOn = "occurred_on"
    case evidence
    case tags
    case status
    case assignedTo = "assigned_to"
    case dueAt = "due_at"
    case acceptedAt = "accepted_at"
    case contactedAt = "contacted_at"
    case closedAt = "closed_at"
    case outcome
    case recoveredAmount = "recovered_amount"

    /// The most bytes of UTF-8 that a string of this field, or each of its strings, may have.
    public var byteLimit: Int {
        switch self {
        case .text: 256 << 10
        case .demand, .merchantAddress: 64 << 10
        case .number: 128
        default: 4 << 10
        }
    }

    /// The most strings that a list may have.
    public static let listLimit = 100
    /// The most Unicode scalars that a tag may have.
    public static let tagLimit = 100

    /// Names of ours that appear in exports and are passed over when they come back.
    static let ignored: Set<String> = ["id", "loaded_at", "version", "duplicate", "cluster"]
    /// The same within `merchant`.
    static let ignoredInMerchant: Set<String> = ["id"]
}

/// Which fields have been given, as one bit each.
struct GivenFields {
    private var bits: UInt64 = 0

    /// False when the field was there already.
    mutating func insert(_ slot: ComplaintField.Slot) -> Bool {
        defer { bits |= slot.bit }
        return bits & slot.bit == 0
    }
}

extension ComplaintField {
    /// A known name: a field, with its bit in ``GivenFields``.
    struct Slot {
        let field: ComplaintField
        let bit: UInt64
    }

    /// Dotted name → field. A table, since comparing thirty names one by one shows in an import.
    static let byPath: [String: Slot] = {
        var table: [String: Slot] = [:]
        for (place, field) in allCases.enumerated() {
            table[field.rawValue] = Slot(field: field, bit: 1 << UInt64(place))
        }
        return table
    }()

    /// The name within `complainant` → field.
    static let inComplainant = nested(in: "complainant.")
    /// The name within `merchant` → field.
    static let inMerchant = nested(in: "merchant.")

    private static func nested(in prefix: String) -> [String: Slot] {
        let inside = byPath.filter { $0.key.hasPrefix(prefix) }
        return Dictionary(uniqueKeysWithValues: inside.map { (String($0.key.dropFirst(prefix.count)), $0.value) })
    }
}

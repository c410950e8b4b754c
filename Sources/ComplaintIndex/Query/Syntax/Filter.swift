import Foundation

/// `field:value`, or `-field:value` when negated.
public struct Filter: Sendable, Equatable {
    public var field: FilterField
    public var condition: FilterCondition
    /// Whether rows that satisfy the condition are left out instead of kept.
    public var negated: Bool

    public init(field: FilterField, condition: FilterCondition, negated: Bool = false) {
        self.field = field
        self.condition = condition
        self.negated = negated
    }
}

/// The fields a query may name; raw values are the contract's names.
public enum FilterField: String, Sendable, CaseIterable {
    case merchant, phone, order, number, category, district, channel, kind, status, tag, person, amount, received
}

/// What a field is compared with. Its case follows from the field: `amount` has `amount`, `received` has `received`,
/// channel, kind and status have `value`, all others `text`.
public enum FilterCondition: Sendable, Equatable {
    /// As typed, without spaces at its ends; holds at least one letter or digit. Not folded.
    case text(String)
    /// One of the contract's values of the field (`mini-program`), whatever name it was typed by.
    case value(String)
    /// Amount in dispute, in cents.
    case amount(CentsRange)
    /// Time of receipt, in epoch seconds.
    case received(EpochRange)
}

/// Amounts in cents of a yuan, both ends included, nil = open; at least one end is given and lower ≤ upper.
public struct CentsRange: Sendable, Equatable {
    public var lower: Int64?
    public var upper: Int64?

    public init(lower: Int64?, upper: Int64?) {
        self.lower = lower
        self.upper = upper
    }

    public func contains(_ cents: Int64) -> Bool {
        cents >= lower ?? .min && cents <= upper ?? .max
    }
}

/// Times in seconds since 1970, lower included, upper not, nil = open; at least one end is given and lower < upper.
/// Ends read from a query are midnights of UTC+8 (Asia/Shanghai without the summer times of before 1992, as everywhere
/// in Bingan).
public struct EpochRange: Sendable, Equatable {
    public var lower: Int64?
    public var upper: Int64?

    public init(lower: Int64?, upper: Int64?) {
        self.lower = lower
        self.upper = upper
    }

    public func contains(_ epochSeconds: Int64) -> Bool {
        if let lower, epochSeconds < lower { return false }
        if let upper, epochSeconds >= upper { return false }
        return true
    }
}

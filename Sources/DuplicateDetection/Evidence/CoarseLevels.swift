/// The person, coarsely.
enum Who: UInt8, Level {
    case open, same, other

    static let kind = "who"

    init(_ level: PersonLevel) {
        switch level {
        case .sameNumber, .sameName: self = .same
        case .unknown, .fits, .fitsCommon, .sameNameOtherPhone: self = .open
        case .fitsOtherPhone, .fitsCommonOtherPhone, .different: self = .other
        }
    }
}

/// The wording, coarsely.
enum Wording: UInt8, Level {
    case open, whole, part, some, other

    static let kind = "wording"

    init(_ level: TextLevel) {
        switch level {
        case .unknown: self = .open
        case .identical, .near: self = .whole
        case .most, .contained, .large, .strong: self = .part
        case .some: self = .some
        case .slight, .none: self = .other
        }
    }
}

/// The merchant, coarsely.
enum Where: UInt8, Level {
    case open, same, other

    static let kind = "place"

    init(_ level: MerchantLevel) {
        switch level {
        case .unknown: self = .open
        case .sameRare, .same, .sameOften, .sameCommon, .alike, .named, .namedBeside: self = .same
        case .partlyAlike, .different: self = .other
        }
    }
}

/// Order number and sum together.
enum Matter: UInt8, Level {
    case open, same, sameSum, otherSum, other

    static let kind = "matter"

    init(_ order: OrderLevel, _ amount: AmountLevel) {
        switch (order, amount) {
        case (.same, _), (.near, _): self = .same
        case (.different, _): self = .other
        case (.unknown, .sameOdd), (.unknown, .sameRound): self = .sameSum
        case (.unknown, .different): self = .otherSum
        case (.unknown, .unknown): self = .open
        }
    }
}

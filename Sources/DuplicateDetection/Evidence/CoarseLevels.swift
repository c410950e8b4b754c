/// The person, coarsely.
enum Who: UInt8, EvidenceLevel {
    case open, same, other

    static let kind = "who"

    init(_ level: PersonLevel) {
        switch level {
        case .sameNumber, .sameName: self = .same
        case .unknown, .fits, .fitsCommon, .sameNameOtherPhone: self = .open
        case .fitsOtherPhone, .fitsCommonOtherPhone, .different: self = .other
        }
    }

    var words: String {
        switch self {
        case .open: "人不定 (person open)"
        case .same: "同人 (same person)"
        case .other: "他人 (another person)"
        }
    }
}

/// The wording, coarsely.
enum Wording: UInt8, EvidenceLevel {
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

    var words: String {
        switch self {
        case .open: "文字太少 (too little text)"
        case .whole: "同文 (same text)"
        case .part: "文字大半相同 (mostly the same text)"
        case .some: "文字部分相同 (partly the same text)"
        case .other: "另写 (other words)"
        }
    }
}

/// The merchant, coarsely.
enum Where: UInt8, EvidenceLevel {
    case open, same, other

    static let kind = "place"

    init(_ level: MerchantLevel) {
        switch level {
        case .unknown: self = .open
        case .sameRare, .same, .sameOften, .sameCommon, .alike, .named, .namedBeside: self = .same
        case .partlyAlike, .different: self = .other
        }
    }

    var words: String {
        switch self {
        case .open: "商家不定 (merchant open)"
        case .same: "同商家 (same merchant)"
        case .other: "他商家 (another merchant)"
        }
    }
}

/// Order number and sum together.
enum Matter: UInt8, EvidenceLevel {
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

    var words: String {
        switch self {
        case .open: "单号金额不定 (order and sum open)"
        case .same: "同单 (same order)"
        case .sameSum: "同额 (same sum)"
        case .otherSum: "异额 (another sum)"
        case .other: "异单 (another order)"
        }
    }
}

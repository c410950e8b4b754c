/// Order and other long numbers, from the field or out of the text.
enum OrderLevel: UInt8, EvidenceLevel {
    case unknown
    case same
    /// They begin and end alike, with another day between.
    case near
    case different

    static let kind = "order"

    init(_ a: borrowing Profile, _ b: borrowing Profile) {
        if a.numbers.isEmpty || b.numbers.isEmpty {
            self = .unknown
        } else if a.numbers.contains(where: b.numbers.contains) {
            self = .same
        } else {
            self = a.numbers.contains { mine in b.numbers.contains { Self.isNear(mine, $0) } } ? .near : .different
        }
    }

    private static func isNear(_ a: String, _ b: String) -> Bool {
        // Frames are rare: most pairs part at their first letter.
        guard a.utf8.count == b.utf8.count, a.utf8.first == b.utf8.first, let mine = frame(a), let other = frame(b)
        else { return false }
        return mine == other
    }

    /// The letters before and what follows eight digits of a day: `AB` and `3833` of `AB202101083833`. Nil for a number
    /// of another make.
    static func frame(_ number: String) -> [UInt8]? {
        let bytes = Array(number.utf8)
        let letters = bytes.prefix { !(0x30...0x39).contains($0) }
        let rest = bytes.dropFirst(letters.count)
        guard (1...4).contains(letters.count), rest.count > 10, rest.allSatisfy({ (0x30...0x39).contains($0) }),
            rest.starts(with: [0x32, 0x30])
        else { return nil }
        return Array(letters) + Array(rest.dropFirst(8))
    }

    var words: String {
        switch self {
        case .unknown: "没有可比的单号 (no order number to compare)"
        case .same: "单号相同 (same order number)"
        case .near: "单号仅日期不同 (order numbers alike but for the day)"
        case .different: "单号不同 (another order number)"
        }
    }
}

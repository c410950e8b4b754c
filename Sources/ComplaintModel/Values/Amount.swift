/// A sum of money in yuan: at least 0, below 10^12 yuan, exact to the fen (0.01 yuan).
public struct Amount: Sendable, Hashable, Comparable {
    /// Hundredths of a yuan, 0 ..< 10^14.
    public let cents: Int64

    /// The first number of cents that is too large.
    public static let limit: Int64 = 100_000_000_000_000

    public static let zero = Amount(checked: 0)

    private init(checked cents: Int64) {
        self.cents = cents
    }

    /// Nil for a number outside 0 ..< ``limit``.
    public init?(cents: Int64) {
        guard (0..<Self.limit).contains(cents) else { return nil }
        self.cents = cents
    }

    /// Reads a number as JSON writes it: `2800`, `2800.00`, `2.8e3`; nil where ``read(_:)`` finds a fault.
    public init?(text: some StringProtocol) {
        guard case .success(let amount) = Self.read(text) else { return nil }
        self = amount
    }

    /// Why a text is no amount.
    public enum Fault: Error, Sendable {
        case notANumber
        case negative
        case tooManyDecimals
        case tooLarge
    }

    /// Reads a number by JSON's grammar exactly, without a detour through floating point.
    public static func read(_ text: some StringProtocol) -> Result<Amount, Fault> {
        guard let number = JSONNumber(text: String(text)), let decimal = Decimal(number) else {
            return .failure(.notANumber)
        }
        if decimal.digits.isEmpty { return .success(Amount(unchecked: 0)) }
        if decimal.isNegative { return .failure(.negative) }
        if decimal.exponent < -2 { return .failure(.tooManyDecimals) }
        // 10^14 cents is the first number with 15 digits.
        guard decimal.digits.count + decimal.exponent + 2 <= 14 else { return .failure(.tooLarge) }
        var cents = decimal.digits.reduce(Int64(0)) { $0 * 10 + Int64($1) }
        for _ in 0..<(decimal.exponent + 2) { cents *= 10 }
        return .success(Amount(unchecked: cents))
    }

    private init(unchecked cents: Int64) {
        self.cents = cents
    }

    /// Yuan and fen, always with two decimals: `2800.00`.
    public var text: String {
        let fen = cents % 100
        return "\(cents / 100).\(fen < 10 ? "0" : "")\(fen)"
    }

    public static func < (left: Self, right: Self) -> Bool { left.cents < right.cents }
}

/// A decimal number as digits × 10^exponent, without zeros at either end.
private struct Decimal {
    var isNegative = false
    var digits: [UInt8] = []
    var exponent = 0

    /// Nil for an exponent of more than six digits: no amount and no zero that anybody writes.
    init?(_ number: JSONNumber) {
        var hasPoint = false
        var rest = Substring(number.text).utf8
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "-"): isNegative = true
            case UInt8(ascii: "."): hasPoint = true
            case UInt8(ascii: "e"), UInt8(ascii: "E"):
                guard rest.count <= 7, let given = Int(Substring(rest)) else { return nil }
                exponent += given
                rest = Substring().utf8
            default:
                digits.append(byte &- UInt8(ascii: "0"))
                if hasPoint { exponent -= 1 }
            }
        }
        digits = Array(digits.drop { $0 == 0 })
        while digits.last == 0 {
            digits.removeLast()
            exponent += 1
        }
    }
}

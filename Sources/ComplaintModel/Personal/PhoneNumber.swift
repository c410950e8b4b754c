/// A telephone number in the one form in which numbers are compared: ASCII digits without country code.
public struct PhoneNumber: Sendable, Hashable {
    /// `13800001234`, `02787654321` or `4008001234`.
    public let digits: String

    /// Reads a mobile number, a landline number with area code, or a 400 or 800 line.
    ///
    /// Full-width digits, spaces, dashes and brackets, and the country code as `+86`, `0086` or `86` may occur; anything
    /// else, an extension too, makes it no telephone number.
    public init?(_ text: some StringProtocol) {
        var digits: [UInt8] = []
        var isInternational = false
        for scalar in text.unicodeScalars {
            if let digit = scalar.decimalDigit {
                digits.append(digit)
            } else if scalar.halfWidth == "+", digits.isEmpty, !isInternational {
                isInternational = true
            } else if !scalar.separatesDigits {
                return nil
            }
            guard digits.count <= 16 else { return nil }
        }
        guard let national = Self.national(digits, isInternational: isInternational) else { return nil }
        self.digits = String(decoding: national.map { $0 + UInt8(ascii: "0") }, as: UTF8.self)
    }

    /// The comparable form of a number; nil when the text is no telephone number.
    public static func normalized(_ text: some StringProtocol) -> String? {
        PhoneNumber(text)?.digits
    }

    /// Whether it is what is typed where a number is asked for and none is known, or what stands in masked texts:
    /// `0731-00000000`, `13333333333`. It says nothing of who calls.
    public var isPlaceholder: Bool {
        digits.first == "1" ? Set(digits).count <= 2 : Self.isPlaceholder(digits)
    }

    /// The same of any number: no more than two digits take turns in it, or one stands eight times side by side.
    public static func isPlaceholder(_ number: String) -> Bool {
        var (last, run, longest): (Character?, Int, Int) = (nil, 0, 0)
        for character in number {
            run = character == last ? run + 1 : 1
            last = character
            longest = max(longest, run)
        }
        return longest >= 8 || Set(number).count <= 2
    }

    private static func national(_ digits: [UInt8], isInternational: Bool) -> [UInt8]? {
        var rest = digits
        rest.removeFirst(DialledDigits.countryCodeLength(digits))
        if rest.count == digits.count, isInternational || digits.starts(with: [0, 0]) {
            let code: [UInt8] = isInternational ? [8, 6] : [0, 0, 8, 6]
            guard digits.starts(with: code) else { return nil }
            rest.removeFirst(code.count)
            // Abroad, an area code is dialled without its 0.
            if !DialledDigits.isServiceLine(rest), rest.first != 0 { rest.insert(0, at: 0) }
        }
        let isPhone =
            DialledDigits.isMobile(rest) || DialledDigits.isServiceLine(rest) || DialledDigits.areaLength(rest) != nil
        return isPhone ? rest : nil
    }
}

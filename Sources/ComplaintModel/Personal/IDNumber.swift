/// A citizen's ID number (公民身份号码) of 18 characters, or of 15 digits as issued until 1999.
public struct IDNumber: Sendable, Hashable {
    /// ASCII digits, the last of 18 perhaps `X`.
    public let text: String

    /// Reads a number with a possible region and day of birth and, when it has 18 characters, the right check character.
    ///
    /// Full-width characters, spaces and dashes, and a small `x` are taken too.
    public init?(_ text: some StringProtocol) {
        var characters: [UInt8] = []
        for scalar in text.unicodeScalars where !scalar.separatesDigits {
            let half = scalar.halfWidth
            guard half.isASCII, characters.count < 18 else { return nil }
            characters.append(half == "x" ? UInt8(ascii: "X") : UInt8(half.value))
        }
        guard characters.count == 15 || Self.hasCheckCharacter(characters), Self.isPlausible(characters) else {
            return nil
        }
        self.text = String(decoding: characters, as: UTF8.self)
    }

    /// The comparable form; nil when the text is no ID number. 15 digits stay 15 digits.
    public static func normalized(_ text: some StringProtocol) -> String? {
        IDNumber(text)?.text
    }

    /// Whether the last of 18 ASCII characters is the check character of the first 17.
    ///
    /// GB 11643-1999, after ISO 7064 MOD 11-2: weights 2^(18 − i) mod 11 for the i-th digit.
    static func hasCheckCharacter(_ characters: [UInt8]) -> Bool {
        guard characters.count == 18 else { return false }
        let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
        var sum = 0
        for (character, weight) in zip(characters, weights) {
            guard let digit = character.asciiDigit else { return false }
            sum += Int(digit) * weight
        }
        return characters[17] == Array("10X98765432".utf8)[sum % 11]
    }

    /// Whether 15 or 18 ASCII characters begin with a region and a day of birth as ID numbers do, whatever the check
    /// character says.
    static func isPlausible(_ characters: [UInt8]) -> Bool {
        let body = characters.prefix(characters.count == 18 ? 17 : 15)
        let digits = body.compactMap { $0.asciiDigit.map(Int.init) }
        guard digits.count == body.count, [15, 18].contains(characters.count) else { return false }
        if characters.count == 18, let last = characters.last, last.asciiDigit == nil, last != UInt8(ascii: "X") {
            return false
        }
        func number(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + $1 } }
        let birth =
            characters.count == 18
            ? CivilDate(year: number(6..<10), month: number(10..<12), day: number(12..<14))
            : CivilDate(year: 1900 + number(6..<8), month: number(8..<10), day: number(10..<12))
        guard let birth, birth.year < 2100 else { return false }
        return provinces.contains(number(0..<2))
    }

    /// The first two digits of region codes (GB/T 2260), and 91–94 for foreign residents.
    private static let provinces: Set<Int> = [
        11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46, 50, 51, 52, 53, 54,
        61, 62, 63, 64, 65, 71, 81, 82, 83, 91, 92, 93, 94,
    ]
}

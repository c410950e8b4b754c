/// A unified social credit code (统一社会信用代码): which registered body a merchant is.
public struct CreditCode: Sendable, Hashable {
    /// 18 ASCII digits and capital letters.
    public let text: String

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY".utf8)

    /// Reads a code with the right check character; full-width and small letters, spaces and dashes are taken too.
    ///
    /// GB 32100-2015: 31 characters (no I, O, S, V, Z); the i-th has the weight 3^(i − 1) mod 31; the check character is
    /// 31 less the weighted sum mod 31, and 0 for 31.
    public init?(_ text: some StringProtocol) {
        var characters: [UInt8] = []
        for scalar in text.unicodeScalars where !scalar.separatesDigits {
            let half = scalar.halfWidth
            guard half.isASCII, characters.count < 18 else { return nil }
            let character = UInt8(half.value)
            let isSmall = (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(character)
            characters.append(isSmall ? character - 0x20 : character)
        }
        var sum = 0
        var weight = 1
        let values = characters.compactMap { Self.alphabet.firstIndex(of: $0) }
        guard characters.count == 18, values.count == 18 else { return nil }
        for value in values.dropLast() {
            sum += value * weight
            weight = weight * 3 % 31
        }
        guard values.last == (31 - sum % 31) % 31 else { return nil }
        self.text = String(decoding: characters, as: UTF8.self)
    }

    /// The comparable form; nil when the text is no code.
    public static func normalized(_ text: some StringProtocol) -> String? {
        CreditCode(text)?.text
    }
}

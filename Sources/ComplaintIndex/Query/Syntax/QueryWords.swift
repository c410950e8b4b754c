import Foundation

/// What single words of a query may be taken for.
enum QueryWords {
    /// `OR` or `AND` when `text` is that, in capitals of either width; else nil.
    static func reserved(_ text: String) -> String? {
        guard text.unicodeScalars.count <= 3 else { return nil }
        let plain = text.precomposedStringWithCompatibilityMapping
        return plain == "OR" || plain == "AND" ? plain : nil
    }

    /// Whether `name:value` looks like a field that we don't have, rather than like text with a colon in it
    /// (`12:30`, `http://…`): a short name of letters, and no `//` after the colon.
    static func seemsField(_ name: String, value: String) -> Bool {
        let scalars = name.unicodeScalars
        let limit = scalars.allSatisfy(\.isASCII) ? 16 : 4
        return (1...limit).contains(scalars.count) && !value.plainForm.hasPrefix("//")
            && scalars.allSatisfy(\.properties.isAlphabetic)
    }

    /// The words of a quotation: its runs without spaces.
    static func spaced(_ text: String) -> [String] {
        split(text) { QueryCharacter($0) == .space }
    }

    /// The words of a quotation that is not taken as one. None of them means anything but itself when printed bare:
    /// they are cut at signs too, and OR and AND are in lower case.
    static func plain(_ text: String) -> [String] {
        split(text) { QueryCharacter($0) != .other && QueryCharacter($0) != .minus }
            .map { $0.trimmed { QueryCharacter($0) == .minus } }
            .filter(\.hasAtoms)
            .map { reserved($0)?.lowercased() ?? $0 }
    }

    private static func split(_ text: String, at isSeparator: (Unicode.Scalar) -> Bool) -> [String] {
        text.unicodeScalars.split(whereSeparator: isSeparator).map { String($0) }
    }
}

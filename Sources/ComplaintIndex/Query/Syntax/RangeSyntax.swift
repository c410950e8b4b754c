import Foundation

/// The ways a range is written, for amounts and dates alike.
enum RangeSyntax: Equatable {
    case single(String)
    case above(String, including: Bool)
    case below(String, including: Bool)
    /// An empty end is open; not both are.
    case between(String, String)

    /// Reads `text`; nil when it is a range of nothing. `separators` part the ends, beside `..`.
    init?(_ text: String, separators: [String]) {
        let plain = Self.plain(text)
        if let (sign, rest) = Self.sign(plain) {
            guard !rest.isEmpty else { return nil }
            switch sign {
            case ">": self = .above(rest, including: false)
            case ">=": self = .above(rest, including: true)
            case "<": self = .below(rest, including: false)
            case "<=": self = .below(rest, including: true)
            default: self = .single(rest)
            }
            return
        }
        for separator in ["...", ".."] + separators {
            guard let place = plain.firstRange(of: separator) else { continue }
            let ends = (String(plain[..<place.lowerBound]), String(plain[place.upperBound...]))
            // -5 is a negative amount, not everything up to 5.
            if separator == "-" && (ends.0.isEmpty || ends.1.isEmpty) { return nil }
            if ends.0.isEmpty && ends.1.isEmpty { return nil }
            self = .between(ends.0, ends.1)
            return
        }
        self = .single(plain)
    }

    /// Half width, lower case, without spaces; 。 and 《》, which input methods type for . and <>, are those.
    private static func plain(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.plainForm.unicodeScalars where QueryCharacter(scalar) != .space {
            switch scalar {
            case "。": result.append(".")
            case "《", "〈": result.append("<")
            case "》", "〉": result.append(">")
            case "〜", "∼": result.append("~")
            case "–", "—": result.append("~")
            default: result.append(scalar)
            }
        }
        return String(result)
    }

    private static func sign(_ text: String) -> (sign: String, rest: String)? {
        let signs = [
            (">=", ">="), ("=>", ">="), ("≥", ">="), ("<=", "<="), ("=<", "<="), ("≤", "<="), (">", ">"), ("<", "<"),
            ("==", "="), ("=", "="),
        ]
        for (typed, sign) in signs where text.hasPrefix(typed) { return (sign, String(text.dropFirst(typed.count))) }
        return nil
    }
}

import Foundation

/// What a code point means in a query. Chinese input methods type full-width forms; they mean the same.
enum QueryCharacter: Equatable {
    case space, colon, minus, star, tilde, pipe, open, close
    /// Straight and curved double quotes: opens and closes, whichever way it curves, since input methods mix them up.
    case doubleQuote
    /// 「 and 」
    case cornerOpen, cornerClose
    /// 『 and 』
    case whiteCornerOpen, whiteCornerClose
    case other

    init(_ scalar: Unicode.Scalar) {
        switch scalar {
        case ":", "：", "﹕", "∶": self = .colon
        case "-", "－", "﹣", "−": self = .minus
        case "*", "＊", "﹡": self = .star
        case "~", "～", "〜", "∼": self = .tilde
        case "|", "｜": self = .pipe
        case "(", "（": self = .open
        case ")", "）": self = .close
        case "\"", "“", "”", "„", "‟", "＂", "〝", "〞": self = .doubleQuote
        case "「", "｢": self = .cornerOpen
        case "」", "｣": self = .cornerClose
        case "『": self = .whiteCornerOpen
        case "』": self = .whiteCornerClose
        // Zero-width space, byte order mark and controls (U+001E among them) separate words as a space does.
        case "\u{200B}", "\u{FEFF}": self = .space
        default:
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            self = isControl || scalar.properties.isWhitespace ? .space : .other
        }
    }

    /// What ends the quotation this begins; nil when it begins none.
    var closingQuote: QueryCharacter? {
        switch self {
        case .doubleQuote: .doubleQuote
        case .cornerOpen: .cornerClose
        case .whiteCornerOpen: .whiteCornerClose
        default: nil
        }
    }

    /// Whether it begins or ends a quotation.
    var isQuote: Bool {
        closingQuote != nil || self == .cornerClose || self == .whiteCornerClose
    }

    /// Whether an operand ends before it.
    var endsOperand: Bool {
        self == .space || self == .pipe || self == .close
    }
}

extension StringProtocol {
    /// Whether folding could leave anything to search for: a letter or a number, seen also through compatibility forms
    /// (℃, ㎡, ㊙). Punctuation, symbols and emoji alone have none.
    var hasAtoms: Bool {
        func isAtom(_ scalar: Unicode.Scalar) -> Bool {
            switch scalar.properties.generalCategory {
            case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: true
            case .decimalNumber, .letterNumber, .otherNumber: true
            default: false
            }
        }
        return unicodeScalars.contains(where: isAtom)
            || decomposedStringWithCompatibilityMapping.unicodeScalars.contains(where: isAtom)
    }

    /// Without what a query takes for spaces at both ends.
    var trimmedOfQuerySpace: String {
        trimmed { QueryCharacter($0) == .space }
    }

    /// Without the code points at both ends that `unwanted` picks.
    func trimmed(_ unwanted: (Unicode.Scalar) -> Bool) -> String {
        var kept = Substring(self).unicodeScalars
        while let first = kept.first, unwanted(first) { kept.removeFirst() }
        while let last = kept.last, unwanted(last) { kept.removeLast() }
        return String(Substring(kept))
    }

    /// Full-width and other compatibility forms made plain, in lower case: for names and numbers in a query.
    var plainForm: String {
        precomposedStringWithCompatibilityMapping.lowercased()
    }
}

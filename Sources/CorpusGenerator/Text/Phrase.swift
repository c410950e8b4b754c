/// One piece of a sentence with alternatives and places for facts.
///
/// Written as `{退款|退钱}` for alternatives (they may hold places, not further braces) and a capital letter, `@` or `#`
/// for a place; see `Slot`.
struct Phrase: Sendable {
    enum Part: Sendable {
        case text(Units)
        case slot(Slot)
        case choice([[Part]])
    }

    let parts: [Part]

    init(_ source: String) {
        parts = Self.parse(Substring(source))
    }

    private static func parse(_ source: Substring) -> [Part] {
        var parts: [Part] = []
        var text = Units()
        var rest = source
        while let character = rest.first {
            rest = rest.dropFirst()
            if character == "{", let close = rest.firstIndex(of: "}") {
                if !text.isEmpty { parts.append(.text(text)) }
                text = []
                let options = rest[..<close].split(separator: "|", omittingEmptySubsequences: false)
                parts.append(.choice(options.map(parse)))
                rest = rest[close...].dropFirst()
            } else if let slot = Slot(rawValue: character) {
                if !text.isEmpty { parts.append(.text(text)) }
                text = []
                parts.append(.slot(slot))
            } else {
                text.append(contentsOf: character.utf16)
            }
        }
        if !text.isEmpty { parts.append(.text(text)) }
        return parts
    }
}

/// A place in a phrase that the dispute's facts, the writer's manner or a word list fills.
enum Slot: Character, Sendable, CaseIterable {
    /// How the writer names himself: 我, 本人, 其.
    case myself = "@"
    /// How the writer names the merchant: 商家, 对方, the brand.
    case shop = "#"
    case product = "P"
    case amount = "A"
    case secondAmount = "B"
    case date = "D"
    case order = "O"
    case staff = "S"
    case place = "L"
    case merchant = "M"
    case number = "N"
    case span = "T"
    case model = "K"
    case colour = "C"
    case farPlace = "X"
    case personName = "Y"
    case platform = "U"
    case hour = "H"
    case estate = "J"
    case dish = "F"
    case saying = "Q"
    case thing = "W"
    case road = "R"
    case goodsBrand = "G"
}

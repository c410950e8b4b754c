/// A piece of HTML. Text becomes one only through `text` or `attribute`, which escape it, so that nothing a complainant
/// wrote is ever markup.
struct HTML: ExpressibleByStringInterpolation, Sendable {
    private(set) var markup: String

    /// Markup of ours, written in the source; what is interpolated is escaped unless it is HTML itself.
    init(stringLiteral value: String) { markup = value }

    init(stringInterpolation: StringInterpolation) { markup = stringInterpolation.markup }

    private init(markup: String) { self.markup = markup }

    static let nothing = HTML(markup: "")

    struct StringInterpolation: StringInterpolationProtocol {
        var markup = ""

        init(literalCapacity: Int, interpolationCount: Int) { markup.reserveCapacity(literalCapacity * 2) }

        mutating func appendLiteral(_ literal: String) { markup += literal }
        mutating func appendInterpolation(_ html: HTML) { markup += html.markup }
        mutating func appendInterpolation(_ text: String) { markup += HTML.escaped(text) }
        mutating func appendInterpolation(_ number: some BinaryInteger) { markup += "\(number)" }
    }

    static func joined(_ parts: some Sequence<HTML>) -> HTML { HTML(markup: parts.map(\.markup).joined()) }

    /// A style sheet of ours, from Index/.
    static func style(_ css: String) -> HTML { HTML(markup: "<style>\n\(css)</style>\n") }

    private static func escaped(_ text: String) -> String {
        var result = ""
        result.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            // Control characters aren't allowed in HTML.
            case "\u{0}"..."\u{8}", "\u{B}"..."\u{1F}", "\u{7F}"..."\u{9F}": result += " "
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

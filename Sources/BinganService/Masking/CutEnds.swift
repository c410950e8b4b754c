import ComplaintModel

/// Hides what is left of a number that the edge of a snippet cuts: it is too short to be known as a phone or an ID
/// number, yet may show most of one.
enum CutEnds {
    /// Digits that a mask leaves at one end of a number; so many may stand at a cut.
    private static let harmless = 4
    /// Stands where a snippet is cut from its text.
    private static let cut: Unicode.Scalar = "…"

    /// The snippet at unchanged length.
    static func masked(_ snippet: String) -> String {
        var scalars = Array(snippet.unicodeScalars)
        var changed = false
        if scalars.first == cut { changed = hide(&scalars, Array(scalars.indices.dropFirst())) }
        if scalars.last == cut { changed = hide(&scalars, scalars.indices.dropLast().reversed()) || changed }
        return changed ? String(String.UnicodeScalarView(scalars)) : snippet
    }

    /// Goes inwards from the cut over digits and what divides them; hides the digits when they are too many.
    private static func hide(_ scalars: inout [Unicode.Scalar], _ places: [Int]) -> Bool {
        let digits = places.prefix { isDigit(scalars[$0]) || scalars[$0].dividesPersonalNumbers }.filter {
            isDigit(scalars[$0])
        }
        guard digits.count > harmless else { return false }
        for place in digits { scalars[place] = "*" }
        return true
    }

    /// A digit, full-width too, the X of an ID number, or one masked already.
    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "0"..."9", "０"..."９", "X", "x", "*": true
        default: false
        }
    }
}

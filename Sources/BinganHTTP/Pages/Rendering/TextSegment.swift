/// A piece of a text, marked or not. Marks are made of pieces, never of markup inside a text.
struct TextSegment: Equatable {
    let text: String
    let isMarked: Bool

    /// Cuts `text` at `marks`: half-open ranges in Unicode scalars, ascending and apart; what lies outside is left out.
    static func cut(_ text: String, _ marks: [Range<Int>]) -> [TextSegment] {
        let scalars = Array(text.unicodeScalars)
        var segments: [TextSegment] = []
        var place = 0
        func add(_ range: Range<Int>, _ isMarked: Bool) {
            guard !range.isEmpty else { return }
            let piece = String(String.UnicodeScalarView(scalars[range]))
            segments.append(TextSegment(text: piece, isMarked: isMarked))
        }
        for mark in marks {
            let mark = mark.clamped(to: place..<max(place, scalars.count))
            guard !mark.isEmpty else { continue }
            add(place..<mark.lowerBound, false)
            add(mark, true)
            place = mark.upperBound
        }
        add(place..<scalars.count, false)
        return segments
    }
}

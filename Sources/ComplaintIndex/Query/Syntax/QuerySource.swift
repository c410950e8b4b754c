import Foundation

/// A query's text as an array of code points, at most 4 KiB of it, with what each means and where it was typed.
struct QuerySource {
    /// Most UTF-8 bytes of a query that are looked at, spaces before it apart.
    static let byteLimit = 4096

    let scalars: [Unicode.Scalar]
    let characters: [QueryCharacter]
    /// UTF-8 offset of each code point in the text given, and of the end.
    let offsets: [Int]
    /// For a `(` the index of its `)` when neither space, quote nor `|` lies between, as in 优健（光谷店）; else nil.
    let inlineClose: [Int?]
    /// Whether there was more than `byteLimit`.
    let isCut: Bool

    init(_ text: String) {
        var scalars: [Unicode.Scalar] = []
        var characters: [QueryCharacter] = []
        var offsets: [Int] = []
        var offset = 0
        var size = 0
        var isCut = false
        for scalar in text.unicodeScalars {
            let width = UTF8.width(scalar)
            let character = QueryCharacter(scalar)
            // Spaces before the first word don't count: a cut must not turn a query into an empty one.
            if !(scalars.isEmpty && character == .space) {
                size += width
                if size > Self.byteLimit {
                    isCut = true
                    break
                }
                scalars.append(scalar)
                characters.append(character)
                offsets.append(offset)
            }
            offset += width
        }
        offsets.append(offset)
        self.scalars = scalars
        self.characters = characters
        self.offsets = offsets
        self.isCut = isCut
        inlineClose = Self.inlinePairs(characters)
    }

    var count: Int { scalars.count }

    /// The character at `index`, nil past the end.
    subscript(index: Int) -> QueryCharacter? {
        characters.indices.contains(index) ? characters[index] : nil
    }

    func text(_ range: Range<Int>) -> String {
        var view = String.UnicodeScalarView()
        for scalar in scalars[range] { view.append(scalar) }
        return String(view)
    }

    /// UTF-8 offsets of a range of indices.
    func bytes(_ range: Range<Int>) -> Range<Int> {
        offsets[range.lowerBound]..<offsets[range.upperBound]
    }

    private static func inlinePairs(_ characters: [QueryCharacter]) -> [Int?] {
        var pairs = [Int?](repeating: nil, count: characters.count)
        var opened: [Int] = []
        for (index, character) in characters.enumerated() {
            switch character {
            case .open: opened.append(index)
            case .close:
                if let start = opened.popLast() { pairs[start] = index }
            case .space, .pipe: opened.removeAll(keepingCapacity: true)
            default:
                if character.isQuote { opened.removeAll(keepingCapacity: true) }
            }
        }
        return pairs
    }
}

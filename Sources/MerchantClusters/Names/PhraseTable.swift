/// Words by their code points, looked up at any place of a name without making a string.
///
/// Keys are 64-bit FNV-1a hashes (Fowler, Noll, Vo); with some thousand words two of them meeting is out of question.
struct PhraseTable<Value: Sendable>: Sendable {
    private var values: [UInt64: Value] = [:]
    /// The longest word that begins with a code point.
    private var longest: [UInt32: Int] = [:]

    var count: Int { values.count }

    mutating func insert(_ word: [UInt32], _ value: Value) {
        guard let first = word.first else { return }
        longest[first] = max(longest[first] ?? 0, word.count)
        values[Self.hash(word[...])] = value
    }

    subscript(word: ArraySlice<UInt32>) -> Value? { values[Self.hash(word)] }

    /// The words that begin at `start`, shortest first: where each ends, and its value. O(longest word).
    func matches(_ units: [UInt32], from start: Int) -> [(end: Int, value: Value)] {
        guard start < units.count, let length = longest[units[start]] else { return [] }
        var found: [(Int, Value)] = []
        var hash = Self.basis
        for place in start..<min(units.count, start + length) {
            hash = Self.step(hash, units[place])
            if let value = values[hash] { found.append((place + 1, value)) }
        }
        return found
    }

    private static var basis: UInt64 { 0xCBF2_9CE4_8422_2325 }

    private static func step(_ hash: UInt64, _ unit: UInt32) -> UInt64 {
        (hash ^ UInt64(unit)) &* 0x100_0000_01B3
    }

    static func hash(_ word: ArraySlice<UInt32>) -> UInt64 { word.reduce(basis, step) }
}

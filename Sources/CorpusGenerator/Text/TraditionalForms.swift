/// Simplified to Traditional: character by character, then the words in which another form is right.
struct TraditionalForms: Sendable {
    private var table: Units = (0..<65_536).map { UInt16($0) }
    private var phrases: [(from: Units, to: Units)] = []

    static let shared = TraditionalForms()

    private init() {
        let pairs = Array(TraditionalCharacters.source.utf16.filter { $0 > 32 })
        for index in stride(from: 0, to: pairs.count - 1, by: 2) { table[Int(pairs[index])] = pairs[index + 1] }
        for word in WordList(TraditionalPhrases.source).words {
            let parts = word.split(separator: 61).map(Array.init)
            guard parts.count == 2, parts[0].count == parts[1].count else { continue }
            phrases.append((parts[0], parts[1]))
        }
    }

    func convert(_ units: inout Units) {
        let before = units
        for index in units.indices { units[index] = table[Int(units[index])] }
        for (from, to) in phrases where before.count >= from.count {
            for start in 0...(before.count - from.count)
            where before[start] == from[0] && before[start..<(start + from.count)].elementsEqual(from) {
                for offset in to.indices { units[start + offset] = to[offset] }
            }
        }
    }
}

import TextAnalysis

/// Says which terms of one text speak of an issue, and how much: no boilerplate, no numbers, nothing of the merchant's name.
/// Lives no longer than the analysis' pool is lent to it; allocates nothing.
struct IssueTermWeigher {
    /// Pairs with a Hanzi of grammar in them, such as 了一.
    static let looseFactor: Float = 0.25

    /// Hanzi of grammar: pairs that hold one say little.
    private static let grammar = HanziSet(
        "的了是在我你他她它们这那和与及或也都就还又再很太更最不没有无被把给让向对从到于为以因所而但如若且并其之此该每各某个些么吗呢吧啊呀着过得地要会能可应将已曾正请望")

    private let pool: UnsafeBufferPointer<UInt8>
    private let name: [UInt8]
    private let weakWords: WeakTerms
    /// Bytes of the name's first and last two characters; 0 for a shorter name.
    private let (head, tail): (Int, Int)
    /// A bit for each byte of the name, by its lower six bits.
    private let nameBytes: UInt64

    init(_ pool: UnsafeBufferPointer<UInt8>, name: [UInt8], weakWords: WeakTerms) {
        (self.pool, self.name, self.weakWords) = (pool, name, weakWords)
        nameBytes = name.reduce(0) { $0 | 1 << UInt64($1 & 63) }
        let starts = name.indices.filter { name[$0] & 0xC0 != 0x80 }
        (head, tail) =
            starts.count < 2
            ? (0, 0) : (starts.count > 2 ? starts[2] : name.count, name.count - starts[starts.count - 2])
    }

    func key(_ term: Range<Int>, _ termClass: TermClass) -> UInt32 {
        var hash = IssueTermExtractor.seed(termClass)
        for place in term { hash = (hash ^ UInt32(pool[place])) &* 0x0100_0193 }
        return hash
    }

    /// Whether the term stands in the merchant's name.
    func isOfName(_ term: Range<Int>) -> Bool {
        guard term.count <= name.count else { return false }
        for place in term where nameBytes >> UInt64(pool[place] & 63) & 1 == 0 { return false }
        return name.withUnsafeBufferPointer { name in
            for start in 0...(name.count - term.count) {
                var length = 0
                while length < term.count, name[start + length] == pool[term.lowerBound + length] { length += 1 }
                if length == term.count { return true }
            }
            return false
        }
    }

    /// Whether a mention of the name, or of a part of it, begins or ends there: a pair across that border is of the name's
    /// neighbours, and says the same in all complaints about the merchant.
    func meetsName(at border: Int) -> Bool {
        guard head > 0 else { return false }
        if border + head <= pool.count, name[..<head].elementsEqual(pool[border..<border + head]) { return true }
        return border >= tail && name[(name.count - tail)...].elementsEqual(pool[border - tail..<border])
    }

    /// Nil for a term that says nothing.
    func weight(_ term: Range<Int>, _ key: UInt32, _ base: Float) -> Float? {
        guard term.count > 3 else { return nil }
        for place in term where (0x30...0x39).contains(pool[place]) { return nil }
        if weakWords.contains(pool, term, key) { return nil }
        return Self.grammar.holdsAny(of: pool, term) ? base * Self.looseFactor : base
    }
}

/// Weak words found by the hash that a term has anyway; what it finds is compared in full.
struct WeakTerms: Sendable {
    private let words: WeakWords
    private let keys: Set<UInt32>
    /// A bit for the lower twelve bits of each hash: most terms go no further.
    private var filter = [UInt64](repeating: 0, count: 64)

    init(_ words: WeakWords) {
        self.words = words
        var keys: Set<UInt32> = []
        for word in words.all {
            for termClass in [TermClass.word, .bigram] { keys.insert(IssueTermExtractor.key(word.utf8, termClass)) }
        }
        self.keys = keys
        for key in keys { filter[Int(key >> 6 & 63)] |= 1 << UInt64(key & 63) }
    }

    func contains(_ pool: UnsafeBufferPointer<UInt8>, _ term: Range<Int>, _ key: UInt32) -> Bool {
        guard filter[Int(key >> 6 & 63)] >> UInt64(key & 63) & 1 == 1, keys.contains(key) else { return false }
        return words.contains(String(decoding: pool[term], as: UTF8.self))
    }
}

/// Some Hanzi of the Basic Multilingual Plane, a bit each.
struct HanziSet: Sendable {
    private var bits = [UInt64](repeating: 0, count: 1 << 10)

    init(_ text: String) {
        for scalar in text.unicodeScalars where scalar.value <= 0xFFFF {
            bits[Int(scalar.value >> 6)] |= 1 << UInt64(scalar.value & 63)
        }
    }

    /// Whether one of them is among the characters of `term`, which are whole ones of UTF-8.
    func holdsAny(of pool: UnsafeBufferPointer<UInt8>, _ term: Range<Int>) -> Bool {
        var place = term.lowerBound
        while place < term.upperBound {
            let first = pool[place]
            if first >= 0xE0, first < 0xF0, place + 2 < term.upperBound {
                let value = UInt32(first & 15) << 12 | UInt32(pool[place + 1] & 63) << 6 | UInt32(pool[place + 2] & 63)
                if bits[Int(value >> 6)] >> UInt64(value & 63) & 1 == 1 { return true }
                place += 3
            } else {
                place += first < 0x80 ? 1 : first < 0xE0 ? 2 : 4
            }
        }
        return false
    }
}

/// Where two texts run alike, and what stands in the gaps between.
struct Differences {
    /// A passage of `count` units that begins at `first` in one text and at `second` in the other.
    struct Passage: Equatable {
        var first: Int
        var second: Int
        var count: Int
    }

    /// In order of place, none overlapping.
    private(set) var passages: [Passage] = []
    /// Gaps in which numbers stand for other numbers.
    private(set) var replacedNumbers = 0
    /// Gaps in which two or more Hanzi stand for others.
    private(set) var replacedWords = 0

    /// Longest gap in which one thing can stand for another; longer ones are text left out or added.
    private static let longestGap = 14
    private static let longestOpening = 8

    init(_ a: [UInt32], _ b: [UInt32]) {
        passages = Self.chain(Self.runs(a, b))
        // What stands before the first shared passage is a name as often as an opening.
        if let first = passages.first, first.first <= Self.longestOpening, first.second <= Self.longestOpening {
            judge(a[..<first.first], b[..<first.second])
        }
        for place in passages.indices.dropFirst() {
            let (before, after) = (passages[place - 1], passages[place])
            judge(
                a[(before.first + before.count)..<after.first], b[(before.second + before.count)..<after.second])
        }
    }

    /// Maximal equal runs of three units or more, greedily along `a`.
    private static func runs(_ a: [UInt32], _ b: [UInt32]) -> [Passage] {
        guard a.count >= 3, b.count >= 3 else { return [] }
        let places = ShinglePlaces(b)
        var runs: [Passage] = []
        var place = 0
        while place + 2 < a.count {
            let key = Shingle.trigram(a[place], a[place + 1], a[place + 2])
            var best = Passage(first: place, second: 0, count: 0)
            let expected = (runs.last?.second ?? 0) + (runs.last?.count ?? 0)
            var start = places.first(key)
            while let other = start {
                defer { start = places.next(after: other) }
                var count = 0
                while place + count < a.count, other + count < b.count, a[place + count] == b[other + count] {
                    count += 1
                }
                let isNearer = abs(other - expected) < abs(best.second - expected)
                if count > best.count || (count == best.count && isNearer) {
                    best = Passage(first: place, second: other, count: count)
                }
            }
            if best.count >= 3 { runs.append(best) }
            place += max(1, best.count)
        }
        return runs
    }

    /// The heaviest sequence of runs that rises in both texts. O(runs²); runs are few.
    private static func chain(_ runs: [Passage]) -> [Passage] {
        guard runs.count > 1 else { return runs }
        let runs = runs.suffix(200)
        let list = Array(runs)
        var (weight, previous) = (list.map(\.count), [Int](repeating: -1, count: list.count))
        var best = 0
        for place in list.indices {
            for before in 0..<place {
                let fits = list[before].second + list[before].count <= list[place].second
                if fits && weight[before] + list[place].count > weight[place] {
                    weight[place] = weight[before] + list[place].count
                    previous[place] = before
                }
            }
            if weight[place] > weight[best] { best = place }
        }
        var chain: [Passage] = []
        var place = best
        while place >= 0 {
            chain.append(list[place])
            place = previous[place]
        }
        return chain.reversed()
    }

    private mutating func judge(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) {
        guard !a.isEmpty, !b.isEmpty, a.count <= Self.longestGap, b.count <= Self.longestGap else { return }
        let (numbers, others) = (a.filter(Self.isRun), b.filter(Self.isRun))
        if !numbers.isEmpty, !others.isEmpty, numbers != others { replacedNumbers += 1 }
        let (words, otherWords) = (a.filter { !Self.isRun($0) }, b.filter { !Self.isRun($0) })
        // One Hanzi, or two of them swapped, is a slip; so is what only sounds the same.
        guard words.count >= 2, otherWords.count >= 2 else { return }
        let kept = max(Set(words).intersection(otherWords).count, Sounds(words).inCommon(with: Sounds(otherWords)))
        guard min(words.count, otherWords.count) - kept >= 2 else { return }
        // 尊敬的书记 instead of 各级领导你好 is the same matter taken to somebody else.
        let facts = [words, otherWords].map { $0.count { !Self.salutation.contains($0) } }
        if facts[0] + facts[1] >= 2 { replacedWords += 1 }
    }

    /// Folded Hanzi of which forms of address to an authority consist.
    private static let salutation = Set("尊敬爱的各位级领导书记市县区州镇委政府部门局长主任您你们好同志先生".unicodeScalars.map(\.value))

    private static func isRun(_ unit: UInt32) -> Bool { unit & TextProfile.runBit != 0 }
}

/// Where each run of three units begins in a text: a table of the first places, each with the next place of its slot.
private struct ShinglePlaces {
    private let hashes: [UInt32]
    private let heads: [Int32]
    private let links: [Int32]

    init(_ units: [UInt32]) {
        let count = units.count - 2
        let hashes = (0..<count).map { Shingle.trigram(units[$0], units[$0 + 1], units[$0 + 2]) }
        var heads = [Int32](repeating: -1, count: 1 << (Int.bitWidth - count.leadingZeroBitCount))
        var links = [Int32](repeating: -1, count: count)
        // From the end, so that the first place stands first.
        for place in (0..<count).reversed() {
            let slot = Int(hashes[place]) & (heads.count - 1)
            links[place] = heads[slot]
            heads[slot] = Int32(place)
        }
        (self.hashes, self.heads, self.links) = (hashes, heads, links)
    }

    /// The first place of a shingle.
    func first(_ hash: UInt32) -> Int? { find(hash, from: heads[Int(hash) & (heads.count - 1)]) }

    /// The next place of the shingle that stands at `place`.
    func next(after place: Int) -> Int? { find(hashes[place], from: links[place]) }

    private func find(_ hash: UInt32, from start: Int32) -> Int? {
        var place = start
        while place >= 0, hashes[Int(place)] != hash { place = links[Int(place)] }
        return place >= 0 ? Int(place) : nil
    }
}

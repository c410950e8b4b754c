/// A complainant's name as it can be compared: 王小明, or as much as 王某 and 王女士 tell of it.
package struct PersonName: Sendable, Equatable {
    /// Folded Hanzi without form of address.
    let characters: [UInt32]
    /// Whether it stands in full; else only the first character is known.
    let isFull: Bool

    private static let addresses: [[UInt32]] = ["女士", "先生", "小姐", "某某", "某", "同志", "师傅", "老师", "阿姨", "大爷"]
        .map { $0.unicodeScalars.map(\.value) }

    /// Nil for what holds no Hanzi.
    init?(_ units: some Collection<UInt32>) {
        var characters = units.filter { $0 & TextProfile.runBit == 0 }
        guard !characters.isEmpty else { return nil }
        var isFull = characters.count == units.count
        for address in Self.addresses
        where characters.count > address.count && characters.suffix(address.count) == address[...] {
            characters.removeLast(address.count)
            isFull = false
            break
        }
        self.characters = characters
        self.isFull = isFull && characters.count >= 2
    }

    enum Agreement: Sendable { case same, fits, different }

    func agreement(with other: PersonName) -> Agreement {
        if isFull && other.isFull {
            if characters == other.characters { return .same }
            return differsInOne(other) ? .fits : .different
        }
        let count = min(characters.count, other.characters.count)
        return characters.prefix(count) == other.characters.prefix(count) ? .fits : .different
    }

    /// One character heard or typed wrongly in a name of three or more.
    private func differsInOne(_ other: PersonName) -> Bool {
        guard characters.count == other.characters.count, characters.count >= 3 else { return false }
        return zip(characters, other.characters).count { $0 != $1 } == 1
    }
}

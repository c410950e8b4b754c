/// A complainant's name as it can be compared: 王小明, or as much as 王某 and 王女士 tell of it; or the name of an account.
package struct PersonName: Sendable, Equatable {
    /// Folded Hanzi without form of address; of an account's name all its units.
    let characters: [UInt32]
    /// An account's name says who it is where it is the same, and nothing where it is another one.
    let isAlias: Bool
    /// Whether it stands in full; else only the first character is known.
    let isFull: Bool

    private static let addresses: [[UInt32]] = ["女士", "先生", "小姐", "某某", "某", "同志", "师傅", "老师", "阿姨", "大爷"]
        .map { $0.unicodeScalars.map(\.value) }

    /// The surnames that one in a hundred people or so bears at least, more than half of all: the twenty commonest by the
    /// registers of the Ministry of Public Security (全国姓名报告).
    private static let commonSurnames = Set("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗".unicodeScalars.map(\.value))

    /// Whether strangers often share the surname.
    var isCommon: Bool { characters.first.map(Self.commonSurnames.contains) ?? false }

    /// Letters and digits from which on a name without Hanzi is an account's.
    private static let leastAlias = 5

    /// Nil for what holds no Hanzi and is too short for an account.
    /// - Parameter length: characters of the name as it was written.
    init?(_ units: some Collection<UInt32>, length: Int = 0) {
        if !units.isEmpty, units.allSatisfy({ $0 & TextProfile.runBit != 0 }) {
            guard length >= Self.leastAlias else { return nil }
            (characters, isFull, isAlias) = (Array(units), true, true)
            return
        }
        isAlias = false
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

    /// Nil where the two say nothing of each other.
    func agreement(with other: PersonName) -> Agreement? {
        if isAlias || other.isAlias { return isAlias && other.isAlias && characters == other.characters ? .same : nil }
        if isFull && other.isFull {
            if characters == other.characters { return .same }
            return differsInOne(other) ? .fits : .different
        }
        let count = min(characters.count, other.characters.count)
        return characters.prefix(count) == other.characters.prefix(count) ? .fits : .different
    }

    /// One character of the given name heard or typed wrongly, in a name of three or more.
    private func differsInOne(_ other: PersonName) -> Bool {
        guard characters.count == other.characters.count, characters.count >= 3, characters[0] == other.characters[0]
        else { return false }
        return zip(characters, other.characters).count { $0 != $1 } == 1
    }
}

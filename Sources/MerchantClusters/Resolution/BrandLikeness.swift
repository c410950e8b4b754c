/// How one brand may be another, misspelt.
enum BrandLikeness {
    /// Brands of one length that sound alike, or whose characters stand in another order; nil for anything else. One
    /// character of another sound makes another merchant.
    static func compare(_ brand: [UInt32], _ sounds: [UInt32], _ other: [UInt32], _ otherSounds: [UInt32]) -> (
        LinkReason.Kind, Double
    )? {
        var places: [Int] = []
        for place in brand.indices where brand[place] != other[place] {
            guard places.count < 2 else { return nil }
            places.append(place)
        }
        if places.count == 2, places[1] == places[0] + 1, brand[places[0]] == other[places[1]],
            brand[places[1]] == other[places[0]]
        {
            return (.swapped, LinkWeights.swapped)
        }
        guard sounds.count == brand.count, otherSounds.count == brand.count,
            places.allSatisfy({ sounds[$0] == otherSounds[$0] })
        else { return nil }
        return (.sameSound, places.count == 1 ? LinkWeights.sameSound : LinkWeights.sameSoundTwice)
    }
}

/// A shorter name whose characters stand in the longer one, in order, the first in front: 强力新材 of 强力电子新材料.
enum Abbreviation {
    /// The shortest name that may be one: two characters are a brand, which has to be the same.
    static let shortest = 3

    static func isAbbreviation(_ short: [UInt32], of long: [UInt32]) -> Bool {
        guard short.count >= shortest, short.count < long.count, short[0] == long[0] else { return false }
        var place = 0
        for unit in long where place < short.count && unit == short[place] { place += 1 }
        return place == short.count
    }
}

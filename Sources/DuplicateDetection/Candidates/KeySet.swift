/// The keys of one complaint: what like complaints share with it.
package struct KeySet: Sendable {
    /// A key, and how much sharing it says, in bits.
    struct Key: Sendable, Equatable {
        let key: UInt32
        let weight: Float
    }

    /// Shingles a complaint is stored under.
    static let storedShingles = 16
    /// Shingles it is looked up by: more, since in the other text others may be the rarest.
    static let soughtShingles = 40
    /// What an exact key says: more than any shingle, less than all of them.
    static let exactWeight: Float = 60
    /// What a sum shared under one surname or at one merchant says: much, for 1,558.00, less for 1,500.
    static let (oddSumWeight, roundSumWeight): (Float, Float) = (40, 24)
    /// Sums a complaint is stored under: the one in dispute and the highest of its text.
    static let sums = 3

    /// The rarest shingles first.
    let shingles: [Key]
    let exact: [Key]
    private let merchantID: Int64?

    /// - Parameter shingles: as `shingles(_:_:)` chose them.
    init(_ profile: borrowing Profile, _ shingles: [Key]) {
        self.shingles = shingles
        exact = Self.exactKeys(profile).map { Key(key: $0, weight: Self.exactWeight) } + Self.sumKeys(profile)
        merchantID = profile.merchantID
    }

    /// The keys of a text's rarest shingles.
    static func shingles(_ shingles: ShingleSet, _ frequency: ShingleFrequency) -> [Key] {
        shingles.rarest(soughtShingles).map { Key(key: $0.hash, weight: frequency.weight(level: $0.level)) }
    }

    /// Shingles within one merchant; sought and stored where the merchant has many complaints.
    var scoped: [Key] {
        guard let merchantID else { return [] }
        return shingles.map { entry in
            let scope = UInt64(entry.key) << 32 | UInt64(truncatingIfNeeded: merchantID & 0xFFFF_FFFF)
            return Key(key: Shingle.key(.scopedShingle, scope), weight: entry.weight)
        }
    }

    private static func exactKeys(_ profile: Profile) -> [UInt32] {
        var exact = profile.numbers.flatMap { numberKeys($0) }
        if profile.text.units.count >= 2 { exact.append(Shingle.key(.wholeText, profile.text.wholeHash)) }
        exact += profile.textPhones.map { Shingle.key(.phoneInText, $0) }
        let merchant = profile.merchantID.map { UInt64(bitPattern: $0) }
        if let merchant {
            for person in [profile.phone, profile.idNumber] {
                guard let person else { continue }
                exact.append(Shingle.key(.personAndMerchant, person &+ merchant &* 0x9E37_79B9_7F4A_7C15))
            }
            if profile.phone == nil, let name = profile.name, name.isFull {
                let hash = name.characters.reduce(merchant) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
                exact.append(Shingle.key(.nameAndMerchant, hash))
            }
        }
        return exact
    }

    /// A sum with whose it is: what is left where somebody tells a matter again in other words, from another phone, and
    /// leaves the merchant out.
    private static func sumKeys(_ profile: Profile) -> [Key] {
        var sums = AmountLevel.field(profile).map { [$0] } ?? []
        for sum in profile.sums.reversed() where sum > 0 && sums.count < Self.sums && !sums.contains(sum) {
            sums.append(sum)
        }
        let surname = profile.name.flatMap { $0.isAlias ? nil : $0.characters.first }
        let merchant = profile.merchantID.map { UInt64(bitPattern: $0) }
        return sums.flatMap { sum in
            let weight = AmountLevel.isRound(sum) ? roundSumWeight : oddSumWeight
            let value = UInt64(bitPattern: sum) &* 0x9E37_79B9_7F4A_7C15
            return [
                surname.map { Key(key: Shingle.key(.surnameAndSum, value &+ UInt64($0)), weight: weight) },
                merchant.map { Key(key: Shingle.key(.merchantAndSum, value &+ $0), weight: weight) },
            ].compactMap { $0 }
        }
    }

    /// The whole number, and how it begins and ends: the day in its middle is often told wrongly.
    private static func numberKeys(_ number: String) -> [UInt32] {
        var keys = [Shingle.key(.number, Shingle.bytes(number.utf8))]
        if let frame = OrderLevel.frame(number) { keys.append(Shingle.key(.numberFrame, Shingle.bytes(frame))) }
        return keys
    }

    /// What the complaint is stored under, each once.
    func stored(scopes: Bool) -> Set<UInt32> {
        var keys = Set(shingles.prefix(Self.storedShingles).map(\.key))
        keys.formUnion(exact.map(\.key))
        if scopes { keys.formUnion(scoped.prefix(Self.storedShingles).map(\.key)) }
        return keys
    }
}

/// A merchant, made from its rank alone; low ranks draw most complaints, run chains and have short brands.
struct Merchant: Sendable {
    enum Kind: Sendable { case company, shop, online }

    let rank: Int
    let trade: Int
    let kind: Kind
    let brand: Units
    /// How many branches a chain has; 0 for a single house.
    let branches: Int
    let seed: UInt64

    init(rank: Int, seed: UInt64, book: PhraseBook) {
        self.rank = rank
        self.seed = seed
        var random = SeededRandom(seed, UInt64(rank), 10)
        var trade = random.weighted(book.tradeWeights)
        let shadow = Self.shadow(rank: rank, seed: seed)
        if let original = shadow {
            // A namesake works in another trade; a look-alike in the same.
            let other = Merchant(rank: original.rank, seed: seed, book: book)
            trade =
                original.isNamesake
                ? (other.trade + 1 + random.below(book.trades.count - 1)) % book.trades.count : other.trade
            brand = original.isNamesake ? other.brand : Self.lookAlike(of: other.brand, &random)
        } else {
            brand = Brand.compose(index: rank, seed: seed, &random)
        }
        self.trade = trade
        switch book.trades[trade].place {
        case .online: kind = .online
        case .both: kind = random.chance(0.5) ? .online : random.chance(0.7) ? .company : .shop
        case .street: kind = random.chance(0.65) ? .company : .shop
        }
        let isChain = kind == .company && random.chance(rank < 2000 ? 0.4 : 0.06)
        branches = isChain ? random.within(2...(rank < 200 ? 40 : 9)) : 0
    }

    /// One in twenty-five merchants shares its brand with one of another trade, one in twenty-five differs in one
    /// character from one of the same; the original is the next lower rank, which is nobody's shadow itself.
    private static func shadow(rank: Int, seed: UInt64) -> (rank: Int, isNamesake: Bool)? {
        guard rank > 20, rank % 25 == 7 || rank % 25 == 19 else { return nil }
        return (rank - 1, rank % 25 == 7)
    }

    private static func lookAlike(of brand: Units, _ random: inout SeededRandom) -> Units {
        var other = brand
        other[random.below(other.count)] = NameCharacters.lookAlikes.pick(&random)[0]
        return other
    }

    /// The district of the house or of one branch.
    func district(branch: Int) -> Int {
        var random = SeededRandom(seed, UInt64(rank), 100 + UInt64(branch))
        return random.below(City.shared.districts.count)
    }

    func platform() -> Units {
        var random = SeededRandom(seed, UInt64(rank), 11)
        return CommonWords.platforms.pickByRank(&random)
    }

    /// GB 32100-2015: registration office 9, kind 1 (2 for a single trader), a county code that does not exist.
    func creditCode() -> Units {
        var random = SeededRandom(seed, UInt64(rank), 12)
        var code = Units(kind == .shop ? "92" : "91")
        code.add(decimal: 420_150 + random.below(50))
        for _ in 0..<9 { code.append(CreditCharacters.alphabet[random.below(31)]) }
        code.append(CreditCharacters.check(code))
        return code
    }

    func phone(branch: Int) -> Units {
        var random = SeededRandom(seed, UInt64(rank), 5000 + UInt64(branch))
        var units = Units("027-10")
        units.add(decimal: random.below(1_000_000), width: 6)
        return units
    }

    func address(branch: Int) -> Units {
        var random = SeededRandom(seed, UInt64(rank), 9000 + UInt64(branch))
        return City.shared.address(district: district(branch: branch), &random)
    }
}

/// The alphabet and check character of unified social credit codes.
enum CreditCharacters {
    static let alphabet = Units("0123456789ABCDEFGHJKLMNPQRTUWXY")

    /// Weights 3^i modulo 31 over seventeen characters.
    static func check(_ code: Units) -> UInt16 {
        var sum = 0
        var weight = 1
        for unit in code {
            sum += weight * (alphabet.firstIndex(of: unit) ?? 0)
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31]
    }
}

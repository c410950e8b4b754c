/// Brands: no two ranks share one by chance, and the longer the list grows the longer they get.
enum Brand {
    /// Brands and houses that exist and that composition could hit.
    private static let taken: Set<Units> = Set(
        WordList("美团 海尔 海信 华为 金威 康佳 乐视 美的 华宿 安博 新东方 金龙 德克士 欧莱雅 佳惠 金纪 汉庭 美尔 康师 博士 金宝贝 乐记").words)

    static func compose(index: Int, seed: UInt64, _ random: inout SeededRandom) -> Units {
        let first = NameCharacters.brandFirst
        let second = NameCharacters.brandSecond
        let space = first.count * second.count
        // A stride without a factor in common with the space walks through all pairs before any comes again.
        let place = (index % space * stride(for: space) + Int(seed % UInt64(space))) % space
        var brand = first[place / second.count] + second[place % second.count]
        if index >= space {
            let round = index / space - 1
            brand += second[round % second.count]
            if round >= second.count { brand += first[round / second.count % first.count] }
        }
        return taken.contains(brand) ? brand + Units("源") : brand
    }

    private static func stride(for space: Int) -> Int {
        var stride = space * 5 / 13 | 1
        while greatestCommonDivisor(stride, space) != 1 { stride += 2 }
        return stride
    }

    private static func greatestCommonDivisor(_ one: Int, _ other: Int) -> Int {
        other == 0 ? one : greatestCommonDivisor(other, one % other)
    }
}

/// Sums of money as people write them.
enum AmountWords {
    /// `cents` in one of the ways: 2800元, 2800块, ￥2800, 两千八百元, 2.8万元.
    static func append(cents: Int, to units: inout Units, _ random: inout SeededRandom) {
        let yuan = max(1, cents / 100)
        switch random.below(12) {
        case 0 where yuan >= 10_000 && yuan % 1000 == 0:
            units.add(decimal: yuan / 10_000)
            if yuan % 10_000 != 0 {
                units.append(46)
                units.add(decimal: yuan / 1000 % 10)
            }
            units += Units("万元")
        case 1...2 where yuan < 100_000_000:
            units += chinese(yuan)
            units += Units(random.chance(0.5) ? "元" : "块钱")
        case 3:
            units += Units("￥")
            units.add(decimal: yuan)
        case 4...5:
            units.add(decimal: yuan)
            units += Units("块")
        default:
            units.add(decimal: yuan)
            if cents % 100 != 0 {
                units.append(46)
                units.add(decimal: cents % 100, width: 2)
            }
            units += Units("元")
        }
    }

    private static let digits = Units("零一二三四五六七八九")
    private static let powers = Units("千百十")

    static func chinese(_ value: Int) -> Units {
        if value >= 10_000 {
            let rest = value % 10_000
            let zero = rest > 0 && rest < 1000 ? Units("零") : []
            return chinese(value / 10_000) + Units("万") + zero + (rest > 0 ? chinese(rest) : [])
        }
        var units = Units()
        var divisor = 1000
        var wantsZero = false
        for place in 0..<4 {
            let digit = value / divisor % 10
            if digit > 0 {
                if wantsZero && !units.isEmpty { units.append(digits[0]) }
                units.append(digits[digit])
                if place < 3 { units.append(powers[place]) }
                wantsZero = false
            } else {
                wantsZero = true
            }
            divisor /= 10
        }
        return units
    }
}

/// What a name is looked up by: its pairs of Hanzi, the last Hanzi alone, runs of letters, and the pinyin and initials from
/// each character of the brand on (优健健身: youjianjianshen, yjjs, jianjianshen, jjs …).
enum NameTerms {
    /// Syllables a pinyin term has at most.
    private static let limit = 8

    static func text(_ name: FoldedName, _ parts: NameParts, _ readings: NameReading) -> String {
        var terms: [String] = []
        let units = name.units
        for place in units.indices where units[place].isHanzi {
            let next = place + 1
            let hasNext = next < units.count && units[next].isHanzi
            terms.append(MerchantClusters.text(of: units[place..<(hasNext ? next + 1 : next)]))
        }
        for run in units.split(whereSeparator: \.isHanzi) { terms.append(MerchantClusters.text(of: run)) }
        let core = parts.core + parts.branch
        let syllables = readings.syllables(core)
        for start in 0..<max(1, parts.brand.count) where start < core.count && core[start].isHanzi {
            let some = syllables[start..<min(syllables.count, start + limit)]
            terms.append(some.joined())
            if some.count > 1 { terms.append(String(some.compactMap(\.first))) }
        }
        return terms.joined(separator: " ")
    }
}

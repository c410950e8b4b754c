/// The tallies of issues over all merchants, by district and together.
struct IssueTallies: Sendable {
    private(set) var list: [(key: SeriesKey, tally: SeriesTally)] = []
    /// The place of each category and district in `list`, -1 for none yet: [category][1 + district], 0 for all districts.
    private var places: [Int32]
    private let width: Int
    private static let mostPlaces = 1 << 22

    /// O(rows). Codes are counted up from 0, a few hundred of each in practice.
    init(_ rows: AlertRows, _ periods: AlertPeriods) {
        let categories = rows.largestCategory.map { $0 + 1 } ?? 0
        let districts = 2 + (rows.largestDistrict ?? -1)
        // Lists that run into the thousands are no districts: then issues are watched over the whole city alone.
        width = categories * districts <= Self.mostPlaces ? districts : 1
        places = [Int32](repeating: -1, count: categories * width)
        for (index, row) in rows.rows.enumerated() where rows.counts[index] && row.category != .max {
            guard row.day >= periods.start, row.day <= periods.asOf else { continue }
            let start = Int(row.category) * width
            add(row.day, periods, start) { SeriesKey(category: row.category) }
            guard width > 1, row.district != .max else { continue }
            add(row.day, periods, start + 1 + Int(row.district)) {
                SeriesKey(category: row.category, district: row.district)
            }
        }
    }

    private mutating func add(_ day: Int32, _ periods: AlertPeriods, _ place: Int, _ key: () -> SeriesKey) {
        if places[place] < 0 {
            places[place] = Int32(list.count)
            list.append((key(), SeriesTally()))
        }
        list[Int(places[place])].tally.add(day, periods)
    }
}

/// The tallies of issues over all merchants, by district and together.
struct IssueTallies {
    private(set) var tallies: [SeriesKey: SeriesTally] = [:]

    init(_ rows: AlertRows, _ periods: AlertPeriods) {
        // A few hundred categories and districts: a dense table of places, filled as they occur.
        var places: [UInt32: Int] = [:]
        var list: [(key: SeriesKey, tally: SeriesTally)] = []
        func place(_ key: SeriesKey, _ code: UInt32) -> Int {
            if let known = places[code] { return known }
            places[code] = list.count
            list.append((key, SeriesTally()))
            return list.count - 1
        }
        for (index, row) in rows.rows.enumerated() where rows.counts[index] && row.category != .max {
            guard row.day >= periods.start, row.day <= periods.asOf else { continue }
            let whole = place(SeriesKey(category: row.category), UInt32(row.category) << 16 | 0xFFFF)
            list[whole].tally.add(row.day, periods)
            guard row.district != .max else { continue }
            let part = place(SeriesKey(category: row.category, district: row.district), row.issueKey)
            list[part].tally.add(row.day, periods)
        }
        for (key, tally) in list { tallies[key] = tally }
    }
}

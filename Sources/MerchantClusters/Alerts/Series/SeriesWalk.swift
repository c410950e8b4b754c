/// Goes through all series of an ``AlertRows``, one after the other, without keeping more than one tally a level.
struct SeriesWalk {
    let rows: AlertRows
    let periods: AlertPeriods

    /// A series with its rows, which lie within `range`.
    struct Series {
        let key: SeriesKey
        let level: SeriesLevel
        let range: Range<Int>
        /// The merchant's own trade: its commonest top category's number.
        let trade: Int
    }

    /// Calls `body` for each series of a merchant; a series that is the same as the one above it is left out.
    func merchants(trades: TradeTable, _ body: (Series, SeriesTally) -> Void) {
        var tallies = [SeriesTally](repeating: SeriesTally(), count: 3)
        for index in 0..<rows.starts.count - 1 {
            let range = rows.starts[index]..<rows.starts[index + 1]
            let merchant = rows.rows[range.lowerBound].merchant
            guard merchant != 0 else { continue }
            let trade = trades.trade(of: range, rows)
            issues(range, merchant, trade, &tallies, body)
            guard tallies[0].fit + tallies[0].last28 > 0 else {
                tallies[0].clear()
                continue
            }
            body(Series(key: SeriesKey(merchant: merchant), level: .merchant, range: range, trade: trade), tallies[0])
            tallies[0].clear()
        }
    }

    /// The merchant's issues and their districts; adds all to the merchant's tally.
    private func issues(
        _ range: Range<Int>, _ merchant: UInt32, _ trade: Int, _ tallies: inout [SeriesTally],
        _ body: (Series, SeriesTally) -> Void
    ) {
        let isOneIssue = rows.rows[range.lowerBound].category == rows.rows[range.upperBound - 1].category
        var start = range.lowerBound
        while start < range.upperBound {
            let category = rows.rows[start].category
            var end = start
            while end < range.upperBound, rows.rows[end].category == category { end += 1 }
            districts(start..<end, merchant, trade, addsIssue: !isOneIssue, &tallies, body)
            if !isOneIssue {
                if category != .max, tallies[1].fit + tallies[1].last28 > 0 {
                    let key = SeriesKey(merchant: merchant, category: category)
                    body(Series(key: key, level: .merchantIssue, range: start..<end, trade: trade), tallies[1])
                }
                tallies[1].clear()
            }
            start = end
        }
    }

    /// The districts of one issue; adds all to the tallies of the merchant and, where it has several, of the issue.
    private func districts(
        _ range: Range<Int>, _ merchant: UInt32, _ trade: Int, addsIssue: Bool, _ tallies: inout [SeriesTally],
        _ body: (Series, SeriesTally) -> Void
    ) {
        let category = rows.rows[range.lowerBound].category
        let isOneDistrict = rows.rows[range.lowerBound].district == rows.rows[range.upperBound - 1].district
        var place = range.lowerBound
        while place < range.upperBound {
            let district = rows.rows[place].district
            let from = place
            while place < range.upperBound, rows.rows[place].district == district {
                if rows.counts[place] {
                    let day = rows.rows[place].day
                    tallies[0].add(day, periods)
                    if addsIssue { tallies[1].add(day, periods) }
                    if !isOneDistrict { tallies[2].add(day, periods) }
                }
                place += 1
            }
            guard !isOneDistrict else { continue }
            if category != .max, district != .max, tallies[2].fit + tallies[2].last28 > 0 {
                let key = SeriesKey(merchant: merchant, category: category, district: district)
                body(Series(key: key, level: .merchantIssueDistrict, range: from..<place, trade: trade), tallies[2])
            }
            tallies[2].clear()
        }
    }
}

/// Which trade each category belongs to: the part before the slash (网购 of 网购/家电).
struct TradeTable: Sendable {
    /// By category code.
    private let trades: [Int]
    let count: Int

    /// - Parameter categories: the names behind the codes, in their order.
    init(categories: [String]) {
        var numbers: [Substring: Int] = [:]
        trades = categories.map { name in
            let top = name.prefix { $0 != "/" }
            let number = numbers[top] ?? numbers.count + 1
            numbers[top] = number
            return number
        }
        count = numbers.count + 1
    }

    /// 0 where there is no category.
    func trade(of category: UInt16) -> Int { Int(category) < trades.count ? trades[Int(category)] : 0 }

    /// The commonest trade among rows, which lie in the order of their categories.
    func trade(of range: Range<Int>, _ rows: AlertRows) -> Int {
        var (best, bestCount, place) = (0, 0, range.lowerBound)
        while place < range.upperBound {
            let category = rows.rows[place].category
            let from = place
            while place < range.upperBound, rows.rows[place].category == category { place += 1 }
            if category != .max, place - from > bestCount { (best, bestCount) = (trade(of: category), place - from) }
        }
        return best
    }
}

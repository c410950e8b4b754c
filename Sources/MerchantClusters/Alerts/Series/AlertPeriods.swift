/// The days around an as-of day: the history, and the recent days on which bursts are looked for.
package struct AlertPeriods: Sendable, Equatable {
    /// Recent days, the as-of day included: 28 for the longest window, and five weeks back for when it began.
    static let recentDays = 63
    /// Fewer days of data than this say nothing about what is usual.
    package static let leastHistory: Int32 = 56

    package let asOf: Int32
    /// The first day that there is anything of.
    let first: Int32

    init(asOf: Int32, first: Int32) {
        (self.asOf, self.first) = (asOf, first)
    }

    var recentStart: Int32 { asOf - Int32(Self.recentDays) + 1 }
    /// Where the history begins.
    var start: Int32 { max(first, recentStart - Int32(BurstFormula.historyDays)) }
    /// The priors are fitted on the days before this one: a burst of now is not part of what is usual.
    var fitEnd: Int32 { asOf - Int32(BurstFormula.longest) + 1 }
    package var isLongEnough: Bool { asOf - first + 1 >= Self.leastHistory }
}

/// A series' people by period.
struct SeriesTally: Sendable {
    private(set) var counts = SeriesCounts(before: 0, recent: [Int32](repeating: 0, count: AlertPeriods.recentDays))
    /// People before the last 28 days.
    private(set) var fit = 0
    /// People of the last 28 days.
    private(set) var last28 = 0

    mutating func add(_ day: Int32, _ periods: AlertPeriods) {
        guard day >= periods.start, day <= periods.asOf else { return }
        if day < periods.fitEnd { fit += 1 } else { last28 += 1 }
        let place = Int(day - periods.recentStart)
        if place < 0 { counts.before += 1 } else { counts.recent[place] += 1 }
    }

    mutating func clear() {
        if fit + last28 > counts.before {
            for place in counts.recent.indices { counts.recent[place] = 0 }
        }
        (counts.before, fit, last28) = (0, 0, 0)
    }

    /// People of the window of so many days that ends on the last day.
    func people(days: Int) -> Int { counts.recent.suffix(days).reduce(0) { $0 + Int($1) } }
}

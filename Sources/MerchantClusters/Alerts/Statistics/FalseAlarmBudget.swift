/// How many false alarms a user is willing to see, over all series together.
///
/// The budget is shared evenly (Bonferroni) between the series and, by ``BurstFormula/testsPerSeries``, their windows. What
/// is left for one test is turned round into words: how rarely chance alone would show something like it anywhere, the
/// recurrence interval of Kleinman, Lazarus and Platt, "A generalized linear mixed models approach for detecting incident
/// clusters" (American Journal of Epidemiology 159, 2004).
package struct FalseAlarmBudget: Sendable, Equatable {
    /// False alarms a month (30 days) over everything.
    package let perMonth: Double

    package static let daysOfMonth = 30.0
    package static let usual = FalseAlarmBudget(perMonth: 1)

    package init(perMonth: Double) {
        self.perMonth = perMonth
    }

    /// Days between false alarms that are allowed for.
    package var days: Double { Self.daysOfMonth / perMonth }

    /// The largest probability of one window that is still an alert.
    package func threshold(series: Int) -> Double {
        1 / (days * Double(max(series, 1)) * BurstFormula.testsPerSeries)
    }

    /// In how many days chance alone shows something like it once, over all series.
    package static func onceInDays(probability: Double, series: Int) -> Double {
        1 / (max(probability, 1e-300) * Double(max(series, 1)) * BurstFormula.testsPerSeries)
    }
}

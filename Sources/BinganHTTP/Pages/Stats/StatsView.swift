/// What the template of the statistics shows.
struct StatsView {
    struct Figure {
        let label: String
        let value: String
        var change: String?
        var changeClass = ""
        var href: String?
        var linkText = ""
        var remark: String?
    }

    struct Row {
        let label: String
        /// The search that finds the counted complaints.
        let href: String?
        let count: String
        let people: String
        let distinct: String
        /// Of the largest row, 0 to 100.
        let share: Int
        let before: String
        let change: String
        let changeClass: String
        let amount: String
    }

    struct Table {
        let label: String
        let hasBefore: Bool
        let rows: [Row]
        /// What isn't listed.
        let more: String?
    }

    struct Result {
        let figures: [Figure]
        let chart: ChartView?
        let tables: [Table]
        let legend: String
    }

    let periods: [SearchView.Choice]
    let fields: [FieldView]
    let fault: String?
    var result: Result?
}

import ComplaintIndex
import ComplaintModel

/// A merchant, an issue of one, or an issue in a district that gathers more people than its history and its trade explain.
public struct Alert: Sendable, Equatable {
    /// What is watched.
    public enum Scope: String, Sendable, CaseIterable {
        case merchant
        case merchantIssue = "merchant-issue"
        case merchantIssueDistrict = "merchant-issue-district"
        case merchantCluster = "merchant-cluster"
        case issue
        case issueDistrict = "issue-district"
    }

    /// A value with the number of complaints in the window that have it.
    public struct Share: Sendable, Equatable {
        public var value: String
        public var count: Int

        public init(value: String, count: Int) { (self.value, self.count) = (value, count) }
    }

    /// The series: `m12.c5.d3`.
    public var id: String
    public var scope: Scope
    public var merchantID: Int64?
    public var merchantName: String?
    /// The cluster that is the issue, where one is.
    public var cluster: Int64?
    /// The issue, or the commonest category of the complaints.
    public var category: String?
    /// The district that is watched; nil for all.
    public var district: String?
    /// The window, both days included.
    public var from: DayDate
    public var to: DayDate
    /// The first day of the unbroken run of days on which it was an alert.
    public var since: DayDate
    /// People in the window, repeats and copies taken out: what is judged.
    public var people: Int
    /// People that history and trade let expect in the window.
    public var expected: Double
    /// People in an ordinary month.
    public var usualPerMonth: Double
    /// Of so many people or more in this window, by chance.
    public var probability: Double
    /// In how many days chance alone shows something like it once, over everything that is watched.
    public var onceInDays: Double
    /// All complaints of the window, in the three forms.
    public var count: CountForms
    /// In dispute, repeats left out.
    public var amount: Amount
    public var districts: [Share]
    /// Ids of the complaints, oldest first, at most ``mostComplaints``.
    public var complaints: [Int64]
    public var handling: AlertHandling
    /// What was done about the series, oldest first.
    public var actions: [AlertAction]

    public static let mostComplaints = 50
    /// An alert of the last seven days is new; else it goes on.
    static let newDays: Int32 = 7

    public var windowDays: Int { Int(to.daysSince1970 - from.daysSince1970) + 1 }
    public var isNew: Bool { to.daysSince1970 - since.daysSince1970 < Self.newDays }
}

/// Alerts as of a day, the least to be expected first.
public struct AlertList: Sendable {
    public var asOf: DayDate
    /// False alarms a month that are allowed for.
    public var budget: Double
    /// Series that the budget is shared between.
    public var series: Int
    public var alerts: [Alert]
    /// Alerts that are not shown because they are muted.
    public var muted: Int
    /// What the reader should know: too little data to say what is usual.
    public var notes: [AlertNote]
}

/// Something a reader should know about a list of alerts.
public struct AlertNote: Sendable, Equatable {
    public var code: String
    public var message: String

    /// Rows came since; they are being counted.
    static let behind = AlertNote(
        code: "behind",
        message:
            "Complaints came in or changed since these were worked out; they are being counted. Ask again in a moment.")
}

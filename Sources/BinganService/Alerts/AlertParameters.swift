import ComplaintModel
import MerchantClusters

/// The names of the parameters of `alerts`, on the command line (`--as-of`) as in HTTP (`as-of=`).
public enum AlertParameter: String, Sendable, CaseIterable {
    case merchant, category, district, budget
    case asOf = "as-of"
    /// Muted ones too: true or false.
    case all
    case limit
}

/// The parameters of `alerts` as they were typed; reading them is where each is checked. An empty value is the same as
/// none.
public struct AlertParameters: Sendable, Equatable {
    private var values = TypedValues<AlertParameter>()

    public static let limits = 1...1000
    /// False alarms a month.
    public static let budgets = 0.01...1000

    public init() {}

    /// Takes pairs of name and value as HTTP has them.
    /// - Throws: `Failure` naming the parameter that isn't known, comes twice, or holds a NUL.
    public init(pairs: [(name: String, value: String)]) throws(Failure) {
        values = try TypedValues(pairs: pairs)
    }

    /// - Throws: `Failure` for a value that holds a NUL.
    public mutating func set(_ parameter: AlertParameter, _ value: String?) throws(Failure) {
        try values.set(parameter, value)
    }

    public subscript(parameter: AlertParameter) -> String? { values[parameter] }

    /// Everything but the merchant, checked.
    func request() throws(Failure) -> AlertRequest {
        var request = AlertRequest()
        request.category = values[.category]
        request.district = values[.district]
        request.asOf = try day(.asOf)
        if let text = values[.budget] {
            guard let budget = Double(text), Self.budgets.contains(budget) else {
                throw .parameter("budget", "out-of-range", "Give false alarms a month, from 0.01 to 1000.")
            }
            request.budget = budget
        }
        switch values[.all] {
        case nil, "false": request.all = false
        case "true": request.all = true
        default: throw .parameter("all", "out-of-range", "Give true or false.")
        }
        return request
    }

    func limit() throws(Failure) -> Int {
        try values.number(.limit, Self.limits) ?? 100
    }

    private func day(_ parameter: AlertParameter) throws(Failure) -> DayDate? {
        guard let text = values[parameter] else { return nil }
        return try Self.day(text, parameter.rawValue)
    }

    /// - Throws: `Failure` naming `field` for anything but a day.
    public static func day(_ text: String, _ field: String) throws(Failure) -> DayDate {
        guard let day = DayDate(text: text) else {
            throw .parameter(field, "not-a-day", "Give a day, such as 2021-03-15.")
        }
        return day
    }
}

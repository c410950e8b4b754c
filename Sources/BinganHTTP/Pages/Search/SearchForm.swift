import BinganService
import ComplaintIndex
import ComplaintModel

/// The search page's controls and links, all made from search's parameters.
enum SearchForm {
    /// The conditions that have a control, in their order.
    private static let conditions: [SearchParameter] = [
        .merchant, .category, .district, .channel, .kind, .status, .phone, .order, .from, .to,
    ]

    static func fields(_ parameters: SearchParameters, faultyField: String?, fault: String?) -> [FieldView] {
        conditions.map { parameter in
            field(parameter, parameters).with { field in
                if field.name == faultyField { field.problem = fault }
            }
        }
    }

    /// The control of one condition.
    static func field(_ parameter: SearchParameter, _ parameters: SearchParameters) -> FieldView {
        let name = parameter.rawValue
        return FieldView(name, Wording.field(name), control(parameter), value: parameters[parameter]).with { field in
            if parameter == .phone { field.mode = "tel" }
            if parameter == .from || parameter == .to { field.hint = "如 2021-03" }
        }
    }

    private static func control(_ parameter: SearchParameter) -> FieldView.Control {
        switch parameter {
        case .channel: .choice(FieldView.choices(of: Channel.self, all: "全部"))
        case .kind: .choice(FieldView.choices(of: Kind.self, all: "全部"))
        case .status: .choice(FieldView.choices(of: Status.self, all: "全部"))
        default: .line("text")
        }
    }

    /// The conditions that hold, each with the search that it is taken from.
    static func chips(_ parameters: SearchParameters) -> [SearchView.Chip] {
        conditions.compactMap { parameter in
            guard let value = parameters[parameter] else { return nil }
            let name = parameter.rawValue
            return SearchView.Chip(
                label: "\(Wording.field(name))：\(Wording.value(value, of: name))",
                href: href(parameters, [parameter: nil, .cursor: nil]))
        }
    }

    static func sorts(_ parameters: SearchParameters, current: String) -> [SearchView.Choice] {
        SearchSort.allCases.map { sort in
            SearchView.Choice(
                label: Wording.sort(sort), href: href(parameters, [.sort: sort.rawValue, .cursor: nil]),
                isCurrent: sort.rawValue == current)
        }
    }

    /// Downloads of exactly the rows that are counted.
    static func exports(_ parameters: SearchParameters) -> [SearchView.Choice] {
        ["csv", "jsonl"].map { format in
            let pairs = pairs(parameters, [:]).filter { pair in
                SearchParameter(rawValue: pair.name).map(SearchParameter.selecting.contains) ?? false
            }
            let link = PageLink(path: "/v1/export", pairs: pairs + [("format", format)])
            return SearchView.Choice(label: format.uppercased(), href: link.text)
        }
    }

    static func parameter(of facet: FacetName) -> SearchParameter {
        switch facet {
        case .category: .category
        case .district: .district
        case .channel: .channel
        case .kind: .kind
        case .status: .status
        case .merchant: .merchant
        }
    }

    /// The search page with some parameters changed; nil takes one away.
    static func href(_ parameters: SearchParameters, _ changes: [SearchParameter: String?]) -> String {
        PageLink(path: "/", pairs: pairs(parameters, changes)).text
    }

    static func pairs(
        _ parameters: SearchParameters, _ changes: [SearchParameter: String?]
    ) -> [(name: String, value: String)] {
        SearchParameter.allCases.compactMap { parameter in
            let value = changes[parameter] ?? parameters[parameter]
            return value.map { (parameter.rawValue, $0) }
        }
    }
}

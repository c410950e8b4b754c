import BinganService

/// The search from which a reader came to a complaint: its words explain the hit, all of it is the way back.
struct SearchOrigin {
    let query: String
    /// The search with its conditions, order and page; nil where there is none, or what is given is no search.
    private let parameters: SearchParameters?

    /// - Parameter back: the search's own address, as ``pair(of:)`` makes it.
    init(query: String, back: String?) {
        self.query = query
        parameters = back.flatMap { try? SearchParameters(pairs: QueryString.pairs($0)) }
    }

    /// Where to go back to; nil for nowhere.
    var href: String? {
        if let parameters { return SearchForm.href(parameters, [:]) }
        return query.isEmpty ? nil : PageLink(path: "/", pairs: [("q", query)]).text
    }

    /// What carries the origin on in an address; empty for none.
    var suffix: String {
        let pairs = pairs
        return pairs.isEmpty ? "" : PageLink(path: "", pairs: pairs).text
    }

    var pairs: [(name: String, value: String)] {
        (query.isEmpty ? [] : [("q", query)]) + (parameters.flatMap(Self.pair).map { [$0] } ?? [])
    }

    /// The parameter by which a complaint's address names a search; nil where its words alone are all of it.
    static func pair(of parameters: SearchParameters) -> (name: String, value: String)? {
        let pairs = SearchForm.pairs(parameters, [:])
        guard pairs.contains(where: { $0.name != SearchParameter.query.rawValue }) else { return nil }
        return ("back", String(PageLink(path: "", pairs: pairs).text.dropFirst()))
    }
}

import ComplaintIndex

/// The parameters that say how the answer is given.
extension SearchParameters {
    /// Most hits of one answer.
    public static let limits = 1...1000

    func sort() throws(Failure) -> SearchSort {
        guard let value = self[.sort] else { return .relevance }
        guard let sort = SearchSort(rawValue: value) else {
            let names = SearchSort.allCases.map(\.rawValue).joined(separator: ", ")
            throw .parameter("sort", "out-of-range", "Give one of: \(names).")
        }
        return sort
    }

    func limit() throws(Failure) -> Int {
        try values.number(.limit, Self.limits) ?? 20
    }

    /// Names separated by commas, each once.
    func facets() throws(Failure) -> [FacetName] {
        try ListParameter.values(of: FacetName.self, self[.facets], named: "facets")
    }

    func explain() throws(Failure) -> Bool {
        switch self[.explain] {
        case nil, "false": false
        case "true": true
        default: throw .parameter("explain", "out-of-range", "Give true or false.")
        }
    }
}

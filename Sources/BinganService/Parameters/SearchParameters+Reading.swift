import ComplaintIndex

/// The parameters that say how the answer is given.
extension SearchParameters {
    /// Most hits of one answer.
    public static let limits = 1...1000

    func sort() throws(Failure) -> SearchSort {
        guard let value = self[.sort] else { return .relevance }
        guard let sort = SearchSort(rawValue: value) else {
            throw .parameter("sort", "out-of-range", "Give one of: \(Self.names(of: SearchSort.self)).")
        }
        return sort
    }

    func limit() throws(Failure) -> Int {
        try values.number(.limit, Self.limits) ?? 20
    }

    /// Names separated by commas, each once.
    func facets() throws(Failure) -> [FacetName] {
        var facets: [FacetName] = []
        for name in ListParameter.names(self[.facets]) {
            guard let facet = FacetName(rawValue: name) else {
                throw .parameter("facets", "out-of-range", "Give some of: \(Self.names(of: FacetName.self)).")
            }
            if !facets.contains(facet) { facets.append(facet) }
        }
        return facets
    }

    func explain() throws(Failure) -> Bool {
        switch self[.explain] {
        case nil, "false": false
        case "true": true
        default: throw .parameter("explain", "out-of-range", "Give true or false.")
        }
    }

    private static func names<T: RawRepresentable & CaseIterable>(
        of type: T.Type
    ) -> String where T.RawValue == String {
        type.allCases.map(\.rawValue).joined(separator: ", ")
    }
}

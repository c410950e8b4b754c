import BinganService
import ComplaintIndex
import ComplaintModel

/// The search page: its state is its address, with search's parameters.
struct SearchPage {
    let service: BinganService
    let visitor: PageVisitor

    /// Values that a facet lists.
    private static let facetValues = 8

    /// - Returns: the page, and the problem with its parameters where there is one to show beside its control.
    /// - Throws: `Failure` where the page itself would make no sense.
    func view(_ parameters: SearchParameters) throws -> (view: SearchView, failure: Failure?) {
        do {
            var view = view(parameters, failure: nil)
            view.result = try result(parameters)
            return (view, nil)
        } catch {
            let failure = Failure(error)
            guard failure.kind == .usage else { throw error }
            return (view(parameters, failure: failure), failure)
        }
    }

    private func view(_ parameters: SearchParameters, failure: Failure?) -> SearchView {
        let fault = failure.map(PageFault.sentence)
        let fields = SearchForm.fields(parameters, faultyField: failure?.field, fault: fault)
        let chips = SearchForm.chips(parameters)
        return SearchView(
            q: parameters.query(), isBlank: parameters.query().isEmpty, fields: fields,
            areFieldsOpen: fields.contains { $0.problem != nil }, sort: parameters[.sort], chips: chips,
            hasChips: !chips.isEmpty, fault: fields.contains { $0.problem != nil } ? nil : fault)
    }

    private func result(_ parameters: SearchParameters) throws -> SearchView.Result {
        var asked = parameters
        let names = try parameters.requestedFacets() ?? FacetName.allCases
        try asked.set(.facets, names.map(\.rawValue).joined(separator: ","))
        let sort = usualSort(parameters)
        try asked.set(.sort, parameters[.sort] ?? sort.rawValue)
        let answer = try service.search(asked, visitor.visibility)
        let isFirstRelaxed = { (place: Int) in
            answer.hits[place].isRelaxed && (place == 0 || !answer.hits[place - 1].isRelaxed)
        }
        let query = parameters.query()
        let origin = (query.isEmpty ? [] : [("q", query)]) + (SearchOrigin.pair(of: parameters).map { [$0] } ?? [])
        let hits = answer.hits.indices.map { place in
            HitView(answer.hits[place], origin, startsRelaxed: isFirstRelaxed(place))
        }
        let facets = try facets(answer, parameters)
        let exports = visitor.mayActAs(.enforcement) ? SearchForm.exports(parameters) : []
        return SearchView.Result(
            total: Wording.grouped(answer.total), isPartial: !answer.totalIsExact,
            relaxedTotal: answer.relaxed && answer.relaxedTotal > 0 ? Wording.grouped(answer.relaxedTotal) : nil,
            took: String(max(1, Int(answer.tookMilliseconds.rounded()))),
            notes: answer.notes.map { Wording.chinese($0.message) },
            sorts: SearchForm.sorts(parameters, current: parameters[.sort] ?? sort.rawValue),
            exports: exports, hits: hits,
            facets: facets,
            pager: PagerView(
                firstHref: parameters[.cursor].map { _ in SearchForm.href(parameters, [.cursor: nil]) },
                nextHref: answer.nextCursor.map { SearchForm.href(parameters, [.cursor: $0]) }), hasHits: !hits.isEmpty,
            hasFacets: !facets.isEmpty,
            hasExports: !exports.isEmpty)
    }

    /// Without words there is no relevance to go by.
    private func usualSort(_ parameters: SearchParameters) -> SearchSort {
        parameters.query().isEmpty ? .newest : .relevance
    }

    /// A facet that is filtered by still shows its other values: they are counted without that filter.
    private func facets(_ answer: ShownAnswer, _ parameters: SearchParameters) throws -> [SearchView.Facet] {
        try answer.facets.compactMap { name, counts in
            let parameter = SearchForm.parameter(of: name)
            let current = parameters[parameter]
            let all = current == nil ? counts : try siblings(of: name, parameter, parameters)
            var shown = Array(all.prefix(Self.facetValues))
            if let current, !shown.contains(where: { $0.value == current }) {
                shown += all.filter { $0.value == current }
            }
            guard shown.count > 1 || current != nil, !shown.isEmpty else { return nil }
            let values = shown.map { count in
                let isCurrent = count.value == current
                return SearchView.Choice(
                    label: count.label ?? count.value,
                    href: SearchForm.href(parameters, [parameter: isCurrent ? nil : count.value, .cursor: nil]),
                    isCurrent: isCurrent, count: Wording.grouped(count.count))
            }
            return SearchView.Facet(label: Wording.facet(name), values: values)
        }
    }

    private func siblings(
        of name: FacetName, _ parameter: SearchParameter, _ parameters: SearchParameters
    ) throws -> [ShownCount] {
        var others = parameters
        try others.set(parameter, nil)
        try others.set(.cursor, nil)
        try others.set(.explain, nil)
        try others.set(.facets, name.rawValue)
        try others.set(.limit, "1")
        return try service.search(others, visitor.visibility).facets.first?.counts ?? []
    }
}

extension SearchParameters {
    /// The facets that the address names; nil when it names none.
    fileprivate func requestedFacets() throws -> [FacetName]? {
        guard self[.facets] != nil else { return nil }
        return try request().facets
    }
}

/// What the template of the search page shows.
struct SearchView {
    struct Chip {
        let label: String
        /// The search without the condition.
        let href: String
    }

    struct Choice {
        let label: String
        let href: String
        var isCurrent = false
        var count = ""
    }

    struct Facet {
        let label: String
        let values: [Choice]
    }

    struct Result {
        let total: String
        let isPartial: Bool
        /// Nil where no rows follow that hold only some of the words.
        let relaxedTotal: String?
        let took: String
        let notes: [String]
        let sorts: [Choice]
        let exports: [Choice]
        let hits: [HitView]
        let facets: [Facet]
        let pager: PagerView?

        let hasHits: Bool
        let hasFacets: Bool
        let hasExports: Bool
    }

    let q: String
    let isBlank: Bool
    let fields: [FieldView]
    let areFieldsOpen: Bool
    /// Kept over a new query; nil for the usual one.
    let sort: String?
    let chips: [Chip]
    let hasChips: Bool
    var fault: String?
    var result: Result?
}

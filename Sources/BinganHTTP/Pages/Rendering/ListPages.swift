/// Where one is in a ranked list, and the links to the other pages of it.
struct ListPages {
    /// Rows of a page unless the address says otherwise, and the most it may ask for.
    static let usual = 50
    static let most = 100
    /// A list is read page by page no further than this: who looks there should search instead.
    private static let furthest = 10_000

    let after: Int
    let size: Int

    /// - Throws: `Problem` for an `after` or `limit` out of range.
    init(_ parameters: QueryParameters, usual: Int = usual, most: Int = most) throws {
        after = try parameters.number("after", in: 0...Self.furthest, usual: 0)
        size = try parameters.number("limit", in: 1...most, usual: usual)
    }

    /// - Parameters:
    ///   - path: the list's page.
    ///   - pairs: what its address says besides the place.
    ///   - total: rows of the whole list.
    func pager(
        _ path: String, _ pairs: [(name: String, value: String)], total: Int
    ) -> PagerView? {
        let others = pairs.filter { $0.name != "after" }
        let end = after + size
        let hasNext = end < total && end <= Self.furthest
        return PagerView(
            firstHref: after > 0 ? PageLink(path: path, pairs: others).text : nil,
            nextHref: hasNext ? PageLink(path: path, pairs: others + [("after", "\(end)")]).text : nil)
    }
}

/// What the template of the links between a list's pages shows.
struct PagerView {
    /// Nil on the first page.
    let firstHref: String?
    let nextHref: String?

    /// Nil where there is but one page.
    init?(firstHref: String?, nextHref: String?) {
        guard firstHref != nil || nextHref != nil else { return nil }
        (self.firstHref, self.nextHref) = (firstHref, nextHref)
    }
}

import ComplaintIndex
import ComplaintModel

/// A hit as it may be shown: what could hold personal data is masked, all else is the hit's.
///
/// Only ``Visibility`` makes one, so that no clear snippet goes out by mistake.
@dynamicMemberLookup
public struct ShownHit: Sendable {
    private let hit: Hit
    /// A piece of the text; masked at unchanged length, so that `highlights` fit.
    public let snippet: String
    public let merchantName: String?
    public let category: String?
    public let district: String?

    init(_ hit: Hit, _ visibility: Visibility) {
        self.hit = hit
        snippet = visibility.shown(snippet: hit.snippet)
        merchantName = hit.merchantName.map { visibility.shown($0) }
        category = hit.category.map { visibility.shown($0) }
        district = hit.district.map { visibility.shown($0) }
    }

    public subscript<T>(dynamicMember member: KeyPath<Hit, T>) -> T { hit[keyPath: member] }
}

/// One value of a facet as it may be shown.
public struct ShownCount: Sendable, Equatable {
    /// What to filter by.
    public let value: String
    /// What to show when it differs.
    public let label: String?
    public let count: Int

    init(_ count: FacetCount, _ visibility: Visibility) {
        value = visibility.shown(count.value)
        label = count.label.map { visibility.shown($0) }
        self.count = count.count
    }
}

/// A search's answer as it may be shown.
@dynamicMemberLookup
public struct ShownAnswer: Sendable {
    private let answer: SearchAnswer
    public let hits: [ShownHit]
    /// Counts over the strict rows; a merchant's name may hold a phone.
    public let facets: [(name: FacetName, counts: [ShownCount])]
    /// The answer's notes, then what is to be known of the index.
    public let notes: [Note]

    init(_ answer: SearchAnswer, _ visibility: Visibility, warnings: [String]) {
        self.answer = answer
        hits = answer.hits.map { ShownHit($0, visibility) }
        facets = answer.facets.map { facet in (facet.name, facet.counts.map { ShownCount($0, visibility) }) }
        let told = Set(answer.notes.map(\.message))
        notes = answer.notes + warnings.filter { !told.contains($0) }.map { Note(code: "index-outdated", message: $0) }
    }

    public subscript<T>(dynamicMember member: KeyPath<SearchAnswer, T>) -> T { answer[keyPath: member] }
}

import CPostings
import ComplaintModel
import Foundation
import GRDB
import TextAnalysis

/// Finds the rows of a plan within one read transaction. Remembers postings and the rows of words for its life.
///
/// Rows stay the lists that the index holds for as long as that will do: `and` narrows the rarest list by the others and
/// looks into texts last; bits are made where lists are joined.
final class Evaluator {
    let plan: QueryPlan
    let columns: Columns
    /// Ids above this one came after the first page.
    let lastID: Int
    /// False once the deadline cut something off: counts are lower bounds then.
    private(set) var isExact = true
    let store: Store
    let db: Database
    private let reader: any PostingReader
    private let deadline: Int64
    private var lists: [Term: PostingList] = [:]
    private var counts: [Term: Int] = [:]
    private var wordRows: [Int: Rows] = [:]
    private var named: [Int: [Int]] = [:]
    private(set) var filters: [RowFilter] = []
    /// Rows that an identifier names.
    private(set) var identified: [Int] = []
    /// Bigrams that stand in for ones that no row holds, by the missing bigram.
    var homophones: [Term: [Term]] = [:]
    private let bodies: BodyReader

    /// - Parameter readsFields: false where `columns` is read for lengths alone.
    init(
        _ plan: QueryPlan, _ store: Store, _ db: Database, reader: any PostingReader, lastID: Int?, deadline: Int64,
        readsFields: Bool = true
    ) throws {
        self.plan = plan
        self.store = store
        self.db = db
        self.reader = reader
        self.deadline = deadline
        columns = try readsFields || plan.hasFilters ? store.columns.columns(db) : store.columns.lengths(db)
        store.readers.serve(rows: columns.capacity)
        bodies = BodyReader(db, store.analyzer)
        self.lastID = lastID ?? columns.highestID
        for place in plan.identifiers.keys.sorted() { try lookUp(place) }
        filters = try plan.filters.map(compile)
    }

    func compile(_ filter: Filter) throws -> RowFilter {
        try FilterCompiler(
            db: db, columns: columns, analyzer: store.analyzer, personKeys: store.personKeys,
            merchants: store.merchants,
            rowsHolding: { try self.rows(holding: $0) }
        ).compile(filter)
    }

    /// The rows that match every word, filters applied.
    func strict() throws -> Rows {
        guard let root = plan.root else { return filtered(Rows(columns.present)) }
        return filtered(try rows(root))
    }

    var none: Rows { .none(capacity: columns.capacity) }

    func postings(_ term: Term) throws -> PostingList {
        if let known = lists[term] { return known }
        let list = try withinTime { try reader.postings(term.text, term.termClass) } ?? PostingList(rows: [])
        lists[term] = list
        counts[term] = list.count
        return list
    }

    /// The term's rows among `rows`, which are the answer: all of them where that costs no more.
    func postings(_ term: Term, among rows: Rows) throws -> PostingList {
        if let known = lists[term] { return known }
        guard try paysToLook(for: rows.count, in: term) else { return try postings(term) }
        return try withinTime { try reader.postings(term.text, term.termClass, among: rows.list) }
            ?? PostingList(rows: [])
    }

    private func paysToLook(for rows: Int, in term: Term) throws -> Bool {
        let frequency = try frequency(term)
        guard frequency / Self.keptRatio > rows else { return false }
        if rows < Self.fewRows, frequency / Self.fewRatio > rows { return true }
        return try withinTime { try reader.readsSingleRows(term.text, term.termClass, of: frequency) } ?? false
    }

    /// From how many of a term's postings for each row on it pays to look for the rows' pages: what is looked for in a
    /// list that other rows fill is rarely on the same page twice.
    private static let fewRatio = 256
    private static let fewRows = 4096
    /// The same where the list need not be passed over.
    private static let keptRatio = 32

    func frequency(_ term: Term) throws -> Int {
        if let known = counts[term] { return known }
        let count = try withinTime { try reader.count(term.text, term.termClass) } ?? 0
        counts[term] = count
        return count
    }

    func withinTime<T>(_ body: () throws -> T) throws -> T? {
        guard !isLate else { return nil }
        do {
            return try body()
        } catch is DeadlinePassed {
            isExact = false
            return nil
        }
    }

    var isLate: Bool {
        guard deadline > 0, cpostings_now() > deadline else { return false }
        isExact = false
        return true
    }

    /// Whether no row is left out but for its words.
    var seesAllRows: Bool { filters.isEmpty && lastID >= columns.highestID }

    func filtered(_ rows: Rows) -> Rows {
        guard !seesAllRows else { return rows }
        var list = rows.list.upTo(lastID)
        for filter in filters { list = filter.kept(list, columns) }
        return Rows(list, capacity: columns.capacity)
    }

    private func lookUp(_ place: Int) throws {
        guard let text = plan.identifiers[place] else { return }
        let ids = try IdentifierLookup(db: db, analyzer: store.analyzer, personKeys: store.personKeys).ids(text)
        named[place] = ids.map { Int($0) }.filter { $0 < columns.capacity }
        if plan.isPositive[place] { identified = Set(identified + (named[place] ?? [])).sorted() }
    }

    func rows(_ node: QueryPlan.Node) throws -> Rows {
        switch node {
        case .nothing: return none
        case .word(let place): return try rows(ofWord: place)
        case .not(let inner):
            return Rows(try Rows(columns.present).list.subtracting(rows(inner).list), capacity: columns.capacity)
        case .filter(let filter):
            return Rows(try compile(filter).kept(Rows(columns.present).list, columns), capacity: columns.capacity)
        case .or(let nodes): return try union(nodes)
        case .and(let nodes): return try Conjunction(nodes, self).rows()
        }
    }

    func union(_ nodes: [QueryPlan.Node]) throws -> Rows {
        if nodes.count == 1 { return try rows(nodes[0]) }
        var result = RowSet(capacity: columns.capacity)
        var inexact: [Needle] = []
        for node in nodes {
            if case .word(let place) = node, wordRows[place] == nil, isPlain(place) {
                for needle in plan.words[place].needles {
                    if !needle.isExact { inexact.append(needle) } else { result.insert(try candidates(needle)) }
                }
            } else {
                result.formUnion(try rows(node).bits)
            }
        }
        // Rows that are in anyway need no look at their text.
        for needle in inexact {
            let open = try candidates(needle).filter { !result.contains($0) }
            result.insert(try checked(open, needle))
        }
        return Rows(result)
    }

    /// Whether the word's rows are those of its needles and nothing else.
    func isPlain(_ place: Int) -> Bool {
        let word = plan.words[place]
        return word.near == nil && word.prefix == nil && named[place, default: []].isEmpty
    }

    /// Whether the word is an identifier of this row.
    func isNamed(_ id: Int, _ place: Int) -> Bool { named[place]?.contains(id) == true }

    func rows(ofWord place: Int) throws -> Rows {
        if let known = wordRows[place] { return known }
        var rows = try rows(holding: plan.words[place])
        if let ids = named[place], !ids.isEmpty {
            var set = rows.bits
            for id in ids { set.insert(id) }
            rows = Rows(set)
        }
        wordRows[place] = rows
        return rows
    }

    /// The rows in which one of the word's needles occurs.
    func rows(holding word: QueryWord) throws -> Rows {
        if let near = word.near {
            let both = try candidates(near.first).intersection(candidates(near.second))
            let found = try bodies.holding(near.first, near: near.second, distance: near.distance, among: both) {
                isLate
            }
            return Rows(found, capacity: columns.capacity)
        }
        let lists = try word.needles.map { try list(holding: $0, prefix: word.prefix) }
        if lists.count == 1 { return Rows(lists[0], capacity: columns.capacity) }
        var result = RowSet(capacity: columns.capacity)
        for list in lists { result.insert(list) }
        return Rows(result)
    }

    private func list(holding needle: Needle, prefix: String?) throws -> RowList {
        var candidates = try candidates(needle)
        if let prefix {
            let found = try withinTime { try reader.words(beginningWith: prefix, limit: 10_000).rows }
            let list = found.map { RowList($0) } ?? .empty
            candidates = needle.terms.isEmpty ? list : candidates.intersection(list)
        }
        return needle.isExact ? candidates : try checked(candidates, needle)
    }

    /// The rows that have all of the needle's terms.
    func candidates(_ needle: Needle) throws -> RowList {
        guard !needle.terms.isEmpty else { return .empty }
        return try narrowed(nil, by: needle.terms)
    }

    /// The rows, or all rows, that have all of the terms: from the rarest on, so that little is left to look for in the
    /// long lists.
    func narrowed(_ start: RowList?, by terms: [Term]) throws -> RowList {
        let sorted = try Array(Set(terms)).map { (term: $0, count: try frequency($0)) }
            .sorted { ($0.count, $0.term.text) < ($1.count, $1.term.text) }
        var result = start
        for item in sorted {
            guard let some = result else {
                result = RowList(try postings(item.term))
                continue
            }
            if some.rows.isEmpty { return .empty }
            let few = Rows(some, capacity: columns.capacity)
            result = some.intersection(RowList(try postings(item.term, among: few)))
        }
        return result ?? .empty
    }

    /// Those of the rows that hold one of the needles.
    func holding(_ needles: [Needle], among rows: RowList) throws -> RowList {
        var found = RowSet(capacity: columns.capacity)
        for needle in needles where !needle.terms.isEmpty {
            let open = try narrowed(rows, by: needle.terms).filter { !found.contains($0) }
            found.insert(needle.isExact ? open : try checked(open, needle))
        }
        return rows.intersection(found)
    }

    /// The candidates whose text holds the needle; those that have it as words need no look. Once time is up, none of the
    /// rest.
    func checked(_ candidates: RowList, _ needle: Needle) throws -> RowList {
        let sure = try certain(needle, among: candidates)
        guard !isLate else { return sure }
        return try sure.union(bodies.holding(needle, among: candidates.subtracting(sure)) { isLate })
    }

    /// Those of the candidates whose words say that they hold the needle; none where looking at texts costs less.
    private func certain(_ needle: Needle, among candidates: RowList) throws -> RowList {
        let terms = needle.certain
        guard let first = terms.first, !candidates.rows.isEmpty else { return .empty }
        if terms.count == 1 { return candidates.intersection(RowList(try postings(first))) }
        let pages = try terms.reduce(0) { pages, term in
            pages + min(try frequency(term) / Self.rowsOfPage, candidates.rows.count)
        }
        guard candidates.rows.count > pages * Self.textsOfPage else { return .empty }
        let ends = candidates.rows.map { UInt32(max(0, columns.textWords(Int($0)) - terms.count + 1)) }
        let found = try withinTime { try reader.phrase(terms.map(\.text), among: candidates, beginningBelow: ends) }
        return (found ?? nil).map { RowList($0) } ?? .empty
    }

    /// About how many of a word's rows lie on a page of its list, and how many texts are looked at in the time that two
    /// such pages are read in.
    private static let (rowsOfPage, textsOfPage) = (700, 2)
}

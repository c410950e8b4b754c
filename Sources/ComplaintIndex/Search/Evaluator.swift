import CPostings
import ComplaintModel
import Foundation
import GRDB
import TextAnalysis

/// Finds the rows of a plan within one read transaction. Remembers postings and the rows of words for its life.
final class Evaluator {
    let plan: QueryPlan
    let columns: Columns
    /// Ids above this one came after the first page.
    let lastID: Int
    /// False once the deadline cut something off: counts are lower bounds then.
    private(set) var isExact = true
    private let store: Store
    private let db: Database
    private let reader: any PostingReader
    private let bodies: BodyReader
    private let deadline: Int64
    private var lists: [Term: PostingList] = [:]
    private var wordRows: [Int: RowSet] = [:]
    private(set) var filters: [RowFilter] = []
    /// Rows that an identifier names.
    private(set) var identified: RowSet
    /// Bigrams that stand in for ones that no row holds, by the missing bigram.
    private(set) var homophones: [Term: [Term]] = [:]

    init(_ plan: QueryPlan, _ store: Store, _ db: Database, reader: any PostingReader, lastID: Int?, deadline: Int64)
        throws
    {
        self.plan = plan
        self.store = store
        self.db = db
        self.reader = reader
        self.deadline = deadline
        columns = try store.columns.columns(db)
        self.lastID = min(lastID ?? .max, columns.capacity - 1)
        bodies = try BodyReader(db, store.analyzer)
        identified = RowSet(capacity: columns.capacity)
        filters = try plan.filters.map(compile)
    }

    func compile(_ filter: Filter) throws -> RowFilter {
        try FilterCompiler(
            db: db, columns: columns, analyzer: store.analyzer, personKeys: store.personKeys,
            rowsHolding: { try self.rows(holding: $0) }
        ).compile(filter)
    }

    /// The rows that match every word, filters applied.
    func strictRows() throws -> RowSet {
        guard let root = plan.root else { return filtered(present()) }
        return filtered(try rows(root))
    }

    /// The rows that match any word; what is negated, quoted or filtered still binds.
    func relaxedRows() throws -> RowSet {
        guard let root = plan.root else { return RowSet(capacity: columns.capacity) }
        return filtered(try relaxed(root))
    }

    func postings(_ term: Term) throws -> PostingList {
        if let known = lists[term] { return known }
        let list = try withinTime { try reader.postings(term.text, term.termClass) } ?? PostingList(rows: [])
        lists[term] = list
        return list
    }

    func frequency(_ term: Term) throws -> Int {
        if let known = lists[term] { return known.count }
        return try withinTime { try reader.count(term.text, term.termClass) } ?? 0
    }

    private func withinTime<T>(_ body: () throws -> T) throws -> T? {
        guard !isLate else { return nil }
        do {
            return try body()
        } catch is DeadlinePassed {
            isExact = false
            return nil
        }
    }

    private var isLate: Bool {
        guard deadline > 0, cpostings_now() > deadline else { return false }
        isExact = false
        return true
    }

    private func filtered(_ rows: RowSet) -> RowSet {
        var kept = rows
        if filters.isEmpty && lastID >= columns.capacity - 1 { return kept }
        rows.forEach { id in
            if id > lastID || !filters.allSatisfy({ $0.holds(id, columns) }) { kept.remove(id) }
            return true
        }
        return kept
    }

    private func present() -> RowSet {
        var set = RowSet(capacity: columns.capacity)
        for case let block? in columns.blocks {
            for slot in 0..<ColumnBlock.count where block.flags[slot] & ColumnRecord.present != 0 {
                set.insert(block.firstID + slot)
            }
        }
        return set
    }

    private func rows(_ node: QueryPlan.Node) throws -> RowSet {
        switch node {
        case .nothing: return RowSet(capacity: columns.capacity)
        case .word(let place): return try rows(ofWord: place)
        case .not(let inner):
            var set = present()
            set.subtract(try rows(inner))
            return set
        case .filter(let filter): return try rows(of: filter)
        case .or(let nodes): return try union(nodes, rows)
        case .and(let nodes):
            var result: RowSet?
            for node in nodes {
                if case .not(let inner) = node, result != nil {
                    result?.subtract(try rows(inner))
                } else if result == nil {
                    result = try rows(node)
                } else {
                    result?.formIntersection(try rows(node))
                }
            }
            return result ?? RowSet(capacity: columns.capacity)
        }
    }

    private func union(_ nodes: [QueryPlan.Node], _ rows: (QueryPlan.Node) throws -> RowSet) throws -> RowSet {
        var result = RowSet(capacity: columns.capacity)
        for node in nodes { result.formUnion(try rows(node)) }
        return result
    }

    private func rows(of filter: Filter) throws -> RowSet {
        let test = try compile(filter)
        if case .rows(let set) = test { return set }
        var set = present()
        set.forEach { id in
            if !test.holds(id, columns) { set.remove(id) }
            return true
        }
        return set
    }

    func rows(ofWord place: Int) throws -> RowSet {
        if let known = wordRows[place] { return known }
        let word = plan.words[place]
        var set = try rows(holding: word)
        if let text = plan.identifiers[place] {
            let named = try IdentifierLookup(db: db, analyzer: store.analyzer, personKeys: store.personKeys).ids(text)
            for id in named {
                set.insert(Int(id))
                if plan.isPositive[place] { identified.insert(Int(id)) }
            }
        }
        wordRows[place] = set
        return set
    }

    /// The rows in which one of the word's needles occurs.
    func rows(holding word: QueryWord) throws -> RowSet {
        if let near = word.near {
            var candidates = try candidates(near.first, nil)
            candidates.formIntersection(try self.candidates(near.second, nil))
            return try checked(candidates, besides: nil) {
                try bodies.holdsNear(near.first, near.second, distance: near.distance, id: $0)
            }
        }
        var result = RowSet(capacity: columns.capacity)
        for needle in word.needles { result.formUnion(try rows(holding: needle, prefix: word.prefix)) }
        return result
    }

    private func rows(holding needle: Needle, prefix: String?) throws -> RowSet {
        let candidates = try candidates(needle, prefix)
        if needle.isExact { return candidates }
        let certain = try needle.certain.map { RowSet(try postings($0).rows, capacity: columns.capacity) }
        return try checked(candidates, besides: certain) { try bodies.holds(needle, id: $0) }
    }

    private func candidates(_ needle: Needle, _ prefix: String?) throws -> RowSet {
        var result: RowSet?
        for term in needle.terms {
            let set = RowSet(try postings(term).rows, capacity: columns.capacity)
            if result == nil { result = set } else { result?.formIntersection(set) }
        }
        if let prefix {
            let found = try withinTime { try reader.words(beginningWith: prefix, limit: 10_000).rows }
            let set = RowSet(found?.rows ?? .init(start: nil, count: 0), capacity: columns.capacity)
            if result == nil { result = set } else { result?.formIntersection(set) }
        }
        return result ?? RowSet(capacity: columns.capacity)
    }

    /// The candidates that pass a look at their text; rows in `besides` need none.
    private func checked(_ candidates: RowSet, besides certain: RowSet?, _ test: (Int) throws -> Bool) throws -> RowSet
    {
        var result = candidates
        var looked = 0
        try candidates.forEach { id in
            if certain?.contains(id) == true { return true }
            looked += 1
            let late = looked & 255 == 0 && isLate
            if try late || !test(id) { result.remove(id) }
            return true
        }
        return result
    }

    private func relaxed(_ node: QueryPlan.Node) throws -> RowSet {
        switch node {
        case .word(let place): return try relaxedRows(ofWord: place)
        case .or(let nodes): return try union(nodes, relaxed)
        case .and(let nodes):
            let soft = nodes.filter(isSoft)
            let hard = nodes.filter { !isSoft($0) }
            let holdsText = hard.contains { if case .word = $0 { true } else { false } }
            var result = hard.isEmpty ? nil : try rows(.and(hard))
            if holdsText || soft.isEmpty { return result ?? RowSet(capacity: columns.capacity) }
            let any = try union(soft, relaxed)
            if result == nil { result = any } else { result?.formIntersection(any) }
            return result ?? any
        default: return try rows(node)
        }
    }

    /// Whether relaxing may do without this part.
    private func isSoft(_ node: QueryPlan.Node) -> Bool {
        switch node {
        case .word(let place): plan.words[place].isRelaxable
        case .and(let nodes), .or(let nodes): nodes.contains(where: isSoft)
        case .not, .filter, .nothing: false
        }
    }

    /// A word whose bigrams no row holds may be a slip of the keyboard: bigrams of the same sound stand in.
    private func relaxedRows(ofWord place: Int) throws -> RowSet {
        var set = try rows(ofWord: place)
        guard plan.words[place].isRelaxable else { return set }
        for needle in plan.words[place].needles {
            for bigram in needle.terms where bigram.termClass == .bigram {
                guard try postings(bigram).count == 0 else { continue }
                for stand in try standIns(bigram) {
                    set.formUnion(RowSet(try postings(stand).rows, capacity: columns.capacity))
                }
            }
        }
        return set
    }

    /// Up to 8 indexed bigrams of the same toneless reading, commonest first.
    func standIns(_ bigram: Term) throws -> [Term] {
        if let known = homophones[bigram] { return known }
        var found: [(term: Term, rows: Int)] = []
        if let reading = BigramReading.of(bigram.text) {
            for text in try String.fetchAll(db.statement(.bigramsOfReading), arguments: [reading]) {
                let term = Term(text: text, termClass: .bigram)
                let rows = try frequency(term)
                if rows > 0 { found.append((term, rows)) }
            }
        }
        found.sort { ($0.rows, $1.term.text) > ($1.rows, $0.term.text) }
        let terms = found.prefix(8).map(\.term)
        homophones[bigram] = terms
        return terms
    }
}

/// What a word names when it is wholly a phone, an ID number, an order number or a complaint's number.
struct IdentifierLookup {
    let db: Database
    let analyzer: Analyzer
    let personKeys: PersonKeys

    /// The rows named, each once.
    func ids(_ text: String) throws -> [Int64] {
        var ids = try Int64.fetchAll(db.statement(.idOfNumber), arguments: [text])
        if let key = try Draft.key(text, analyzer) {
            ids += try Int64.fetchAll(db.statement(.idsOfOrder), arguments: [key])
        }
        if let phone = personKeys.phone(text) {
            ids += try Int64.fetchAll(db.statement(.idsOfPhone), arguments: [phone])
        }
        if let number = personKeys.idNumber(text) {
            ids += try Int64.fetchAll(db.statement(.idsOfIDNumber), arguments: [number])
        }
        return Array(Set(ids)).sorted()
    }
}

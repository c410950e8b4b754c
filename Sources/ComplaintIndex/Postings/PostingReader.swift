import CPostings
import Foundation
import TextAnalysis

/// The rows of one term, ascending, and how often it stands in each.
///
/// Owns the memory that CPostings filled, freed with the list; the pointers are valid as long as the list lives.
final class PostingList {
    private var raw: cpostings_list
    private let pool: ListPool?

    /// Takes over `raw`; its memory goes back to `pool`, or is freed.
    init(taking raw: cpostings_list, from pool: ListPool? = nil) {
        self.raw = raw
        self.pool = pool
    }

    /// Copies rows and frequencies; `frequencies` nil: 1 everywhere.
    init(rows: [UInt32], frequencies: [UInt16]? = nil) {
        pool = nil
        raw = cpostings_list()
        raw.count = rows.count
        raw.capacity = rows.count
        raw.rows = Self.copy(rows)
        raw.tf = frequencies.map(Self.copy)
    }

    deinit { if pool?.take(back: raw) != true { cpostings_list_free(&raw) } }

    private static func copy<T>(_ values: [T]) -> UnsafeMutablePointer<T> {
        // cpostings_list_free gives it back by free().
        let memory = malloc(max(1, values.count * MemoryLayout<T>.stride))
        guard let typed = memory?.bindMemory(to: T.self, capacity: values.count) else { return .allocate(capacity: 0) }
        values.withUnsafeBufferPointer { from in
            if let base = from.baseAddress { typed.initialize(from: base, count: values.count) }
        }
        return typed
    }

    var count: Int { raw.count }
    var rows: UnsafeBufferPointer<UInt32> { UnsafeBufferPointer(start: raw.rows, count: raw.count) }
    var frequencies: UnsafePointer<UInt16>? { UnsafePointer(raw.tf) }

    /// How often the term stands in `row`, 0 for not at all. O(log rows).
    func frequency(in row: Int) -> Int {
        let rows = rows
        var (low, high) = (0, rows.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(rows[middle]) < row { low = middle + 1 } else { high = middle }
        }
        guard low < rows.count, Int(rows[low]) == row else { return 0 }
        return frequencies.map { Int($0[low]) } ?? 1
    }
}

/// Memory of lists between searches: asking the kernel for pages anew costs as much as filling them. One for the readers of
/// all connections, of which no more work at a time than there are cores.
///
/// `@unchecked Sendable`: the lock guards both properties, and a list's memory is the pool's or that of the one who was
/// handed it, never both.
final class ListPool: @unchecked Sendable {
    private let lock = NSLock()
    private var lists: [cpostings_list] = []
    private var rows = 0

    private let limit: Int

    /// - Parameter limit: most rows that are kept room for; 4 bytes each, and 2 for a count.
    init(limit: Int) { self.limit = limit }

    func list() -> cpostings_list {
        lock.withLock {
            guard let list = lists.popLast() else { return cpostings_list() }
            rows -= list.capacity
            return list
        }
    }

    /// Whether the memory is kept; else it is the caller's to free.
    func take(back list: cpostings_list) -> Bool {
        lock.withLock {
            guard list.places == nil, rows + list.capacity <= limit else { return false }
            rows += list.capacity
            // The largest on top, to be given out first.
            let place = lists.firstIndex { $0.capacity > list.capacity } ?? lists.endIndex
            lists.insert(list, at: place)
            return true
        }
    }

    deinit { for place in lists.indices { cpostings_list_free(&lists[place]) } }
}

/// Where postings come from. Two kinds exist side by side: FTS5's own pages read in C, and FTS5 asked by MATCH, which is
/// slower by a hundred times, always right, and what the first is tested against.
///
/// A reader serves one read transaction.
protocol PostingReader {
    /// The rows of one exact term; empty where there is none. O(rows).
    func postings(_ term: String, _ termClass: TermClass) throws -> PostingList
    /// Those of the term's rows that are among `rows`; cheaper than all of them where `rows` are few.
    func postings(_ term: String, _ termClass: TermClass, among rows: RowList) throws -> PostingList
    /// Whether single rows of a term that stands in `count` are read without passing over those in between.
    func readsSingleRows(_ term: String, _ termClass: TermClass, of count: Int) throws -> Bool
    /// Those of `rows` in whose body the words stand one behind the other from a position below that of `ends` on; nil
    /// where that can't be told without looking at texts.
    func phrase(_ words: [String], among rows: RowList, beginningBelow ends: [UInt32]) throws -> PostingList?
    /// In how many rows a term stands, if that is known without looking.
    func knownCount(_ term: String, _ termClass: TermClass) -> Int?
    /// In how many rows a term stands.
    func count(_ term: String, _ termClass: TermClass) throws -> Int
    /// The rows of all words that begin with `prefix`, at most `limit` of them in byte order; whether any were left out.
    func words(beginningWith prefix: String, limit: Int) throws -> (rows: PostingList, more: Bool)
    /// What a user should know of this reader; nil for the fast one.
    var remark: String? { get }
}

extension PostingReader {
    func postings(_ term: String, _ termClass: TermClass, among rows: RowList) throws -> PostingList {
        let all = try postings(term, termClass)
        var (kept, frequencies): ([UInt32], [UInt16]) = ([], [])
        for row in rows.rows {
            let frequency = all.frequency(in: Int(row))
            guard frequency > 0 else { continue }
            kept.append(row)
            frequencies.append(UInt16(clamping: frequency))
        }
        return PostingList(rows: kept, frequencies: termClass == .word ? frequencies : nil)
    }

    func readsSingleRows(_ term: String, _ termClass: TermClass, of count: Int) throws -> Bool { false }

    func knownCount(_ term: String, _ termClass: TermClass) -> Int? { nil }

    func phrase(_ words: [String], among rows: RowList, beginningBelow ends: [UInt32]) throws -> PostingList? { nil }
}

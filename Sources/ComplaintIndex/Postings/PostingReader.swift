import CPostings
import Foundation
import TextAnalysis

/// The rows of one term, ascending, and how often it stands in each.
///
/// Owns the memory that CPostings filled, freed with the list; the pointers are valid as long as the list lives.
final class PostingList {
    private var raw: cpostings_list

    /// Takes over `raw`.
    init(taking raw: cpostings_list) {
        self.raw = raw
    }

    /// Copies rows and frequencies; `frequencies` nil: 1 everywhere.
    init(rows: [UInt32], frequencies: [UInt16]? = nil) {
        raw = cpostings_list()
        raw.count = rows.count
        raw.capacity = rows.count
        raw.rows = Self.copy(rows)
        raw.tf = frequencies.map(Self.copy)
    }

    deinit { cpostings_list_free(&raw) }

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

/// Where postings come from. Two kinds exist side by side: FTS5's own pages read in C, and FTS5 asked by MATCH, which is
/// slower by a hundred times, always right, and what the first is tested against.
///
/// A reader serves one read transaction.
protocol PostingReader {
    /// The rows of one exact term; empty where there is none. O(rows).
    func postings(_ term: String, _ termClass: TermClass) throws -> PostingList
    /// In how many rows a term stands.
    func count(_ term: String, _ termClass: TermClass) throws -> Int
    /// The rows of all words that begin with `prefix`, at most `limit` of them in byte order; whether any were left out.
    func words(beginningWith prefix: String, limit: Int) throws -> (rows: PostingList, more: Bool)
    /// What a user should know of this reader; nil for the fast one.
    var remark: String? { get }
}

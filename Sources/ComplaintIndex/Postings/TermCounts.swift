import Synchronization

/// In how many rows terms stand, as far as any connection has counted. Other engines have these numbers in their term
/// dictionaries; FTS5 has not, and counting walks the whole list.
///
/// A count serves, for weights and for which list goes first, while no more rows have changed since than a hundredth of
/// it: at a steady intake long lists would else be walked again and again. Totals are never taken from here.
final class TermCounts: Sendable {
    private let counts = Mutex<[String: Count]>([:])

    private struct Count {
        let rows: Int
        /// Of the index when they were counted: grows by one with every row indexed, taken out or indexed anew.
        let version: Int64
    }

    /// So many terms at most, some 12 MB.
    private static let limit = 100_000
    /// Rows that a count must have for each row that changed since.
    private static let tolerance: Int64 = 100

    /// Nil where it has to be counted.
    /// - Parameter version: of the index as the caller sees it; another connection may have seen a later one.
    func count(_ term: String, _ version: Int64) -> Int? {
        guard let known = counts.withLock({ $0[term] }), abs(version - known.version) * Self.tolerance <= known.rows
        else { return nil }
        return known.rows
    }

    func note(_ rows: Int, _ term: String, _ version: Int64) {
        counts.withLock { counts in
            if counts.count >= Self.limit { counts.removeAll(keepingCapacity: true) }
            counts[term] = Count(rows: rows, version: version)
        }
    }

    /// The index was built anew.
    func forget() { counts.withLock { $0 = [:] } }
}

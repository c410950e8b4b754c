import Foundation
import GRDB
import Synchronization

/// In how many complaints terms occur, counted in 2^17 hashed buckets: enough to tell common from rare.
///
/// Kept in `term_frequencies` and counted on by each transaction that stores many rows; single intakes are too few to
/// change a frequency and leave it. A constant prior stands in while an index is small.
package struct TermFrequencies: Sendable {
    static let bits = 17
    static let pageBits = 11
    /// Complaints the prior stands for.
    static let priorDocuments = 200.0

    package private(set) var documents = 0
    private var counts = [UInt32](repeating: 0, count: 1 << bits)
    private var changed: Set<Int> = []

    package init() {}

    package mutating func count(_ terms: IssueTerms) {
        documents += 1
        for term in terms.terms { count(term.key) }
        for issue in terms.issues { count(issue.key) }
    }

    private mutating func count(_ key: UInt32) {
        let bucket = Self.bucket(key)
        counts[bucket] &+= 1
        changed.insert(bucket >> Self.pageBits)
    }

    /// The smoothed inverse document frequency of Robertson and Spärck Jones: ln(1 + (N − df + .5)/(df + .5)).
    package func rarity(_ key: UInt32) -> Float {
        let n = Double(documents) + Self.priorDocuments
        let df = Double(counts[Self.bucket(key)]) + Self.priorDocuments / 200
        return Float(log(1 + max(0, n - df + 0.5) / (df + 0.5)))
    }

    /// A multiplicative hash (Knuth), so that near keys fall apart.
    private static func bucket(_ key: UInt32) -> Int { Int((key &* 2_654_435_769) >> UInt32(32 - bits)) }

    package init(_ db: Database) throws {
        documents = try db.value(named: ClusterSQL.readTermDocuments) ?? 0
        let rows = try Row.fetchCursor(db.statement(named: ClusterSQL.readTermFrequencies))
        while let row = try rows.next() {
            let page: Int = row[0]
            let start = page << Self.pageBits
            guard page >= 0, start < counts.count else { continue }
            try row.withUnsafeData(atIndex: 1) { data in
                (data ?? .init()).withUnsafeBytes { bytes in
                    for slot in 0..<min(1 << Self.pageBits, bytes.count / 4) {
                        counts[start + slot] = UInt32(
                            littleEndian: bytes.loadUnaligned(fromByteOffset: slot * 4, as: UInt32.self))
                    }
                }
            }
        }
    }

    /// Writes what changed since the last write.
    package mutating func write(_ db: Database) throws {
        for page in changed.sorted() {
            let start = page << Self.pageBits
            let data = counts[start..<start + (1 << Self.pageBits)].map(\.littleEndian).withUnsafeBytes { Data($0) }
            try db.run(named: ClusterSQL.writeTermFrequencies, [page, data])
        }
        try db.run(named: ClusterSQL.writeTermDocuments, [documents])
        changed = []
    }
}

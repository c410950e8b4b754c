import GRDB
import Synchronization
import TextAnalysis

/// Hands an analysis that is already made to the tokenizers, which FTS5 would otherwise have cut the body again, twice,
/// inside the write lock.
///
/// One per connection. A connection is used by one thread at a time (GRDB serializes it), so the lock is never waited
/// for; it is there for the compiler's proof.
final class HandedTokens: Sendable {
    private let analysis = Mutex<Analysis?>(nil)

    /// The analysis that the tokenizers give out while `body` runs: nothing but the body it was made from may be
    /// indexed meanwhile.
    func hand<R>(_ analysis: Analysis, _ body: () throws -> R) rethrows -> R {
        self.analysis.withLock { $0 = analysis }
        defer { self.analysis.withLock { $0 = nil } }
        return try body()
    }

    var current: Analysis? { analysis.withLock { $0 } }
}

/// The connections' handed tokens and their analyzer: FTS5 makes tokenizers itself, and knows nothing but the
/// connection.
final class TokenizerRegistry: Sendable {
    static let shared = TokenizerRegistry()

    struct Entry: Sendable {
        let analyzer: Analyzer
        let handed: HandedTokens
    }

    private let entries = Mutex<[ObjectIdentifier: Entry]>([:])

    func register(_ db: Database, _ analyzer: Analyzer) {
        let key = ObjectIdentifier(db)
        entries.withLock { $0[key] = Entry(analyzer: analyzer, handed: HandedTokens()) }
    }

    func entry(_ db: Database) -> Entry? {
        let key = ObjectIdentifier(db)
        return entries.withLock { $0[key] }
    }
}

import CPostings

/// Long lists of common words or pairs of Hanzi, kept for the readers of all connections (CPostings' kept.c): a dozen are in
/// most queries, and taking a list out of its pages costs as much as ranking it.
///
/// `@unchecked Sendable`: `raw` never changes, and what it points to may be used from any thread.
final class KeptLists: @unchecked Sendable {
    /// Nil when memory is short: nothing is kept then.
    let raw: OpaquePointer?

    /// Two bytes a row of words and one of pairs: some seventy words that stand in two hundred thousand complaints, and as
    /// many rows again of pairs.
    private static let bytes = 28 << 20

    init() { raw = cpostings_kept_open(Self.bytes) }

    deinit { cpostings_kept_close(raw) }
}

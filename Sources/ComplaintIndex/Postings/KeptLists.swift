import CPostings

/// Long lists of common words or pairs of Hanzi, kept for the readers of all connections (CPostings' kept.c): a dozen are in
/// most queries, and taking a list out of its pages costs as much as ranking it.
///
/// `@unchecked Sendable`: `raw` never changes, and what it points to may be used from any thread.
final class KeptLists: @unchecked Sendable {
    /// Nil when memory is short: nothing is kept then.
    let raw: OpaquePointer?

    /// Two bytes a row of words and one of pairs: some seventy words that stand in two hundred thousand of a million
    /// complaints, and as many rows again of pairs.
    private static let bytes = 28 << 20
    /// The same for each complaint of a larger index, whose lists are as much longer; up to four times as many bytes.
    private static let (bytesOfRow, mostBytes) = (28, 112 << 20)

    init() { raw = cpostings_kept_open(Self.bytes) }

    /// Makes room as an index of so many rows needs it.
    func serve(rows: Int) {
        let wanted = min(rows * Self.bytesOfRow, Self.mostBytes)
        if wanted > Self.bytes { cpostings_kept_widen(raw, wanted) }
    }

    deinit { cpostings_kept_close(raw) }
}

import Synchronization

/// All that a name tells by itself: a pure function of name and dictionaries.
struct ReadName: Sendable {
    let squeezed: [UInt8]
    let parts: NameParts
    /// Sounds of the brand, merged (``SoundMerger``).
    let sounds: [UInt32]
    /// Where look-alikes are found.
    let block: Int64
    /// What the name is looked up by (``NameTerms``).
    let terms: String
}

/// Keeps what texts were read as, since complaints name the same merchants, addresses and categories again and again. Safe to
/// call from any thread; forgets all when it is full.
final class ReadingCache<Value: Sendable>: Sendable {
    private let known = Mutex<[String: Value]>([:])
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    func value<E>(_ text: String, _ make: () throws(E) -> Value) throws(E) -> Value {
        if let value = known.withLock({ $0[text] }) { return value }
        let value = try make()
        known.withLock { known in
            if known.count >= limit { known = [:] }
            known[text] = value
        }
        return value
    }
}

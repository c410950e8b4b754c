/// The category that most of a cluster's complaints have, if one has: whether a cluster is of some categories can be told from it
/// alone for all but the few without one. Found by voting (Boyer and Moore, MJRTY, 1981).
struct MainCategory: Sendable, Equatable {
    private var code: UInt16 = 0
    /// Votes for the code until it is settled, then complaints that have it.
    private var count: Int32 = 0
    /// Complaints whose category is known.
    private var known: Int32 = 0

    mutating func vote(_ code: UInt16) {
        if count == 0 { self.code = code }
        count += self.code == code ? 1 : -1
    }

    /// Between all votes and all counts.
    mutating func settle() { count = 0 }

    mutating func count(_ code: UInt16) {
        known += 1
        if self.code == code { count += 1 }
    }

    /// Whether at least half of the complaints whose category is known have one of these; nil where it can't be told.
    func isOne(of codes: Set<UInt16>) -> Bool? {
        if known == 0 { return false }
        if codes.contains(code) { return count * 2 >= known ? true : nil }
        return count * 2 > known ? false : nil
    }
}

/// Profiles read or written of late, by complaint; the least used half goes when it is full.
final class ProfileCache {
    /// One profile. A class, so that it is handed on without being copied.
    final class Entry {
        fileprivate(set) var isUsed = false
        let profile: Profile
        /// The row of `merchants` that the complaint names: where that one belongs may change, this does not.
        let merchantName: Int64?

        init(_ profile: Profile, merchantName: Int64?) {
            (self.profile, self.merchantName) = (profile, merchantName)
        }
    }

    private var entries: [Int64: Entry] = [:]
    private var units = 0

    /// Units of text kept in all, 4 bytes each; with all else of a profile some 100 MB.
    static let most = 12_000_000
    /// What a profile takes beside its text, in units.
    private static let overhead = 150

    func entry(_ id: Int64) -> Entry? {
        guard let entry = entries[id] else { return nil }
        entry.isUsed = true
        return entry
    }

    @discardableResult
    func keep(_ profile: Profile, merchantName: Int64?) -> Entry {
        let entry = Entry(profile.compact, merchantName: merchantName)
        if let old = entries.updateValue(entry, forKey: profile.id) { units -= Self.size(old) }
        units += Self.size(entry)
        if units > Self.most { thin() }
        return entry
    }

    func forget(_ id: Int64) {
        if let old = entries.removeValue(forKey: id) { units -= Self.size(old) }
    }

    /// Drops what was not used since the last time; where that is too little, the older half too.
    private func thin() {
        entries = entries.filter { $0.value.isUsed }
        units = entries.values.reduce(0) { $0 + Self.size($1) }
        if units > Self.most / 2 {
            let middle = entries.keys.sorted()[entries.count / 2]
            entries = entries.filter { $0.key >= middle }
            units = entries.values.reduce(0) { $0 + Self.size($1) }
        }
        for entry in entries.values { entry.isUsed = false }
    }

    private static func size(_ entry: Entry) -> Int { entry.profile.text.units.count + overhead }
}

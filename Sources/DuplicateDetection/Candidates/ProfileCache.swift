import Synchronization

/// Profiles read or written of late, by complaint; the least used half goes when it is full.
struct ProfileCache: Sendable {
    /// One profile. A class, so that it is handed on without being copied.
    final class Entry: Sendable {
        let profile: Profile
        /// The row of `merchants` that the complaint names: where that one belongs may change, this does not.
        let merchantName: Int64?
        /// Of the complaint as it was read.
        let version: Int64

        /// - Parameter profile: kept without its tables.
        init(_ profile: Profile, merchantName: Int64?, version: Int64) {
            (self.profile, self.merchantName, self.version) = (profile.compact, merchantName, version)
        }

        /// How a later complaint compares with this one. Asked of the entry, so that its profile is read where it lies:
        /// copying one out retains a dozen arrays.
        @inline(never)
        func compared(
            to later: Profile, _ scorer: Scorer, complaints: (Int64) throws -> Int
        ) rethrows -> Comparison {
            try scorer.compare(later, profile, complaints: complaints)
        }
    }

    private struct Place {
        let entry: Entry
        var isUsed = false
    }

    private var places: [Int64: Place] = [:]
    private var units = 0
    /// Units of text kept in all.
    var most: Int

    /// What a profile takes beside its text, in units.
    private static let overhead = 150

    /// - Parameter most: units of text kept in all, 4 bytes each; with all else of a profile about twice as much.
    init(most: Int) { self.most = most }

    func holds(_ id: Int64) -> Bool { places.index(forKey: id) != nil }

    mutating func entry(_ id: Int64) -> Entry? {
        guard let index = places.index(forKey: id) else { return nil }
        places.values[index].isUsed = true
        return places.values[index].entry
    }

    mutating func keep(_ entry: Entry) {
        if let old = places.updateValue(Place(entry: entry), forKey: entry.profile.id) { units -= Self.size(old.entry) }
        units += Self.size(entry)
        if units > most { thin() }
    }

    mutating func forget(_ id: Int64) {
        if let old = places.removeValue(forKey: id) { units -= Self.size(old.entry) }
    }

    /// Drops what was not used since the last time; where that is too little, the older half too.
    private mutating func thin() {
        places = places.filter { $0.value.isUsed }
        units = places.values.reduce(0) { $0 + Self.size($1.entry) }
        if units > most / 2 {
            let middle = places.keys.sorted()[places.count / 2]
            places = places.filter { $0.key >= middle }
            units = places.values.reduce(0) { $0 + Self.size($1.entry) }
        }
        places = places.mapValues { Place(entry: $0.entry) }
    }

    private static func size(_ entry: Entry) -> Int { entry.profile.text.units.count + overhead }
}

/// Profiles that the checks of a process share. Each is looked at with the version that its complaint has now.
package final class SharedProfiles: Sendable {
    private let cache: Mutex<ProfileCache>

    /// - Parameter most: units of text kept in all; the usual number makes some 30 MB.
    package init(most: Int = 4_000_000) { cache = Mutex(ProfileCache(most: most)) }

    /// Whether there is a profile of some version.
    func holds(_ id: Int64) -> Bool { cache.withLock { $0.holds(id) } }

    func entry(_ id: Int64, version: Int64) -> ProfileCache.Entry? {
        cache.withLock { cache in
            guard let entry = cache.entry(id) else { return nil }
            if entry.version == version { return entry }
            cache.forget(id)
            return nil
        }
    }

    func keep(_ entry: ProfileCache.Entry) { cache.withLock { $0.keep(entry) } }
    func forget(_ id: Int64) { cache.withLock { $0.forget(id) } }
}

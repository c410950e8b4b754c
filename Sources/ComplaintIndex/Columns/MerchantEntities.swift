import GRDB

/// Which merchant each merchant id that complaints carry stands for today: the redirects of all merges. 4 bytes an id.
package struct MerchantEntities: Sendable {
    package static let blockSize = 1024

    /// By id; 0 for ids that stand for themselves.
    private var entities: [UInt32] = []

    /// As the transaction sees them. O(merchant ids): some 2 ms a million complaints.
    package init(_ db: Database) throws {
        let rows = try Row.fetchCursor(db.statement(.merchantEntities))
        while let row = try rows.next() {
            let start = (row[0] as Int) * Self.blockSize
            guard start >= 0, start < 1 << 32 else { continue }
            if entities.count < start + Self.blockSize {
                entities += repeatElement(0, count: start + Self.blockSize - entities.count)
            }
            try row.withUnsafeData(atIndex: 1) { data in
                (data ?? .init()).withUnsafeBytes { raw in
                    for slot in 0..<min(Self.blockSize, raw.count / 4) {
                        entities[start + slot] = UInt32(
                            littleEndian: raw.loadUnaligned(fromByteOffset: slot * 4, as: UInt32.self))
                    }
                }
            }
        }
    }

    /// One more than the highest id that may be known.
    package var capacity: Int { entities.count }

    /// The merchant that an id stands for.
    package func entity(of id: UInt32) -> UInt32 {
        guard Int(id) < entities.count, entities[Int(id)] != 0 else { return id }
        return entities[Int(id)]
    }

    /// What is counted by id, summed up by the merchant that each stands for.
    package func sums(_ counts: [UInt32]) -> [UInt32] {
        var sums = [UInt32](repeating: 0, count: max(counts.count, capacity) + 1)
        for (id, count) in counts.enumerated() where count > 0 {
            let entity = id < entities.count && entities[id] != 0 ? Int(entities[id]) : id
            if entity < sums.count { sums[entity] += count }
        }
        return sums
    }

    /// Calls `body` with each id below `limit` that stands for a lower one, and that one.
    func forEachMoved(below limit: Int, _ body: (Int, Int) -> Void) {
        entities.withUnsafeBufferPointer { entities in
            for id in 0..<min(limit, entities.count) where entities[id] != 0 && Int(entities[id]) < id {
                body(id, Int(entities[id]))
            }
        }
    }

    /// All ids that stand for one of these merchants, or for one that one of these stands for.
    package func members(of ids: Set<UInt32>) -> Set<UInt32> {
        Set(memberBits(of: Array(ids)).ids.map { UInt32($0) })
    }

    /// The same, a bit an id.
    func memberBits(of ids: [UInt32]) -> RowSet {
        var wanted = RowSet(capacity: max(capacity, Int(ids.max() ?? 0) + 1))
        for id in ids { wanted.insert(Int(entity(of: id))) }
        var found = wanted
        for id in ids { found.insert(Int(id)) }
        for (id, entity) in entities.enumerated() where entity != 0 && wanted.contains(Int(entity)) { found.insert(id) }
        return found
    }
}

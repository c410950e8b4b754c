import ComplaintIndex
import GRDB
import GRDBSQLite

/// Where candidates are looked up.
protocol KeyLists: AnyObject {
    /// The newest complaints under a key, before `id`, newest first.
    func newest(of key: UInt32, before id: Int64, limit: Int, _ body: (Int64) -> Void) throws
}

/// Where keys are kept: an SQLite table here, a directory of several machines elsewhere.
protocol CandidateStore: KeyLists {
    func add(_ keys: Set<UInt32>, of id: Int64) throws
    func remove(_ keys: Set<UInt32>, of id: Int64) throws
    /// Writes what was gathered.
    func flush() throws
}

/// The table `duplicate_keys`, within one transaction. New keys are gathered and written in order of key, which is what
/// makes a B-tree fast; until then they are found in memory.
final class SQLiteCandidates: CandidateStore {
    private let find: RowStatement
    private let insert: RowStatement
    private let delete: RowStatement
    private let all: RowStatement
    private let memory: DuplicateMemory
    /// Whether the keys are those of a release before 0012-signed-keys, which nobody has opened to write since.
    private let areUnsigned: Bool
    /// Gathered entries; those of one key are chained, newest first.
    private var entries: [(key: UInt32, id: Int64, next: Int32)] = []
    private var heads: [UInt32: Int32] = [:]

    /// Entries gathered before they are written, some 20 a complaint, 40 bytes each: bounds memory.
    private static let most = 700_000
    /// Complaints after which a filter pays, and for each of which it may take in so many stored ones.
    private static let filterFrom = 500
    private static let filterPace: Int64 = 28

    init(_ db: Database, _ memory: DuplicateMemory) throws {
        find = try RowStatement(db, named: SQL.newestOfKey)
        insert = try RowStatement(db, named: SQL.insertKey)
        delete = try RowStatement(db, named: SQL.deleteKey)
        all = try RowStatement(db, named: SQL.allKeys)
        areUnsigned = try db.value(.anyUnsignedKey, as: Bool.self) ?? false
        self.memory = memory
    }

    func newest(of key: UInt32, before id: Int64, limit: Int, _ body: (Int64) -> Void) throws {
        if memory.filter?.mayHold(key) == false { return }
        var rest = limit
        var place = heads[key] ?? -1
        while place >= 0, rest > 0 {
            let entry = entries[Int(place)]
            if entry.id < id {
                body(entry.id)
                rest -= 1
            }
            place = entry.next
        }
        guard rest > 0 else { return }
        if let known = memory.foreseen?.ids(of: key) {
            for other in known.prefix(rest) { body(other) }
            return
        }
        try find.each {
            $0.put(stored(key))
            $0.put(id)
            $0.put(Int64(rest))
        } _: {
            body(sqlite3_column_int64($0, 0))
        }
    }

    func add(_ keys: Set<UInt32>, of id: Int64) throws {
        for key in keys {
            entries.append((key, id, heads[key] ?? -1))
            heads[key] = Int32(entries.count - 1)
            memory.filter?.insert(key)
        }
        if entries.count >= Self.most {
            try flush()
            memory.keysWereWritten()
        }
        memory.checked += 1
        if memory.filter == nil, memory.checked >= Self.filterFrom, Int64(memory.checked) * Self.filterPace >= id {
            try makeFilter()
        }
    }

    private func makeFilter() throws {
        var filter = KeyFilter()
        try all.each { _ in
        } _: {
            filter.insert(UInt32(truncatingIfNeeded: sqlite3_column_int64($0, 0)))
        }
        for entry in entries { filter.insert(entry.key) }
        memory.filter = filter
    }

    func remove(_ keys: Set<UInt32>, of id: Int64) throws {
        try flush()
        memory.keysWereWritten()
        for key in keys {
            try delete.run {
                $0.put(stored(key))
                $0.put(id)
            }
        }
    }

    /// A key as the table has it: with a sign it fits four bytes, without one half of them take six.
    private func stored(_ key: UInt32) -> Int64 { areUnsigned ? Int64(key) : Int64(Int32(bitPattern: key)) }

    func flush() throws {
        guard !entries.isEmpty else { return }
        // Complaints come in order, so that entries of one key are in order already; a place fits beside a key. With the
        // top bit turned over, numbers without a sign stand in the order of those with one.
        var order = entries.indices.map { UInt64(entries[$0].key ^ 1 << 31) << 32 | UInt64($0) }
        order.sort()
        for place in order {
            let entry = entries[Int(place & 0xFFFF_FFFF)]
            try insert.run {
                $0.put(stored(entry.key))
                $0.put(entry.id)
            }
        }
        entries.removeAll(keepingCapacity: true)
        heads.removeAll(keepingCapacity: true)
    }
}

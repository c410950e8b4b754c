import ComplaintIndex
import GRDB

/// What was read for a complaint before its transaction came: on another core, from what was committed by then.
struct Foreseen: Sendable {
    /// Where the index stood: the rest holds only while it stands there.
    let mark: IndexMark
    /// The newest complaints of each key that was looked up.
    fileprivate let lists: [UInt32: [Int64]]
    /// Of the candidates that the keys gave.
    let entries: [ProfileCache.Entry]

    /// Nil for a key that was not looked up.
    func ids(of key: UInt32) -> [Int64]? { lists[key] }
}

/// Finds candidates in the committed part of the index, before the merchant is known, within one read transaction. The
/// writer then looks up the keys that need the merchant, and what it has stored itself since.
final class DuplicateReadAhead: IntakeReadAhead {
    private let engine: DuplicateEngine
    private let mark: IndexMark
    private let lists: RecordedLists
    private let finder: CandidateFinder
    private let profiles: ProfileReader

    init(_ db: Database, _ engine: DuplicateEngine, _ shared: SharedProfiles) throws {
        self.engine = engine
        mark = try IndexMark(db)
        let memory = DuplicateMemory()
        lists = RecordedLists(try SQLiteCandidates(db, memory))
        finder = try CandidateFinder(db, lists, memory)
        profiles = try ProfileReader(
            db, engine.maker, MerchantLookup(db, isSnapshot: true), CurrentProfiles(db, shared))
    }

    func read(_ prepared: any Sendable) throws -> any Sendable {
        guard let prepared = prepared as? DuplicateEngine.Prepared else { return prepared }
        let (profile, keySet) = engine.completed(prepared, id: 0, merchantID: nil)
        let ids = try finder.candidates(profile, keySet, prepared.persons, before: .max)
        let entries = try ids.compactMap { try profiles.entry($0) }
        return prepared.with(Foreseen(mark: mark, lists: lists.take(), entries: entries))
    }
}

/// Keeps what it gives.
private final class RecordedLists: KeyLists {
    private let source: any KeyLists
    private var lists: [UInt32: [Int64]] = [:]

    init(_ source: any KeyLists) { self.source = source }

    func newest(of key: UInt32, before id: Int64, limit: Int, _ body: (Int64) -> Void) throws {
        var list: [Int64] = []
        try source.newest(of: key, before: id, limit: limit) { list.append($0) }
        list.forEach(body)
        lists[key] = list
    }

    func take() -> [UInt32: [Int64]] {
        defer { lists = [:] }
        return lists
    }
}

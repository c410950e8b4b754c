import ComplaintIndex
import ComplaintModel
import GRDB
import GRDBSQLite

/// Finds and stores verdicts, within one write transaction.
final class VerdictWriter {
    /// Pairs kept of a complaint.
    static let pairs = 3
    /// How probable any verdict but `new` must be for a pair to be kept.
    static let worthKeeping = 0.1

    private let db: Database
    private let engine: DuplicateEngine
    private let finder: DuplicateFinder
    private let insertVerdict: RowStatement
    private let insertPair: RowStatement
    private let readVerdict: RowStatement
    private let memory: DuplicateMemory
    private var roots: [Int64: (repeats: Int64, all: Int64)] = [:]
    /// What counts by merchant, cluster and alert know of the verdicts, written by `finish`: other stages change links too,
    /// block by block.
    private var links: [Int64: (origin: Int64, relation: LinkRecord.Relation)] = [:]

    /// Where `meta` keeps which table of frequencies chose the stored keys.
    static let epochKey = "duplicate_keys"

    /// - Parameter memory: what earlier transactions know.
    init(_ db: Database, _ engine: DuplicateEngine, _ memory: DuplicateMemory = DuplicateMemory()) throws {
        self.db = db
        self.engine = engine
        self.memory = memory
        if try Schema.meta(Self.epochKey, db) == nil {
            try Schema.setMeta(Self.epochKey, to: engine.maker.frequency.epoch, db)
        }
        finder = try DuplicateFinder(db, engine, memory)
        insertVerdict = try RowStatement(db, named: SQL.insertVerdict)
        insertPair = try RowStatement(db, named: SQL.insertPair)
        readVerdict = try RowStatement(db, named: SQL.readVerdict)
    }

    /// Compares a complaint with the earlier ones, stores its keys and its verdict.
    /// - Parameter isNew: whether it is the newest, and all before it were written by writers of the same memory.
    func write(
        _ prepared: DuplicateEngine.Prepared, id: Int64, merchantID name: Int64?, isNew: Bool
    ) throws -> DuplicateFinding {
        finder.finder.isInOrder = isNew
        memory.take(isNew ? prepared.foreseen : nil)
        let merchantID = try finder.merchants.merchant(ofName: name)
        let (profile, keys) = engine.completed(prepared, id: id, merchantID: merchantID)
        let judgements = try finder.judgements(profile, keys, prepared.persons, before: id)
        let scopes = try merchantID.map { try finder.finder.isLarge($0, before: id) } ?? false
        try finder.store.add(keys.stored(scopes: scopes), of: id)
        memory.keep(ProfileCache.Entry(profile, merchantName: name, version: 0))
        let finding = try DuplicateFinding(
            judgements, engine.scorer.weights, id: id, among: id - 1, roots: root)
        try store(finding, id: id)
        if isNew, let merchantID, let name { memory.merchants.note(id, about: merchantID, name: name) }
        return finding
    }

    /// Names came to these merchants, or left them.
    func forgetMerchants(_ merchants: Set<Int64>) { memory.merchants.forget(merchants) }

    /// Looks at a stored complaint anew: its keys, its verdict, and the chains of those that repeat it.
    /// - Returns: nil when there is none.
    @discardableResult
    func rewrite(_ id: Int64) throws -> DuplicateFinding? {
        guard let row = try Store.row(id, db) else { return nil }
        let prepared = try engine.prepare(
            row.stored.complaint, PersonData(phone: row.phoneKey, idNumber: row.idNumberKey))
        try db.run(.deletePairsOf, [id])
        let finding = try write(prepared, id: id, merchantID: row.stored.merchantID, isNew: false)
        try carryRoots(from: id)
        return finding
    }

    /// Complaints that repeat or copy this one begin where it begins.
    private func carryRoots(from id: Int64) throws {
        var waiting = [id]
        while let parent = waiting.popLast() {
            let above = try root(parent)
            for child in try Int64.fetchAll(db.statement(.followers), arguments: [parent]) where child > parent {
                guard let row = try Row.fetchOne(db.statement(.readVerdict), arguments: [child]) else { continue }
                let verdict = Verdict(strength: row[0])
                let repeats = verdict == .duplicate ? above.repeats : child
                let all = verdict == .related ? child : above.all
                guard (repeats, all) != (row[3], row[4]) else { continue }
                try db.run(.writeRoots, [child, repeats, all])
                roots[child] = (repeats, all)
                link(child, verdict, root: all)
                waiting.append(child)
            }
        }
    }

    /// Takes a complaint's keys out, before another content stands in its place.
    func forget(_ old: StoredComplaint) throws {
        let persons = PersonData(
            phone: engine.maker.personKeys.phone(old.complaint.complainant.phone),
            idNumber: engine.maker.personKeys.idNumber(old.complaint.complainant.idNumber))
        let prepared = try engine.prepare(old.complaint, persons)
        let (_, keys) = engine.completed(
            prepared, id: old.id, merchantID: try finder.merchants.merchant(ofName: old.merchantID))
        try finder.store.remove(keys.stored(scopes: true), of: old.id)
        memory.forget(old.id)
        try db.run(.deletePairsOf, [old.id])
    }

    /// Nothing of an erased complaint is kept in memory.
    func forgetProfile(_ id: Int64) { memory.forget(id) }

    private func link(_ id: Int64, _ verdict: Verdict, root: Int64) {
        let relation: LinkRecord.Relation =
            switch verdict {
            case .duplicate: .duplicate
            case .copy: .copy
            case .related, .new: .none
            }
        links[id] = (relation == .none ? 0 : root, relation)
    }

    func store(_ finding: DuplicateFinding, id: Int64) throws {
        roots[id] = (finding.repeatRoot, finding.root)
        link(id, finding.verdict, root: finding.root)
        try put(finding, id: id)
        let worth = finding.judgements.prefix(Self.pairs).filter {
            $0.isDecided || 1 - $0.odds.new >= Self.worthKeeping
        }
        for judgement in worth {
            let flag = judgement.odds.duplicate + judgement.odds.copy
            try insertPair.run {
                $0.put(id)
                $0.put(judgement.id)
                $0.put(Int64(judgement.verdict.strength))
                $0.put(judgement.probability)
                $0.put(1 - max(flag, 1 - flag))
            }
        }
    }

    /// A first verdict is inserted without firing a trigger, since it is what every complaint of an import gets; one that
    /// comes after the complaint's own event is an event itself.
    private func put(_ finding: DuplicateFinding, id: Int64) throws {
        func bind(_ values: RowStatement) {
            values.put(id)
            values.put(Int64(finding.verdict.strength))
            values.put(finding.probability)
            values.put(finding.of)
            values.put(finding.repeatRoot)
            values.put(finding.root)
            values.put(finding.isDecided ? 1 : 0)
        }
        try insertVerdict.run(bind)
        guard db.changesCount > 0 else { return try RowStatement(db, named: SQL.writeVerdict).run(bind) }
        guard try db.value(.complaintOfLastChange, as: Int64.self) != id else { return }
        try db.run(.insertLateVerdict, [id])
    }

    private func root(_ id: Int64) throws -> (repeats: Int64, all: Int64) {
        if let known = roots[id] { return known }
        return try readVerdict.first({ $0.put(id) }, { (sqlite3_column_int64($0, 3), sqlite3_column_int64($0, 4)) })
            ?? (id, id)
    }

    func finish() throws {
        try finder.store.flush()
        var writer = LinkWriter()
        for (id, link) in links.sorted(by: { $0.key < $1.key }) {
            try writer.change(id, db) { record in
                (record.origin, record.relation) = (UInt32(clamping: link.origin), link.relation)
            }
        }
        try writer.flush(db)
        links = [:]
    }
}

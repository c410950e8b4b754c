import ComplaintIndex
import ComplaintModel
import Foundation
import GRDB

/// Gathers what is known of one merchant within one read transaction.
struct MerchantDetailReader {
    private let store: Store
    private let db: Database
    private let entity: Int64
    private let rows: [NameRow]
    /// Of its complaints, by rising merchant id, then id.
    private let complaints: [Int32]
    private let columns: RowFacts
    private let countByMention: [UInt32: Int]

    /// - Parameter groups: the complaints of each merchant id.
    init(_ store: Store, _ db: Database, _ entity: Int64, _ groups: RowGroups, _ columns: RowFacts) throws {
        (self.store, self.db, self.entity, self.columns) = (store, db, entity, columns)
        rows = try Self.rows(of: entity, db)
        var (complaints, counts): ([Int32], [UInt32: Int]) = ([], [:])
        for mention in Self.mentions(of: entity, rows).sorted() {
            let ids = groups.rows(of: Int(mention))
            complaints += ids
            counts[mention] = ids.count
        }
        (self.complaints, countByMention) = (complaints, counts)
    }

    private static func rows(of entity: Int64, _ db: Database) throws -> [NameRow] {
        var found: [NameRow] = []
        let rows = try Row.fetchCursor(db.statement(named: MerchantSQL.mentionsOfEntity), arguments: [entity])
        while let row = try rows.next() { found.append(NameRow(row)) }
        return found
    }

    /// The ids that complaints of the merchant carry.
    private static func mentions(of entity: Int64, _ rows: [NameRow]) -> Set<UInt32> {
        rows.isEmpty ? [UInt32(clamping: entity)] : Set(rows.map { UInt32(clamping: $0.id) })
    }

    private func count(_ row: NameRow) -> Int { countByMention[UInt32(clamping: row.id)] ?? 0 }

    func summary() throws -> MerchantSummary {
        let cents = columns.cents(of: complaints).reduce(Int64(0)) { min($0 + ($1 ?? 0), Amount.limit - 1) }
        var (first, last) = (Int64.max, Int64.min)
        for at in columns.seconds(of: complaints) where at != .min { (first, last) = (min(first, at), max(last, at)) }
        return MerchantSummary(
            id: entity, name: try name(), complaints: complaints.count, names: Set(rows.map(\.name)).count,
            branches: Set(rows.compactMap(\.branch)).count,
            firstAt: first > last ? nil : Timestamp(epochSeconds: first),
            lastAt: first > last ? nil : Timestamp(epochSeconds: last),
            amount: Amount(cents: cents) ?? .zero)
    }

    /// The commonest registered name without a branch; else the commonest name.
    private func name() throws -> String {
        let best = rows.max { ($0.rank, count($0), $1.id) < ($1.rank, count($1), $0.id) }
        return try best?.name ?? db.value(named: MerchantSQL.mentionName, [entity]) ?? ""
    }

    func detail(askedFor id: Int64) throws -> MerchantDetail {
        MerchantDetail(
            summary: try summary(), redirectedFrom: id == entity ? nil : id,
            brand: rows.first { $0.rank > 0 }?.brand ?? "", mentions: mentions(), branches: branches(),
            linked: try linked(), decisions: try decisions(),
            categories: counted { columns.categoryCode(Int($0)).flatMap(columns.category) },
            districts: counted { columns.districtCode(Int($0)).flatMap(columns.district) }, timeline: timeline(),
            days: days())
    }

    private func mentions() -> [MerchantMention] {
        rows.map { row in
            MerchantMention(
                id: row.id, name: row.name, branch: row.branch, platform: row.platform, code: row.code,
                complaints: count(row), reasons: row.reasons, probability: row.probability, isFromText: row.isFromText)
        }.sorted { ($0.complaints, $1.id) > ($1.complaints, $0.id) }
    }

    private func branches() -> [MerchantBranch] {
        Dictionary(grouping: rows.filter { $0.branch != nil }, by: { $0.branch ?? "" })
            .map { name, rows in
                MerchantBranch(
                    id: rows.map(\.id).min() ?? 0, name: name, complaints: rows.reduce(0) { $0 + count($1) })
            }.sorted { ($0.complaints, $1.id) > ($1.complaints, $0.id) }
    }

    private func counted(_ field: (Int32) -> String?) -> [(value: String, count: Int)] {
        complaints.reduce(into: [String: Int]()) { counts, id in
            if let value = field(id) { counts[value, default: 0] += 1 }
        }.map { ($0.key, $0.value) }.sorted { ($0.1, $1.0) > ($1.1, $0.0) }
    }

    private func days() -> [(day: Int, count: Int)] {
        complaints.compactMap { columns.day(Int($0)) }.reduce(into: [Int: Int]()) { $0[$1, default: 0] += 1 }
            .map { (day: $0.key, count: $0.value) }.sorted { $0.day < $1.day }
    }

    private func timeline() -> [(month: String, count: Int)] {
        var counts: [Int: Int] = [:]
        for (number, count) in days() {
            let day = DayDate(daysSince1970: Int32(clamping: number)).text
            guard let year = Int(day.prefix(4)), let month = Int(day.dropFirst(5).prefix(2)) else { continue }
            counts[year * 12 + month - 1, default: 0] += count
        }
        guard let first = counts.keys.min(), let last = counts.keys.max() else { return [] }
        // A slip in a year must not make a list of thousands of months.
        let months = last - first < 600 ? Array(first...last) : counts.keys.sorted()
        return months.map { month in
            let number = month % 12 + 1
            return ("\(month / 12)-\(number < 10 ? "0" : "")\(number)", counts[month] ?? 0)
        }
    }

    /// Merchants that share a phone, an address or a code; those of the same brand elsewhere.
    private func linked() throws -> [LinkedMerchant] {
        var found: [LinkedMerchant] = []
        var seen: Set<String> = []
        for row in rows {
            let items = try Row.fetchAll(
                db.statement(named: MerchantSQL.evidenceOfMention), arguments: [row.id])
            for item in items {
                guard let kind = Evidence.Kind(rawValue: item["kind"]),
                    seen.insert("\(kind) \(item["value"] as String)").inserted
                else { continue }
                found += try sharing(kind, item["value"])
            }
        }
        found += try sameBrand()
        return found
    }

    /// More merchants than this behind one phone or address, and it is a mall's or a platform's: no link.
    private static let hub = 8

    private func sharing(_ kind: Evidence.Kind, _ value: String) throws -> [LinkedMerchant] {
        let ids = try Int64.fetchAll(
            db.statement(named: MerchantSQL.mentionsWithEvidence), arguments: [value, kind.rawValue, 200])
        let others = Set(try ids.compactMap { try MerchantDirectory.entity(of: $0, db) }).subtracting([entity])
        guard others.count <= Self.hub else { return [] }
        let shown: LinkedMerchant.Kind = kind == .phone ? .phone : kind == .address ? .address : .code
        return try others.sorted().map {
            LinkedMerchant(id: $0, name: try Self.name(of: $0, db), kind: shown, value: value)
        }
    }

    private func sameBrand() throws -> [LinkedMerchant] {
        guard let row = rows.first(where: { $0.rank > 0 }), let block = row.block else { return [] }
        let brand = row.brand
        guard !brand.isEmpty else { return [] }
        let others = try Row.fetchAll(db.statement(named: MerchantSQL.mentionsOfBlock), arguments: [block])
        let ids = Set(others.filter { $0["brand"] as String == brand }.map { $0["entity_id"] as Int64? ?? $0["id"] })
        return try ids.subtracting([entity]).sorted().prefix(20).map {
            LinkedMerchant(id: $0, name: try Self.name(of: $0, db), kind: .brand, value: brand)
        }
    }

    static func name(of entity: Int64, _ db: Database) throws -> String {
        try db.value(named: MerchantSQL.entityName, [entity]) ?? db.value(named: MerchantSQL.mentionName, [entity])
            ?? ""
    }

    private func decisions() throws -> [MerchantDecision] {
        var seen: Set<Int64> = []
        var found: [MerchantDecision] = []
        for row in rows {
            for decision in try MerchantDecisions.of(row.id, db) where seen.insert(decision.id).inserted {
                found.append(decision)
            }
        }
        return found.sorted { $0.id < $1.id }
    }
}

/// A name of the merchant, as the table `merchants` holds it.
private struct NameRow {
    let id: Int64
    let name: String
    let brand: String
    let branch: String?
    let platform: String?
    let code: String?
    let block: Int64?
    private let storedReasons: String
    let probability: Double
    let isFromText: Bool
    /// What speaks for it as the merchant's name; 0 for a slip.
    let rank: Int

    /// Columns by their places, as MentionRow reads them.
    init(_ row: Row) {
        (id, name, block, brand) = (row[0], row[1], row[3], row[4])
        let branch: String = row[7]
        self.branch = branch.isEmpty ? nil : branch
        (platform, code, storedReasons, probability) = (row[8], row[9], row[15], row[16])
        let flags = MentionRow.Flags(rawValue: row[14])
        isFromText = flags.contains(.isFromText)
        let isMisspelt = LinkReason.tellMisspelling(storedReasons)
        rank = isMisspelt ? 0 : (flags.contains(.legal) ? 2 : 0) + (branch.isEmpty ? 1 : 0) + 1
    }

    /// Read when they are shown: a list of merchants with thousands of names shows none.
    var reasons: [LinkReason] { [LinkReason](stored: storedReasons) }
}

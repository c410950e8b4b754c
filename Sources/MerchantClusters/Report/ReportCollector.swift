import ComplaintIndex
import ComplaintModel
import Crypto
import Foundation
import GRDB

/// Makes a report's figures in one read transaction: one pass over the columns, then the rows it shows.
struct ReportCollector {
    private let store: Store
    private let request: ReportRequest
    private let db: Database
    private let lister: ClusterLister
    private let facts: RowFacts
    private let links: Links
    private let ids: [Int32]
    private let today: Int

    /// Examples of a cluster.
    static let exampleCount = 3

    init(_ store: Store, _ extractor: IssueTermExtractor, _ request: ReportRequest, _ db: Database) throws {
        self.store = store
        self.request = request
        self.db = db
        let lister = try ClusterLister(store, extractor, request.choice, db)
        self.lister = lister
        facts = lister.facts
        links = lister.links
        ids = request.cluster.map { lister.members(of: $0) } ?? lister.chosen()
        today = ids.compactMap { [facts] in facts[Int($0)]?.day }.max() ?? 0
    }

    func report() throws -> Report {
        let times = ids.compactMap { facts[Int($0)]?.receivedAt }
        let clusters = try self.clusters()
        let merchants = try self.merchants()
        return Report(
            title: try title(clusters.shown), firstAt: times.min().map { Timestamp(epochSeconds: $0) },
            lastAt: times.max().map { Timestamp(epochSeconds: $0) }, count: forms(ids),
            withoutMerchant: ids.count { facts[Int($0)]?.merchant == nil }, amounts: amounts(),
            timeline: timeline(ids), merchants: merchants.shown, merchantTotal: merchants.total,
            clusters: clusters.shown, clusterTotal: clusters.total,
            categories: rows { [facts] in facts.category($0.category) },
            districts: rows { [facts] in facts.district($0.district) },
            channels: rows { Channel(code: $0.channel)?.chineseName },
            senders: try TemplateSenders(lister.describer, facts, lister.entities).senders(ids, links),
            manifest: try manifest())
    }

    private func title(_ clusters: [Report.Cluster]) throws -> String {
        if request.cluster != nil, let cluster = clusters.first?.summary {
            return "\(Mask.text(cluster.merchantName ?? "未知商家"))：\(cluster.title)"
        }
        if let merchants = request.choice.merchants, merchants.count == 1, let id = merchants.first {
            return Mask.text(try lister.describer.name(ofMerchant: id) ?? "商家 \(id)")
        }
        let parts = [request.choice.district, request.choice.category].compactMap { $0 }
        return parts.isEmpty ? "全部商家" : parts.joined(separator: " · ")
    }

    private func forms(_ ids: [Int32]) -> CountForms {
        var counter = FormsCounter()
        for id in ids { counter.count(links[Int(id)]) }
        return counter.result
    }

    private func timeline(_ ids: [Int32]) -> ReportTimeline {
        ReportTimeline(
            ids.compactMap { id in
                facts[Int(id)]?.day.map { ($0, links[Int(id)].relation != .none) }
            })
    }

    private func clusters() throws -> (shown: [Report.Cluster], total: Int) {
        let summaries: [ClusterSummary]
        let total: Int
        if let id = request.cluster {
            summaries = try lister.one(id).map { [$0] } ?? []
            total = summaries.count
        } else {
            let list = try lister.list()
            (summaries, total) = (list.clusters, list.total)
        }
        let shown = try summaries.map { summary in
            let members = lister.members(of: summary.id)
            let examples = try lister.describer.examples(summary.id, members, Self.exampleCount)
            return Report.Cluster(
                summary: masked(summary), timeline: timeline(members), examples: examples.map(masked))
        }
        return (shown, total)
    }

    private func masked(_ summary: ClusterSummary) -> ClusterSummary {
        var copy = summary
        copy.merchantName = summary.merchantName.map { Mask.text($0) }
        copy.title = Mask.text(summary.title)
        copy.keyTerms = summary.keyTerms.map { Mask.text($0) }
        copy.representative = summary.representative.map(masked)
        copy.weakest = summary.weakest.map(masked)
        return copy
    }

    private func masked(_ member: ClusterSummary.Member) -> ClusterSummary.Member {
        var copy = member
        copy.text = Mask.text(member.text)
        return copy
    }

    private func merchants() throws -> (shown: [Report.Merchant], total: Int) {
        var groups: [Int64: [Int32]] = [:]
        for id in ids { if let merchant = lister.merchant(of: Int(id)) { groups[merchant, default: []].append(id) } }
        let ranked = groups.map { (id: $0.key, ids: $0.value, count: forms($0.value)) }
            .sorted { ($1.count.distinct, $1.count.people, $0.id) < ($0.count.distinct, $0.count.people, $1.id) }
        let shown = try ranked.prefix(request.choice.limit).map { merchant in
            let own = merchant.ids.compactMap { id in facts[Int(id)].map { (fact: $0, link: links[Int(id)]) } }
            let times = own.compactMap(\.fact.receivedAt)
            let recent = own.count { entry in
                entry.link.relation == .none && (entry.fact.day ?? .min) > today - ClusterSignificance.window
            }
            return Report.Merchant(
                id: merchant.id, name: Mask.text(try lister.describer.name(ofMerchant: merchant.id) ?? ""),
                count: merchant.count, amount: sum(merchant.ids), recent: recent,
                firstAt: times.min().map { Timestamp(epochSeconds: $0) },
                lastAt: times.max().map { Timestamp(epochSeconds: $0) })
        }
        return (Array(shown), ranked.count)
    }

    /// Counts by a value, commonest first; those without one under an empty value.
    private func rows(_ value: (RowFacts.Fact) -> String?) -> [Report.Row] {
        var groups: [String: [Int32]] = [:]
        for id in ids {
            guard let fact = facts[Int(id)] else { continue }
            groups[value(fact) ?? "", default: []].append(id)
        }
        return groups.map { Report.Row(value: Mask.text($0.key), count: forms($0.value), amount: sum($0.value)) }
            .sorted { ($1.count.complaints, $0.value) < ($0.count.complaints, $1.value) }
    }

    /// The sums of a repeat are those of its origin, so they count once.
    private func cents(_ ids: [Int32]) -> [Int64] {
        ids.compactMap { links[Int($0)].relation == .duplicate ? nil : facts[Int($0)]?.cents }
    }

    private func sum(_ ids: [Int32]) -> Amount { Self.amount(cents(ids).reduce(0, +)) }

    private static func amount(_ cents: Int64) -> Amount { Amount(cents: min(cents, Amount.limit - 1)) ?? .zero }

    private func amounts() -> Report.Amounts {
        let all = cents(ids).sorted()
        let limits: [(String, Int64)] = [
            ("100 元以下", 100_00), ("100–1,000 元", 1000_00), ("1,000–5,000 元", 5000_00), ("5,000–20,000 元", 20_000_00),
            ("20,000–100,000 元", 100_000_00), ("100,000 元及以上", .max),
        ]
        var bands: [(label: String, count: Int)] = []
        var lower: Int64 = 0
        for (label, upper) in limits {
            bands.append((label, all.count { $0 >= lower && $0 < upper }))
            lower = upper
        }
        return Report.Amounts(
            sum: Self.amount(all.reduce(0, +)), count: all.count,
            median: all.isEmpty ? nil : Self.amount(all[(all.count - 1) / 2]), largest: all.last.map(Self.amount),
            bands: bands)
    }

    private func manifest() throws -> Report.Manifest {
        var hash = SHA256()
        let statement = try db.statement(named: ClusterSQL.versionOfComplaint)
        for id in ids {
            guard let row = try Row.fetchOne(statement, arguments: [id]) else { continue }
            withUnsafeBytes(of: Int64(id).littleEndian) { hash.update(bufferPointer: $0) }
            withUnsafeBytes(of: (row[0] as Int64).littleEndian) { hash.update(bufferPointer: $0) }
            hash.update(data: row[1] as Data)
        }
        return Report.Manifest(
            arguments: request.arguments, complaints: ids.count, lastID: Int64(ids.last ?? 0),
            analyzer: store.builtVersion.description, rowsHash: PersonKeys.hex(hash.finalize()))
    }
}

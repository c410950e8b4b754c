import ComplaintIndex
import ComplaintModel
import GRDB

/// Lists clusters: counts over links and columns, then reads what the shown ones need.
struct ClusterLister {
    private let members: ClusterMembers
    let describer: ClusterDescriber
    private let request: ClusterRequest
    private let today: Int?

    init(_ store: Store, _ extractor: IssueTermExtractor, _ request: ClusterRequest, _ db: Database) throws {
        members = try ClusterMembers(store, request, db)
        self.request = request
        describer = try ClusterDescriber(store, extractor, db)
        today = Self.lastDay(members.facts, before: request.to)
    }

    /// The figures of one cluster that ordering needs.
    private struct Rank {
        let group: ClusterMembers.Group
        let significance: Double
        let last: Int64
        let cents: Int64
    }

    func list() throws -> ClusterList {
        var ranks = members.groups().compactMap(rank)
        let total = ranks.count
        ranks.sort { isBefore($0, $1) }
        let clusters = try ranks.prefix(request.limit).map { try summary($0.group) }
        return ClusterList(
            total: total, asOf: today.map { DayDate(daysSince1970: Int32(clamping: $0)) }, clusters: clusters)
    }

    /// All complaints of one cluster that the request chooses.
    func one(_ id: Int64) throws -> ClusterSummary? {
        let ids = members.ids(of: id)
        return ids.isEmpty ? nil : try summary(.init(cluster: id, ids: ids))
    }

    /// The chosen complaints of one cluster, rising.
    func members(of cluster: Int64) -> [Int32] { members.ids(of: cluster) }

    var facts: RowFacts { members.facts }
    var links: Links { members.links }
    var entities: MerchantEntities { members.entities }

    /// All chosen complaints, with or without a cluster; of the request's category too.
    func chosen() -> [Int32] {
        members.chosen(category: request.category.map { members.facts.categoryCodes($0) })
    }

    func merchant(of id: Int) -> Int64? { members.merchant(of: id) }

    private func isBefore(_ a: Rank, _ b: Rank) -> Bool {
        let (sizeA, sizeB) = (a.group.ids.count, b.group.ids.count)
        switch request.sort {
        case .significance:
            return (b.significance, sizeB, a.group.cluster) < (a.significance, sizeA, b.group.cluster)
        case .size: return (sizeB, a.group.cluster) < (sizeA, b.group.cluster)
        case .newest: return (b.last, a.group.cluster) < (a.last, b.group.cluster)
        case .amount: return (b.cents, a.group.cluster) < (a.cents, b.group.cluster)
        }
    }

    private func rank(_ group: ClusterMembers.Group) -> Rank? {
        if let category = request.category, !isMain(category, group) { return nil }
        var (last, cents): (Int64, Int64) = (.min, 0)
        for id in group.ids {
            guard let fact = members.facts[Int(id)] else { continue }
            last = max(last, fact.receivedAt ?? .min)
            cents += fact.cents ?? 0
        }
        let significance = request.sort == .significance ? significance(group).score : 0
        return Rank(group: group, significance: significance, last: last, cents: cents)
    }

    private func isMain(_ category: String, _ group: ClusterMembers.Group) -> Bool {
        let codes = members.facts.categoryCodes(category)
        let known = group.ids.compactMap { members.facts[Int($0)]?.category }.filter {
            members.facts.category($0) != nil
        }
        return !known.isEmpty && known.count(where: codes.contains) * 2 >= known.count
    }

    private func significance(_ group: ClusterMembers.Group) -> (score: Double, recent: Int) {
        guard let today else { return (0, 0) }
        let days = group.ids.filter { members.links[Int($0)].relation == .none }
            .compactMap { members.facts[Int($0)]?.day }.sorted()
        let recent = days.count { $0 > today - ClusterSignificance.window && $0 <= today }
        return (ClusterSignificance.score(days: days, today: today), recent)
    }

    private static func lastDay(_ facts: RowFacts, before end: Int64?) -> Int? {
        var last: Int64?
        for id in 0..<facts.capacity {
            guard let at = facts[id]?.receivedAt, at < end ?? .max else { continue }
            last = max(last ?? at, at)
        }
        return last.map { Int(Timestamp(epochSeconds: $0).day.daysSince1970) }
    }

    private func summary(_ group: ClusterMembers.Group) throws -> ClusterSummary {
        var tally = ClusterTally()
        for id in group.ids {
            if let fact = members.facts[Int(id)] { tally.count(fact, members.links[Int(id)]) }
        }
        let facts = members.facts
        let categories = tally.categories.shares { facts.category($0) }
        let description = try describer.describe(group.cluster, group.ids)
        let (score, recent) = significance(group)
        return ClusterSummary(
            id: group.cluster, merchantID: description.merchantID, merchantName: description.merchantName,
            title: description.title, category: categories.first?.value, count: tally.forms.result,
            campaigns: tally.campaigns.count, firstAt: tally.first.map { Timestamp(epochSeconds: $0) },
            lastAt: tally.last.map { Timestamp(epochSeconds: $0) },
            amount: Amount(cents: min(tally.cents, Amount.limit - 1)) ?? .zero, amountCount: tally.amounts,
            districts: tally.districts.shares { facts.district($0) },
            channels: tally.channels.shares { Channel(code: $0)?.rawValue }, categories: categories,
            keyTerms: description.keyTerms, significance: score, recent: recent,
            days: tally.days.sorted { $0.key < $1.key }.map { ($0.key, $0.value) },
            representative: description.representative, weakest: description.weakest)
    }
}

/// Sums over the complaints of one cluster.
private struct ClusterTally {
    var forms = FormsCounter()
    var campaigns: Set<UInt32> = []
    var first: Int64?
    var last: Int64?
    var cents: Int64 = 0
    var amounts = 0
    var districts: [UInt16: Int] = [:]
    var categories: [UInt16: Int] = [:]
    var channels: [UInt8: Int] = [:]
    var days: [Int: Int] = [:]

    mutating func count(_ fact: RowFacts.Fact, _ link: LinkRecord) {
        forms.count(link)
        if link.relation == .copy { campaigns.insert(link.origin) }
        if let at = fact.receivedAt {
            first = min(first ?? at, at)
            last = max(last ?? at, at)
        }
        if let day = fact.day { days[day, default: 0] += 1 }
        // A repeat names the same sum again.
        if let cents = fact.cents, link.relation != .duplicate {
            self.cents += cents
            amounts += 1
        }
        districts[fact.district, default: 0] += 1
        categories[fact.category, default: 0] += 1
        channels[fact.channel, default: 0] += 1
    }
}

extension Dictionary where Value == Int {
    /// Named values, commonest first, equal ones by name.
    fileprivate func shares(_ name: (Key) -> String?) -> [ClusterSummary.Share] {
        compactMap { key, count in name(key).map { ClusterSummary.Share(value: $0, count: count) } }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
    }
}

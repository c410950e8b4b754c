import ComplaintIndex
import ComplaintModel

/// Figures over the complaints of one cluster, from columns and links alone.
struct ClusterFigures {
    let facts: RowFacts
    let links: Links
    /// The last day of the window that significance looks at, days since 1970.
    let today: Int?

    /// What lists are ordered by.
    struct Rank: Sendable {
        var significance = 0.0
        /// The last time of receipt; `.min` without any.
        var last = Int64.min
        var cents: Int64 = 0
    }

    init(_ facts: RowFacts, _ links: Links, _ today: Int?) {
        (self.facts, self.links, self.today) = (facts, links, today)
    }

    static func day(_ seconds: Int64) -> Int { Int(Timestamp(epochSeconds: seconds).day.daysSince1970) }

    /// - Parameter sort: the one order that is wanted; nil for all.
    func rank(_ ids: ArraySlice<Int32>, for sort: ClusterSort? = nil) -> Rank {
        func isNeeded(_ one: ClusterSort) -> Bool { sort == nil || sort == one }
        var rank = Rank()
        if isNeeded(.newest) { for id in ids { rank.last = max(rank.last, facts.receivedAt(Int(id)) ?? .min) } }
        if isNeeded(.amount) { for id in ids { rank.cents += facts.cents(Int(id)) ?? 0 } }
        if isNeeded(.significance) { rank.significance = significance(ids).score }
        return rank
    }

    func significance(_ ids: ArraySlice<Int32>) -> (score: Double, recent: Int) {
        guard let today else { return (0, 0) }
        var history = ClusterSignificance.History(today: today)
        for id in ids where links.isUnrelated(Int(id)) { facts.day(Int(id)).map { history.count($0) } }
        return (history.score, history.recent)
    }

    /// Whether at least half of the complaints have one of these categories.
    func isMain(_ codes: Set<UInt16>, _ ids: ArraySlice<Int32>) -> Bool {
        let known = ids.compactMap { facts.categoryCode(Int($0)) }.filter { facts.category($0) != nil }
        return !known.isEmpty && known.count(where: codes.contains) * 2 >= known.count
    }

    /// The figures alone: ``ClusterSummary/describe(_:)`` puts the words in.
    func summary(_ cluster: Int64, _ ids: [Int32]) -> ClusterSummary {
        var tally = ClusterTally()
        for id in ids { if let fact = facts[Int(id)] { tally.count(fact, links[Int(id)]) } }
        let categories = tally.categories.shares { facts.category($0) }
        let (score, recent) = significance(ids[...])
        return ClusterSummary(
            id: cluster, title: "", category: categories.first?.value, count: tally.forms.result,
            campaigns: tally.campaigns.count, firstAt: tally.first.map { Timestamp(epochSeconds: $0) },
            lastAt: tally.last.map { Timestamp(epochSeconds: $0) },
            amount: Amount(cents: min(tally.cents, Amount.limit - 1)) ?? .zero, amountCount: tally.amounts,
            districts: tally.districts.shares { facts.district($0) },
            channels: tally.channels.shares { Channel(code: $0)?.rawValue }, categories: categories,
            keyTerms: [], significance: score, recent: recent,
            days: tally.days.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
}

extension ClusterSummary {
    mutating func describe(_ description: ClusterDescriber.Description) {
        (merchantID, merchantName) = (description.merchantID, description.merchantName)
        (title, keyTerms) = (description.title, description.keyTerms)
        (representative, weakest) = (description.representative, description.weakest)
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

import ComplaintIndex
import ComplaintModel

/// Figures over the complaints of one cluster, from columns and links alone.
struct ClusterFigures {
    let facts: RowFacts
    let links: Links
    /// The last day of the window that significance looks at, days since 1970.
    let today: Int?
    /// Categories from this number on have no name.
    let categoryCount: Int

    /// What lists are ordered by.
    struct Rank: Sendable {
        var significance = 0.0
        /// The last time of receipt; `.min` without any.
        var last = Int64.min
        var cents: Int64 = 0
    }

    init(_ facts: RowFacts, _ links: Links, _ today: Int?) {
        (self.facts, self.links, self.today) = (facts, links, today)
        categoryCount = facts.categoryNames.count
    }

    static func day(_ seconds: Int64) -> Int { Int(Timestamp(epochSeconds: seconds).day.daysSince1970) }

    /// - Parameter sort: the one order that is wanted; nil for all.
    func rank(_ ids: some Collection<Int32>, for sort: ClusterSort? = nil) -> Rank {
        func isNeeded(_ one: ClusterSort) -> Bool { sort == nil || sort == one }
        var rank = Rank()
        if isNeeded(.newest) { for id in ids { rank.last = max(rank.last, facts.receivedAt(Int(id)) ?? .min) } }
        if isNeeded(.amount) { for id in ids { rank.cents += facts.cents(Int(id)) ?? 0 } }
        if isNeeded(.significance) { rank.significance = significance(ids).score }
        return rank
    }

    func significance(_ ids: some Collection<Int32>) -> (score: Double, recent: Int) {
        guard let today else { return (0, 0) }
        var history = ClusterSignificance.History(today: today)
        for id in ids where links.isUnrelated(Int(id)) { facts.day(Int(id)).map { history.count(Int32(clamping: $0)) } }
        return (history.score, Int(history.recent))
    }

    /// Whether at least half of the complaints whose category is known have one of these.
    func isMain(_ codes: Set<UInt16>, _ ids: some Collection<Int32>) -> Bool {
        var (known, chosen) = (0, 0)
        for id in ids {
            guard let code = facts.categoryCode(Int(id)), code < categoryCount else { continue }
            known += 1
            if codes.contains(code) { chosen += 1 }
        }
        return known > 0 && chosen * 2 >= known
    }

    func mainCategory(_ ids: some Collection<Int32>) -> MainCategory {
        var main = MainCategory()
        func forEach(_ body: (UInt16) -> Void) {
            for id in ids { if let code = facts.categoryCode(Int(id)), code < categoryCount { body(code) } }
        }
        forEach { main.vote($0) }
        main.settle()
        forEach { main.count($0) }
        return main
    }

    /// The figures alone: ``ClusterSummary/describe(_:)`` puts the words in.
    func summary(_ cluster: Int64, _ ids: [Int32]) -> ClusterSummary {
        let ids = ids.filter { facts.holds(Int($0)) }
        var tally = ClusterTally()
        tally.count(ids, facts, links)
        let categories = Self.shares(facts.categoryCodes(of: ids)) { facts.category($0) }
        let days = facts.days(of: ids).reduce(into: [Int32: Int]()) { if $1 != .min { $0[$1, default: 0] += 1 } }
        let (score, recent) = significance(ids)
        return ClusterSummary(
            id: cluster, title: "", category: categories.first?.value, count: tally.forms.result,
            campaigns: tally.campaigns.count, firstAt: tally.first.map { Timestamp(epochSeconds: $0) },
            lastAt: tally.last.map { Timestamp(epochSeconds: $0) },
            amount: Amount(cents: min(tally.cents, Amount.limit - 1)) ?? .zero, amountCount: tally.amounts,
            districts: Self.shares(facts.districtCodes(of: ids)) { facts.district($0) },
            channels: Self.shares(facts.channelCodes(of: ids)) { Channel(code: $0)?.rawValue },
            categories: categories, keyTerms: [], significance: score, recent: recent,
            days: days.sorted { $0.key < $1.key }.map { (Int($0.key), $0.value) })
    }

    /// Named values, commonest first, equal ones by name.
    private static func shares<Code: Hashable>(
        _ codes: [Code], _ name: (Code) -> String?
    ) -> [ClusterSummary.Share] {
        codes.reduce(into: [Code: Int]()) { $0[$1, default: 0] += 1 }
            .compactMap { key, count in name(key).map { ClusterSummary.Share(value: $0, count: count) } }
            .sorted { ($1.count, $0.value) < ($0.count, $1.value) }
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

    mutating func count(_ ids: [Int32], _ facts: RowFacts, _ links: Links) {
        let (times, sums) = (facts.seconds(of: ids), facts.cents(of: ids))
        for (place, id) in ids.enumerated() {
            let (link, at) = (links[Int(id)], times[place])
            forms.count(link)
            if link.relation == .copy { campaigns.insert(link.origin) }
            if at != .min { (first, last) = (min(first ?? at, at), max(last ?? at, at)) }
            // A repeat names the same sum again.
            if let sum = sums[place], link.relation != .duplicate {
                cents += sum
                amounts += 1
            }
        }
    }
}

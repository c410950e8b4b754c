import BinganService
import ComplaintModel
import MerchantClusters

/// One question that is asked again and again.
struct ScaleCall {
    let name: String
    let body: () throws -> ScaleAnswer
}

/// What came of it: how many, and all of it where two builds are held against each other.
struct ScaleAnswer {
    let count: Int
    let json: () -> [UInt8]

    init(_ count: Int, _ json: @autoclosure @escaping () -> [UInt8] = []) { (self.count, self.json) = (count, json) }

    init(_ list: ClusterList) { self.init(list.clusters.count, list.json) }
    init(_ list: MerchantList) { self.init(list.merchants.count, list.json) }
    init(_ detail: MerchantDetail?) { self.init(detail?.mentions.count ?? 0, detail?.json ?? []) }

    /// FNV-1a.
    var digest: String {
        String(json().reduce(UInt64(0xCBF2_9CE4_8422_2325)) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }, radix: 16)
    }
}

extension ScaleCall {
    static func all(_ service: BinganService) throws -> [ScaleCall] {
        let merchants = try service.merchants("", limit: "1000").merchants
        let (largest, middle) = (merchants.first?.id ?? 1, merchants.last?.id ?? 1)
        var calls = [
            ScaleCall(name: "a merchant's id") {
                ScaleAnswer(try service.merchantEntity(of: largest) == nil ? 0 : 1)
            }
        ]
        for sort in ["significance", "size", "newest", "amount"] {
            calls.append(clusters("by \(sort)", service, [(.sort, sort)]))
        }
        calls.append(clusters("of the largest merchant", service, [(.merchant, "\(largest)")]))
        calls += try chosen(service)
        for query in ["", "健身"] {
            calls.append(
                ScaleCall(name: "merchants \(query)") { ScaleAnswer(try service.merchants(query)) })
        }
        for (name, id) in [("the largest", largest), ("a middling one", middle)] {
            calls.append(ScaleCall(name: "merchant, \(name)") { ScaleAnswer(try service.merchant(id: id)) })
        }
        for prefix in ["优", "健身", "yj"] {
            calls.append(
                ScaleCall(name: "suggest \(prefix)") { ScaleAnswer(try service.suggest(prefix).merchants.count) })
        }
        calls.append(
            ScaleCall(name: "alerts") { ScaleAnswer(try service.alerts(AlertParameters()).alerts.count) })
        return calls
    }

    private static func clusters(
        _ name: String, _ service: BinganService, after: Int = 0, _ values: [(ClusterParameter, String)]
    ) -> ScaleCall {
        ScaleCall(name: "clusters \(name)") { try list(service, values, after) }
    }

    private static func list(
        _ service: BinganService, _ values: [(ClusterParameter, String)], _ after: Int = 0
    ) throws -> ScaleAnswer {
        var parameters = ClusterParameters()
        for (parameter, value) in values { try parameters.set(parameter, value) }
        return ScaleAnswer(try service.clusters(parameters, after: after))
    }

    /// Lists of clusters that leave single complaints out, few or many.
    private static func chosen(_ service: BinganService) throws -> [ScaleCall] {
        let shown = try service.clusters(ClusterParameters()).clusters.first
        let (district, category) = (shown?.districts.first?.value ?? "", shown?.category ?? "")
        // Thirteen weeks that nobody asked for before: nothing of them is kept.
        var weeks = DayDate(daysSince1970: 18_628)
        let another = ScaleCall(name: "clusters of other weeks each time") {
            weeks = DayDate(daysSince1970: weeks.daysSince1970 + 5)
            let last = DayDate(daysSince1970: weeks.daysSince1970 + 90)
            return try list(service, [(.from, weeks.text), (.to, last.text)])
        }
        return [
            clusters("of one quarter", service, [(.from, "2021-10")]), another,
            clusters("of one quarter, page 5", service, after: 80, [(.from, "2021-10")]),
            clusters("of one district", service, [(.district, district)]),
            clusters("of one category", service, [(.category, category)]),
            clusters("of both in a quarter", service, [(.category, category), (.from, "2021-10")]),
            clusters("since 2000", service, [(.from, "2000")]),
            clusters("of any size", service, [(.minSize, "1")]),
        ]
    }
}

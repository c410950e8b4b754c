import ComplaintIndex
import MerchantClusters
import Testing

@Suite struct ClusterStageTests {
    @Test("one issue in different words is one cluster, another issue of the same merchant another")
    func twoIssues() throws {
        let scratch = try Scratch()
        let closed = try Texts.closed.map { try scratch.add($0) }
        let noise = try Texts.noise.map { try scratch.add($0) }
        let reader = ClusterReader(scratch.store)
        let first = Set(try closed.map { try reader.cluster(ofComplaint: $0) })
        let second = Set(try noise.map { try reader.cluster(ofComplaint: $0) })
        #expect(first.count == 1)
        #expect(second.count == 1)
        #expect(first.isDisjoint(with: second))
        #expect(first.first == closed[0])
    }

    @Test("the same words about another merchant are another cluster")
    func merchantsApart() throws {
        let scratch = try Scratch()
        let a = try scratch.add(Texts.closed[0], merchant: "优健健身")
        let b = try scratch.add(Texts.closed[0], merchant: "丽妍美容院")
        let reader = ClusterReader(scratch.store)
        #expect(try reader.cluster(ofComplaint: a) != reader.cluster(ofComplaint: b))
    }

    @Test("without a merchant, or without checks, there is no cluster")
    func none() throws {
        let scratch = try Scratch()
        let nobody = try scratch.add(Texts.closed[0], merchant: nil)
        let unchecked = try scratch.add(Texts.closed[1], checks: false)
        let reader = ClusterReader(scratch.store)
        #expect(try reader.cluster(ofComplaint: nobody) == nil)
        #expect(try reader.cluster(ofComplaint: unchecked) == nil)
    }

    @Test("the list gives size, people, days, sums and a title")
    func list() throws {
        let scratch = try Scratch()
        for (day, text) in Texts.closed.enumerated() {
            let phone = day < 2 ? "13800000001" : "1380000000\(day)"
            try scratch.add(text, phone: phone, day: day, district: "洪山区", category: "预付卡", amount: 10_000)
        }
        let list = try ClusterReader(scratch.store).list(ClusterRequest())
        let cluster = try #require(list.clusters.first)
        #expect(list.total == 1)
        #expect(cluster.count.complaints == 4)
        #expect(cluster.count.people == 3)
        #expect(cluster.amount.cents == 40_000)
        #expect(cluster.districts.map(\.value) == ["洪山区"])
        #expect(cluster.category == "预付卡")
        #expect(cluster.title.contains("关店失联"))
        #expect(cluster.days.count == 4)
        #expect(cluster.representative != nil)
    }

    @Test("district and period choose what is counted")
    func filters() throws {
        let scratch = try Scratch()
        for (day, text) in Texts.closed.enumerated() {
            try scratch.add(text, day: day * 10, district: day == 0 ? "武昌区" : "洪山区")
        }
        var request = ClusterRequest()
        request.district = "洪山区"
        let reader = ClusterReader(scratch.store)
        #expect(try reader.list(request).clusters.first?.count.complaints == 3)
        request.minSize = 4
        #expect(try reader.list(request).total == 0)
        request = ClusterRequest()
        request.minSize = 1
        request.from = 1_609_459_200 + 15 * 86_400
        #expect(try reader.list(request).clusters.first?.count.complaints == 2)
    }

    @Test("a list up to a time has the last day of receipt before it, and none where nothing had come")
    func lastDay() throws {
        let scratch = try Scratch()
        for (day, text) in Texts.closed.enumerated() { try scratch.add(text, day: day * 10) }
        let reader = ClusterReader(scratch.store)
        var request = ClusterRequest()
        request.to = 1_609_459_200 + 15 * 86_400
        let last = try reader.list(request).asOf
        request.to = 1_609_459_200 + 5 * 86_400
        #expect(try reader.list(request).asOf.map { $0.daysSince1970 + 10 } == last?.daysSince1970)
        request.to = 1_600_000_000
        #expect(try reader.list(request).asOf == nil)
        #expect(last != nil)
    }
}

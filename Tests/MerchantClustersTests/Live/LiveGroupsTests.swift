import ComplaintIndex
import ComplaintModel
import GRDB
import Testing

@testable import MerchantClusters

/// What is kept in memory against a count over all rows.
@Suite struct LiveGroupsTests {
    private func fresh(_ store: Store, _ request: ClusterRequest) throws -> ClusterList {
        let extractor = try IssueTermExtractor.shared.get()
        return try store.read { db in try ClusterLister(store, extractor, request, db).list() }
    }

    private func expectSame(_ live: ClusterReader, _ store: Store, _ request: ClusterRequest) throws {
        let (found, counted) = (try live.list(request), try fresh(store, request))
        #expect(found.total == counted.total)
        #expect(found.asOf == counted.asOf)
        #expect(found.clusters.map { "\($0)" } == counted.clusters.map { "\($0)" })
    }

    private func request(_ sort: ClusterSort, category: String? = nil, minSize: Int = 1) -> ClusterRequest {
        var request = ClusterRequest()
        (request.sort, request.category, request.minSize) = (sort, category, minSize)
        return request
    }

    @Test("lists kept in memory are those of a fresh count, whatever came in or changed since")
    func same() throws {
        let scratch = try Scratch()
        let reader = ClusterReader(scratch.store, LiveGroups())
        var ids: [Int64] = []
        for round in 0..<6 {
            for (place, text) in (Texts.closed + Texts.noise).enumerated() {
                ids.append(
                    try scratch.add(
                        text + "，第\(round)次", merchant: ["优健健身", "丽妍美容院", nil][(round + place) % 3],
                        day: 1 + round * 9 + place, category: place % 2 == 0 ? "预付卡/健身" : "环境",
                        amount: Int64(round * 1000)))
            }
            for sort in ClusterSort.allCases { try expectSame(reader, scratch.store, request(sort)) }
            try expectSame(reader, scratch.store, request(.size, category: "预付卡", minSize: 2))
        }
        _ = try scratch.store.set(id: ids[2], [.category("价格"), .district("洪山区")], by: "test")
        try expectSame(reader, scratch.store, request(.size))
        _ = try scratch.store.rebuildClusters { _, _ in }
        for sort in ClusterSort.allCases { try expectSame(reader, scratch.store, request(sort)) }
        #expect(try reader.list(request(.size)).total > 1)
    }

    @Test("clusters of one merchant are those of a fresh count")
    func ofMerchant() throws {
        let scratch = try Scratch()
        for text in Texts.closed + Texts.noise {
            try scratch.add(text)
            try scratch.add(text, merchant: "丽妍美容院")
        }
        let reader = ClusterReader(scratch.store, LiveGroups())
        var request = request(.newest)
        request.merchants = try reader.merchants(named: "丽妍")
        try expectSame(reader, scratch.store, request)
        #expect(try reader.list(request).clusters.allSatisfy { $0.merchantName == "丽妍美容院" })
    }

    @Test("a cluster that went into another takes its rows along")
    func merged() throws {
        let scratch = try Scratch()
        let first = try Texts.closed.map { try scratch.add($0) }
        let noise = try Texts.noise.map { try scratch.add($0) }
        let reader = ClusterReader(scratch.store, LiveGroups())
        #expect(try reader.list(request(.size)).total == 2)
        try scratch.store.write { db in
            var writer = try RebuildWriter(db)
            try writer.write(
                [ClusterGroup(complaints: first + noise, profile: ClusterProfile([]))], merchant: 1)
            try writer.finish()
        }
        #expect(try reader.list(request(.size)).total == 1)
        #expect(try reader.cluster(noise[0])?.complaints == first + noise)
        try expectSame(reader, scratch.store, request(.size))
    }

    @Test("rows are found under the key they were put to last, rising")
    func groups() {
        var groups = RowGroups()
        for row in [5, 3, 9, 4] { groups.put(row, 7) }
        #expect(groups[7] == [3, 4, 5, 9])
        #expect(groups.put(4, 2) == 7)
        #expect(groups.put(9, 0) == 7)
        #expect(groups[7] == [3, 5] && groups[2] == [4] && groups[0] == [])
        #expect(groups.key(of: 4) == 2 && groups.key(of: 9) == 0 && groups.key(of: 1000) == 0)
        #expect([-1, 8, Int(UInt32.max), Int(UInt32.max) + 1, .max, .min].allSatisfy { groups[$0].isEmpty })
    }

    @Test("packed groups take changes as those that were put row by row")
    func packed() {
        var random = SystemRandomNumberGenerator()
        var keys = (0..<5_000).map { _ in UInt32.random(in: 0...900, using: &random) }
        var (packed, put) = (RowGroups(keys: keys), RowGroups())
        for (row, key) in keys.enumerated() { put.put(row, key) }
        for _ in 0..<6_000 {
            let (row, key) = (Int.random(in: 0..<5_200, using: &random), UInt32.random(in: 0...1_000, using: &random))
            if row >= keys.count { keys += repeatElement(0, count: row + 1 - keys.count) }
            keys[row] = key
            #expect(packed.put(row, key) == put.put(row, key))
            packed.packIfScattered()
        }
        for key in 0..<max(packed.capacity, put.capacity) {
            let rows = key == 0 ? [] : keys.indices.filter { keys[$0] == UInt32(key) }.map { Int32($0) }
            #expect(packed[key] == rows && put[key] == rows)
        }
        for groups in [packed, put] {
            var last = 0
            groups.forEach { key, rows in
                #expect(key > last && !rows.isEmpty && Array(rows) == groups[key])
                last = key
            }
            #expect(last == Int(keys.max() ?? 0))
        }
    }
}

import ComplaintIndex
import Testing

@testable import MerchantClusters

@Suite struct ClusterRebuildTests {
    @Test("a rebuild of what intake made keeps ids and nearly all memberships")
    func stable() throws {
        let scratch = try Scratch()
        var ids: [Int64] = []
        for text in Texts.closed + Texts.noise { ids.append(try scratch.add(text)) }
        for text in Texts.closed { ids.append(try scratch.add(text, merchant: "丽妍美容院")) }
        let reader = ClusterReader(scratch.store)
        let before = try ids.map { try reader.cluster(ofComplaint: $0) }
        #expect(try scratch.store.rebuildClusters { _, _ in } == 3)
        #expect(try ids.map { try reader.cluster(ofComplaint: $0) } == before)
        #expect(try scratch.store.rebuildClusters { _, _ in } == 3)
        #expect(try ids.map { try reader.cluster(ofComplaint: $0) } == before)
    }

    @Test("complaints stored without checks get their clusters from a rebuild")
    func unchecked() throws {
        let scratch = try Scratch()
        let ids = try Texts.closed.map { try scratch.add($0, checks: false) }
        _ = try scratch.store.rebuildClusters { _, _ in }
        let reader = ClusterReader(scratch.store)
        #expect(Set(try ids.map { try reader.cluster(ofComplaint: $0) }) == [ids[0]])
        let more = try scratch.add(Texts.closed[0])
        #expect(try reader.cluster(ofComplaint: more) == ids[0])
    }

    private func group(_ complaints: [Int64]) -> ClusterGroup {
        ClusterGroup(complaints: complaints, profile: ClusterProfile([]))
    }

    @Test("a split cluster's id stays with the larger part, the other gets a free one; none is given twice")
    func ids() {
        let before: [Int64: Int64] = [1: 1, 2: 1, 3: 1, 4: 1, 5: 5]
        let groups = [group([1]), group([2, 3, 4]), group([5, 6])]
        let ids = RebuildWriter.ids(of: groups, before: before) { $0 == 1 || $0 == 5 }
        #expect(ids[1] == 1 && ids[2] == 5)
        #expect(ids[0] == 2)
        #expect(Set(ids).count == 3)
    }

    @Test("the id of a cluster that went into another leads there")
    func redirects() throws {
        let scratch = try Scratch()
        let first = try Texts.closed.map { try scratch.add($0) }
        let noise = try Texts.noise.map { try scratch.add($0) }
        try scratch.store.write { db in
            var writer = try RebuildWriter(db)
            try writer.write([group(first + noise)], merchant: 1)
            try writer.finish()
        }
        let reader = ClusterReader(scratch.store)
        let one = try #require(try reader.cluster(noise[0]))
        #expect(one.summary.id == first[0])
        #expect(one.complaints == first + noise)
        #expect(try reader.cluster(ofComplaint: noise[1]) == first[0])
    }
}

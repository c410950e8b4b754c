import Testing

@testable import BinganService

@Suite struct ImportSegmentsTests {
    /// FTS5 writes out what it has gathered whenever a statement opens a savepoint: a stage that fires a trigger for each row
    /// would make a segment of each.
    @Test(
        "an import of one transaction writes one segment, whatever takes part in storing a row",
        arguments: [true, false])
    func oneSegment(checks: Bool) throws {
        try CorpusIndex.with(checks: checks) { service, counts in
            #expect(counts.imported == 579)
            let segments = try #require(try service.store.segmentCounts())
            #expect(segments == (1, 1))
        }
    }
}

import ComplaintModel
import Foundation
import GRDB
import Testing

@testable import ComplaintIndex

@Suite struct SegmentLevelsTests {
    /// Cookie, levels, segments, pages written; then each level's running merge, count, and segments.
    private static let cookie: [UInt8] = [0, 0, 0, 9]

    @Test("a record is read and written as it stands")
    func record() throws {
        let bytes: [UInt8] = Self.cookie + [2, 3, 0x83, 0x74, 0, 2, 7, 1, 1, 8, 1, 2, 0, 1, 3, 1, 0x83, 0x91, 0x5C]
        let levels = try #require(SegmentLevels(record: bytes))
        #expect(levels.levels.map(\.segments.count) == [2, 1])
        #expect(levels.levels[1].segments[0].pages == 51_420)
        #expect(levels.record == bytes)
    }

    @Test("what is cut short, counted wrong or of a later form is no record", arguments: 0..<4)
    func damaged(_ kind: Int) {
        let bytes: [[UInt8]] = [
            Self.cookie + [1, 1, 0, 0, 1, 3, 1], Self.cookie + [1, 2, 0, 0, 1, 3, 1, 4],
            Self.cookie + [0xFF, 0, 0, 1, 1, 1, 0, 0, 1, 3, 1, 4], [0, 0],
        ]
        #expect(SegmentLevels(record: bytes[kind]) == nil)
    }

    @Test("a large segment is put so high that as much has to come first; the order of age stays")
    func settling() throws {
        let bytes: [UInt8] = Self.cookie + [2, 3, 5, 0, 2, 7, 1, 1, 8, 1, 2, 0, 1, 3, 1, 0x83, 0x91, 0x5C]
        var levels = try #require(SegmentLevels(record: bytes))
        let before = levels.levels.flatMap(\.segments)
        let isSettled = levels.settle()
        #expect(isSettled)
        #expect(levels.levels.map(\.segments.count) == [2, 0, 0, 0, 0, 0, 0, 1])
        #expect(levels.levels.flatMap(\.segments) == before)
        let again = levels
        let changed = levels.settle()
        #expect(!changed && levels == again)
        #expect(SegmentLevels(record: levels.record) == levels)
    }

    @Test("levels that are empty for nothing are taken out")
    func emptied() throws {
        let bytes: [UInt8] = Self.cookie + [5, 2, 5, 0, 1, 7, 1, 1, 0, 0, 0, 0, 0, 0, 0, 1, 3, 1, 17]
        var levels = try #require(SegmentLevels(record: bytes))
        let isSettled = levels.settle()
        #expect(isSettled)
        #expect(levels.levels.map(\.segments.count) == [1, 0, 1])
    }

    @Test("nothing comes between a running merge and what it writes")
    func running() throws {
        let bytes: [UInt8] = Self.cookie + [2, 3, 5, 2, 2, 7, 1, 1, 8, 1, 2, 0, 1, 3, 1, 0x83, 0x91, 0x5C]
        var levels = try #require(SegmentLevels(record: bytes))
        let before = levels
        let changed = levels.settle()
        #expect(!changed && levels == before)
    }

    /// Of many pairs of Hanzi, so that their index has many pages.
    private static let texts = (0..<60).map { (row: UInt32) in
        var text = String.UnicodeScalarView()
        for place in 0..<300 as Range<UInt32> {
            let hanzi: UInt32 = 0x4E00 + (place * 37 + row * 911) % 9000
            if let scalar = Unicode.Scalar(hanzi) { text.append(scalar) }
        }
        return String(text)
    }

    @Test("behind an import the one large segment is not merged with what comes after it")
    func afterImport() throws {
        let index = try TestIndex(Self.texts)
        let store = index.store
        try store.mergeAll()
        func largest() throws -> SegmentLevels.Segment? {
            let record = try store.read { db in try db.value(.structureOfBigrams, as: Data.self) }
            return SegmentLevels(record: Array(record ?? Data()))?.levels.last?.segments.first
        }
        let before = try largest()
        #expect(try #require(before).pages >= 16)
        for place in 0..<24 {
            _ = try store.add(Complaint(text: "退款不到账，第\(place)次来问"), by: "test")
            while try store.mergeStep() {}
        }
        #expect(try largest() == before)
        let counts = try #require(try store.segmentCounts())
        #expect(counts.bigrams > 1 && counts.bigrams <= 8)
        #expect(try store.search(SearchRequest(query: "次来问", deadline: 0)).total == 24)
        #expect(try store.verify().problems == [])
    }

    @Test("however often all segments are merged, there are no more levels than FTS5 allows")
    func oftenMerged() throws {
        let index = try TestIndex(Self.texts)
        var deepest = 0
        for round in 0..<80 {
            for part in 0..<2 { _ = try index.store.add(Complaint(text: "退款不到账，第\(round)轮\(part)"), by: "test") }
            try index.store.mergeAll()
            let record = try index.store.read { db in try db.value(.structureOfBigrams, as: Data.self) }
            deepest = max(deepest, try #require(SegmentLevels(record: Array(record ?? Data()))).levels.count)
        }
        #expect((3..<8).contains(deepest))
        #expect(try index.store.verify().problems == [])
    }
}

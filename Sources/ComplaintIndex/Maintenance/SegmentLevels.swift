/// FTS5's structure record (fts5_index.c): which segments make up an index, level by level, the newest first. Four
/// segments of one level are merged into one of the next, so that how much is written again depends on levels being true
/// to size.
struct SegmentLevels: Equatable {
    struct Level: Equatable {
        /// Segments that a running merge takes in; what it writes lies on the next level.
        var merging = 0
        /// Oldest first.
        var segments: [Segment] = []
    }

    struct Segment: Equatable {
        let id: Int
        let firstPage: Int
        let lastPage: Int

        var pages: Int { lastPage - firstPage + 1 }
    }

    private(set) var levels: [Level]
    /// What stands before and between: the configuration's cookie, and how many pages were ever written.
    private let cookie: ArraySlice<UInt8>
    private let writeCounter: Int

    /// Levels that are made, at most (FTS5_MAX_LEVEL).
    private static let most = 64
    /// Levels that are read, at most: more than FTS5 comes to.
    private static let mostRead = 2_000
    /// Segments of a level that are merged.
    private static let merged = 4

    /// Nil for a record of another form than that of SQLite before 3.44, or a damaged one.
    init?(record: [UInt8]) {
        var reader = VarintReader(bytes: record[min(4, record.count)...])
        guard let levelCount = reader.next(), let segmentCount = reader.next(), let writeCounter = reader.next(),
            levelCount <= Self.mostRead
        else { return nil }
        (cookie, self.writeCounter, levels) = (record.prefix(4), writeCounter, [])
        for _ in 0..<levelCount {
            guard let merging = reader.next(), let count = reader.next(), merging <= count, count <= segmentCount else {
                return nil
            }
            var level = Level(merging: merging)
            for _ in 0..<count {
                guard let id = reader.next(), let first = reader.next(), let last = reader.next(), first <= last else {
                    return nil
                }
                level.segments.append(Segment(id: id, firstPage: first, lastPage: last))
            }
            levels.append(level)
        }
        guard reader.isAtEnd, self.segmentCount == segmentCount else { return nil }
    }

    private var segmentCount: Int { levels.reduce(0) { $0 + $1.segments.count } }

    var record: [UInt8] {
        var bytes = Array(cookie)
        for number in [levels.count, segmentCount, writeCounter] { bytes.appendVarint(number) }
        for level in levels {
            bytes.appendVarint(level.merging)
            bytes.appendVarint(level.segments.count)
            for segment in level.segments {
                for number in [segment.id, segment.firstPage, segment.lastPage] { bytes.appendVarint(number) }
            }
        }
        return bytes
    }

    /// Puts large segments so high that as many small ones as they are worth come first: an import's one segment of
    /// everything lies only a level or two above a complaint's, and would be written again, for minutes, with the next
    /// dozen complaints. Empty levels are put between, or taken out where there are more: each time that all segments are
    /// merged FTS5 adds two. The order of segments, which is that of their age, stays.
    /// - Returns: whether anything changed.
    mutating func settle() -> Bool {
        var settled: [Level] = []
        for level in levels where !level.segments.isEmpty {
            let height = level.segments.map { Self.height(pages: $0.pages) }.max() ?? 0
            // What a running merge writes stays next to what it reads.
            if settled.last?.merging ?? 0 == 0, height > settled.count {
                settled += repeatElement(Level(), count: height - settled.count)
            }
            settled.append(level)
        }
        guard settled != levels, settled.count <= Self.most else { return false }
        levels = settled
        return true
    }

    /// The level on which so many pages come to lie where each began as a page.
    private static func height(pages: Int) -> Int {
        var (height, rest) = (0, pages)
        while rest >= merged { (height, rest) = (height + 1, rest / merged) }
        return height
    }
}

/// SQLite's varints: seven bits a byte, the highest first, the ninth byte whole.
private struct VarintReader {
    private var rest: ArraySlice<UInt8>

    init(bytes: ArraySlice<UInt8>) { rest = bytes }

    var isAtEnd: Bool { rest.isEmpty }

    /// Nil at the end, and for what is no 32-bit number.
    mutating func next() -> Int? {
        var value = 0
        for _ in 0..<5 {
            guard let byte = rest.popFirst() else { return nil }
            value = value << 7 | Int(byte & 0x7F)
            if byte < 0x80 { return value <= Int(UInt32.max) ? value : nil }
        }
        return nil
    }
}

extension [UInt8] {
    fileprivate mutating func appendVarint(_ number: Int) {
        var groups = [UInt8(number & 0x7F)]
        var rest = number >> 7
        while rest > 0 {
            groups.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        append(contentsOf: groups.reversed())
    }
}

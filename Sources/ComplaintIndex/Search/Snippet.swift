/// A piece of a text with its marks, in Unicode scalars.
struct Snippet: Equatable {
    let text: String
    let highlights: [Range<Int>]

    /// A text up to this long is shown whole; of a longer one a window of `width`.
    static let whole = 160
    static let width = 120

    /// - Parameter ranges: in bytes of `text`, on scalar boundaries, ascending and apart.
    init(_ text: String, _ ranges: [Range<Int>]) {
        var text = text
        self = text.withUTF8 { Snippet($0, ranges) }
    }

    init(_ text: UnsafeBufferPointer<UInt8>, _ ranges: [Range<Int>]) {
        let count = Self.scalars(in: text[...])
        let marks = Self.scalarRanges(ranges, in: text)
        guard count > Self.whole else {
            self.text = String(decoding: text, as: UTF8.self)
            highlights = marks
            return
        }
        let start = Self.start(marks, count)
        let end = min(count, start + Self.width)
        let first = Self.offset(ofScalar: start, in: text[...])
        let last = Self.offset(ofScalar: end - start, in: text[first...])
        let piece = String(decoding: text[first..<last], as: UTF8.self)
        self.text = (start > 0 ? "…" : "") + piece + (end < count ? "…" : "")
        let shift = (start > 0 ? 1 : 0) - start
        highlights = marks.compactMap { mark in
            let cut = mark.clamped(to: start..<end)
            return cut.isEmpty ? nil : cut.lowerBound + shift..<cut.upperBound + shift
        }
    }

    /// Where the window holds most marked scalars, a little before its first mark.
    private static func start(_ marks: [Range<Int>], _ count: Int) -> Int {
        var best = (covered: -1, start: 0)
        var behind = 0
        var covered = 0
        for (index, mark) in marks.enumerated() {
            while behind < marks.count, marks[behind].lowerBound < mark.lowerBound + width - 20 {
                covered += marks[behind].count
                behind += 1
            }
            if covered > best.covered { best = (covered, mark.lowerBound) }
            covered -= marks[index].count
        }
        return max(0, min(best.start - 20, count - width))
    }

    /// Every byte but those that continue a scalar begins one.
    private static func scalars(in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        bytes.withContiguousStorageIfAvailable { bytes in
            var count = 0
            for byte in bytes { count &+= byte & 0xC0 == 0x80 ? 0 : 1 }
            return count
        } ?? 0
    }

    /// Where the scalar of that number begins; the end when there are no more.
    private static func offset(ofScalar number: Int, in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
        var seen = 0
        for index in bytes.indices where bytes[index] & 0xC0 != 0x80 {
            if seen == number { return index }
            seen += 1
        }
        return bytes.endIndex
    }

    /// Byte ranges as ranges of scalars. O(text).
    private static func scalarRanges(_ ranges: [Range<Int>], in text: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
        var result: [Range<Int>] = []
        var (byte, scalar) = (0, 0)
        for range in ranges {
            let start = scalar + scalars(in: text[byte..<range.lowerBound])
            scalar = start + scalars(in: text[range])
            byte = range.upperBound
            result.append(start..<scalar)
        }
        return result
    }
}

import Crypto
import Foundation

/// A cursor that is not one of ours, or belongs to another query.
public struct CursorError: Error, Equatable, CustomStringConvertible {
    public var description: String { "cursor: not of this query; leave it out to begin at the first page" }
}

/// Where a page ended, and what the first page was ranked by: statistics and the highest id, so that rows that arrive
/// meanwhile neither shift scores nor slip in between. Comes only from a search, or from parsing what one gave out.
struct PageCursor: Equatable {
    /// Which query, filters and order it belongs to.
    let fingerprint: UInt64
    /// The last hit: whether it holds every word, what it is ordered by (score bits, time or amount), its id.
    let isStrict: Bool
    let key: UInt64
    let id: UInt32
    let lastID: UInt32
    let statistics: Statistics
    /// In how many rows each scored term stood.
    let frequencies: [UInt32]

    static func fingerprint(_ request: SearchRequest) -> UInt64 {
        let filters = request.filters.map { "\($0)" }.joined(separator: "\u{1F}")
        let text = [request.query, filters, request.sort.rawValue].joined(separator: "\u{1E}")
        return SHA256.hash(data: Data(text.utf8)).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }

    /// URL-safe base64 of little-endian numbers behind a version byte.
    var text: String {
        var writer = NumberWriter()
        writer.put(UInt8(1))
        writer.put(fingerprint)
        writer.put(UInt8(isStrict ? 1 : 0))
        writer.put(key)
        writer.put(id)
        writer.put(lastID)
        writer.put(UInt32(clamping: statistics.rows))
        for value in [statistics.averageWords, statistics.averageBigrams, statistics.averageHanzi] {
            writer.put(value.bitPattern)
        }
        for frequency in frequencies { writer.put(frequency) }
        let url = Data(writer.bytes).base64EncodedData().lazy.filter { $0 != UInt8(ascii: "=") }.map { byte in
            switch byte {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: byte
            }
        }
        return String(decoding: url, as: UTF8.self)
    }

    init(
        fingerprint: UInt64, isStrict: Bool, key: UInt64, id: UInt32, lastID: UInt32, statistics: Statistics,
        frequencies: [UInt32]
    ) {
        self.fingerprint = fingerprint
        self.isStrict = isStrict
        self.key = key
        self.id = id
        self.lastID = lastID
        self.statistics = statistics
        self.frequencies = frequencies
    }

    init(parsing text: String, for request: SearchRequest) throws(CursorError) {
        let padded = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - padded.count % 4) % 4)
        guard text.utf8.count < 4096, let data = Data(base64Encoded: padded + padding) else { throw CursorError() }
        var reader = NumberReader(bytes: Array(data))
        guard reader.take(UInt8.self) == 1, let fingerprint = reader.take(UInt64.self),
            fingerprint == Self.fingerprint(request), let strict = reader.take(UInt8.self),
            let key = reader.take(UInt64.self), let id = reader.take(UInt32.self),
            let lastID = reader.take(UInt32.self), let rows = reader.take(UInt32.self),
            let words = reader.take(UInt32.self), let bigrams = reader.take(UInt32.self),
            let hanzi = reader.take(UInt32.self)
        else { throw CursorError() }
        let averages = [words, bigrams, hanzi].map { Float(bitPattern: $0) }
        guard averages.allSatisfy({ $0.isFinite && $0 >= 1 }) else { throw CursorError() }
        var frequencies: [UInt32] = []
        while let frequency = reader.take(UInt32.self) { frequencies.append(frequency) }
        guard reader.isAtEnd else { throw CursorError() }
        self.init(
            fingerprint: fingerprint, isStrict: strict == 1, key: key, id: id, lastID: lastID,
            statistics: Statistics(
                rows: Int(rows), averageWords: averages[0], averageBigrams: averages[1], averageHanzi: averages[2]),
            frequencies: frequencies)
    }
}

private struct NumberWriter {
    var bytes: [UInt8] = []

    mutating func put(_ value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

private struct NumberReader {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func take<T: FixedWidthInteger>(_ type: T.Type) -> T? {
        let size = MemoryLayout<T>.size
        guard bytes.count - place >= size else { return nil }
        defer { place += size }
        return bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: T.self)) }
    }
}

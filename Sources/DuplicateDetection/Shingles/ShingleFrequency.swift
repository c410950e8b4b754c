import TextAnalysis

/// How common a shingle is in complaints, from a table frozen with the release (Index/shingle-frequency.bin, made by
/// `bingan-bench shingles`), so that a text has the same rarest shingles whenever it is looked at.
///
/// 2^22 buckets by the hash's upper bits, four bits each, the even bucket in the lower half of a byte: 0 for a document
/// frequency of at most 15 in a million, else 1 + log2(frequency / 16), rounded. Boilerplate (市民来电反映,
/// 希望有关部门处理) weighs next to nothing by it. The design's quarter steps would take 4 MB and choose no better.
package struct ShingleFrequency: Sendable {
    package static let bucketBits: UInt32 = 22
    static let size = 1 << (bucketBits - 1)
    static let fileName = "shingle-frequency.bin"
    /// Documents the frequencies are per.
    package static let scale = 1_000_000.0
    /// The frequency up to which shingles count as equally rare.
    package static let rare = 15.0
    static let highestLevel: UInt8 = 15

    private let levels: [UInt8]
    /// Bits of information by level: log2(scale / frequency).
    private let weights: [Float] = (0...highestLevel).map { 15.93 - Float(max(1, $0) - 1) }
    /// Changes with the table: stored beside the keys chosen by it.
    package let epoch: String

    /// The table of this release.
    /// - Throws: `DictionaryError` for a table that is missing or has another shape.
    package init() throws(DictionaryError) {
        let file = try IndexFile.named(Self.fileName)
        guard file.bytes.count > Self.size, file.bytes.first == UInt8(ascii: "#") else {
            throw .value(file: Self.fileName, line: 1, problem: "expected a comment, then \(Self.size) bytes")
        }
        self.init(levels: Array(file.bytes.suffix(Self.size)))
    }

    /// - Parameter levels: two buckets a byte.
    package init(levels: [UInt8]) {
        self.levels = levels
        // Every 64th byte: a table made anew differs everywhere.
        let sample = stride(from: 0, to: levels.count, by: 64).lazy.map { levels[$0] }
        epoch = String(Shingle.bytes(sample), radix: 16)
    }

    @inline(__always)
    static func bucket(_ hash: UInt32) -> Int { Int(hash >> (32 - bucketBits)) }

    @inline(__always)
    func level(_ hash: UInt32) -> UInt8 {
        let bucket = Self.bucket(hash)
        return levels[bucket >> 1] >> (bucket & 1 == 0 ? 0 : 4) & 15
    }

    @inline(__always)
    func weight(level: UInt8) -> Float { weights[Int(level & 15)] }

    /// The weight in hundredths of a bit: sums of whole numbers are the same in every order.
    @inline(__always)
    static func hundredths(level: UInt8) -> Int32 { 1593 - 100 * Int32(max(1, level) - 1) }
}

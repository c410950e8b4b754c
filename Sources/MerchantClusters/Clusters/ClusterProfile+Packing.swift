import Foundation

/// How a profile lies in the database, little-endian: version u8 | categories u8 | terms u16 | size u32 | weakest f32 |
/// weakest member i64 | categories: key u32, count u32 | terms: key u32, average weight u16 in 1/65,535.
extension ClusterProfile {
    private static let version: UInt8 = 1
    private static let headerSize = 20

    package var packed: Data {
        var data = Data(capacity: Self.headerSize + 8 * categories.count + 6 * sum.count)
        data.append(Self.version)
        data.append(UInt8(clamping: categories.count))
        data.append(little: UInt16(clamping: sum.count))
        data.append(little: UInt32(clamping: size))
        data.append(little: weakest.bitPattern)
        data.append(little: UInt64(bitPattern: weakestMember))
        for category in categories {
            data.append(little: category.key)
            data.append(little: UInt32(clamping: category.count))
        }
        for element in sum.prefix(Int(UInt16.max)) {
            data.append(little: element.key)
            let average = max(0, min(1, element.weight / Float(max(1, size))))
            data.append(little: UInt16(average * 65_535))
        }
        return data
    }

    /// Nil for bytes that are no profile.
    package init?(id: Int64, packed: UnsafeRawBufferPointer) {
        guard packed.count >= Self.headerSize, packed[0] == Self.version else { return nil }
        let (categoryCount, termCount) = (Int(packed[1]), Int(packed.little(UInt16.self, at: 2)))
        guard packed.count == Self.headerSize + 8 * categoryCount + 6 * termCount else { return nil }
        self.id = id
        size = Int(packed.little(UInt32.self, at: 4))
        weakest = Float(bitPattern: packed.little(UInt32.self, at: 8))
        weakestMember = Int64(bitPattern: packed.little(UInt64.self, at: 12))
        var place = Self.headerSize
        for _ in 0..<categoryCount {
            categories.append((packed.little(UInt32.self, at: place), Int(packed.little(UInt32.self, at: place + 4))))
            place += 8
        }
        sum.reserveCapacity(termCount)
        for _ in 0..<termCount {
            let average = Float(packed.little(UInt16.self, at: place + 4)) / 65_535
            sum.append(.init(key: packed.little(UInt32.self, at: place), weight: average * Float(size)))
            place += 6
        }
    }
}

extension Data {
    fileprivate mutating func append<T: FixedWidthInteger>(little value: T) {
        Swift.withUnsafeBytes(of: value.littleEndian) { append(contentsOf: $0) }
    }
}

extension UnsafeRawBufferPointer {
    fileprivate func little<T: FixedWidthInteger>(_ type: T.Type, at offset: Int) -> T {
        T(littleEndian: loadUnaligned(fromByteOffset: offset, as: T.self))
    }
}

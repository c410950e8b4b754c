/// What a complaint belongs to, in 16 bytes.
///
/// On disk, little-endian: cluster u32 | person u32 | origin u32 | relation u8, three bytes of zero.
package struct LinkRecord: Equatable, Sendable {
    package static let size = 16

    /// What the complaint is to its origin.
    package enum Relation: UInt8, Sendable {
        case none = 0
        /// 重复: the same person's same matter.
        case duplicate = 1
        /// 雷同: the same text from another person.
        case copy = 2
    }

    /// The cluster; 0 for none.
    package var cluster: UInt32 = 0
    /// The first four bytes of the keyed hash of phone or ID number; 0 where there is neither.
    package var person: UInt32 = 0
    /// The first complaint of what this one repeats or copies; 0 for none.
    package var origin: UInt32 = 0
    package var relation: Relation = .none

    package init() {}

    init(from raw: UnsafeRawBufferPointer) {
        cluster = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 0, as: UInt32.self))
        person = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 4, as: UInt32.self))
        origin = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: 8, as: UInt32.self))
        relation = Relation(rawValue: raw[12]) ?? .none
    }

    func write(to raw: UnsafeMutableRawBufferPointer) {
        raw.storeBytes(of: cluster.littleEndian, toByteOffset: 0, as: UInt32.self)
        raw.storeBytes(of: person.littleEndian, toByteOffset: 4, as: UInt32.self)
        raw.storeBytes(of: origin.littleEndian, toByteOffset: 8, as: UInt32.self)
        raw.storeBytes(of: relation.rawValue, toByteOffset: 12, as: UInt8.self)
    }

    /// The number of a person by the keyed hash of the phone or, failing that, of the ID number.
    package static func person(_ key: (some Collection<UInt8>)?) -> UInt32 {
        guard let key, key.count >= 4 else { return 0 }
        return max(1, key.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
    }
}

@testable import ComplaintModel

/// SplitMix64 (Steele, Lea and Flood, 2014): the same seed gives the same tests everywhere.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// What a decoder threw, or nil.
func fault(_ body: () throws(RecordError) -> Void) -> RecordError? {
    do {
        try body()
        return nil
    } catch {
        return error
    }
}

/// `field: rule` of the error that a line is refused with; nil when it is taken.
func refusal(_ line: String) -> String? { refusal(Array(line.utf8)) }

func refusal(_ line: [UInt8]) -> String? {
    fault { () throws(RecordError) in _ = try ComplaintDecoder().decode(line) }.map { "\($0.field): \($0.rule)" }
}

func decoded(_ line: String) throws -> Complaint { try ComplaintDecoder().decode(Array(line.utf8)) }

extension Complaint {
    var contentBytes: [UInt8] {
        var bytes: [UInt8] = []
        contentBytes(into: &bytes)
        return bytes
    }
}

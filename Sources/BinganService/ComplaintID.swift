/// A complaint's id as it comes in a path or on the command line: a whole number from 1 to 2^53 − 1.
public struct ComplaintID: Sendable, Hashable {
    public let number: Int64

    /// Above this, JSON readers that keep numbers as doubles would lose digits.
    public static let largest: Int64 = 1 << 53 - 1

    /// Nil for anything but ASCII digits.
    public init?(_ text: some StringProtocol) {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(text),
            (1...Self.largest).contains(number)
        else { return nil }
        self.number = number
    }
}

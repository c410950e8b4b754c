import Crypto
import Foundation

/// Names a request, so that it can be sent again without being done again.
public struct IdempotencyKey: Sendable {
    /// Whose key it is: each token has its own.
    let tokenID: Int64
    let key: Data
    let body: Data

    /// Characters of a key.
    public static let lengths = 1...255

    /// - Throws: `Failure` for a key that is empty, too long or not of visible ASCII.
    public init(_ text: String, tokenID: Int64, body: some Sequence<UInt8>) throws(Failure) {
        guard Self.lengths.contains(text.utf8.count), text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
            throw .parameter("Idempotency-Key", "out-of-range", "Give 1 to 255 visible ASCII characters.")
        }
        self.tokenID = tokenID
        key = Data(SHA256.hash(data: Data(text.utf8)))
        self.body = Data(SHA256.hash(data: Data(body)))
    }
}

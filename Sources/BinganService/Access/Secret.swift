import Crypto
import Foundation

/// 256 random bits that only their holder knows; what is stored is a hash.
public struct Secret: Sendable {
    /// URL-safe base64 without padding, 43 characters.
    public let text: String

    /// A new one, from the system's generator.
    init() {
        let bytes = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
        text = Self.base64URL(bytes)
    }

    /// One that came in from outside.
    public init(text: some StringProtocol) { self.text = String(text) }

    /// SHA-256 of salt and secret. A slow hash would add nothing: 256 random bits can't be guessed.
    func hash(salt: Data = Data()) -> Data {
        var hasher = SHA256()
        hasher.update(data: salt)
        hasher.update(data: Data(text.utf8))
        return Data(hasher.finalize())
    }

    /// A value that only the holder's own pages can know, for forms: HMAC-SHA-256 of a fixed word under the secret.
    public var formToken: String {
        let key = SymmetricKey(data: Data(text.utf8))
        return Self.base64URL(Data(HMAC<SHA256>.authenticationCode(for: Data("csrf".utf8), using: key).prefix(24)))
    }

    static func salt() -> Data { SymmetricKey(size: .bits128).withUnsafeBytes { Data($0) } }

    private static func base64URL(_ data: Data) -> String {
        data.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }
}

/// Compares in a time that tells nothing of where the two differ.
public func equalInConstantTime(_ a: some Sequence<UInt8>, _ b: some Sequence<UInt8>) -> Bool {
    let (a, b) = (Array(a), Array(b))
    guard a.count == b.count else { return false }
    var difference: UInt8 = 0
    for (x, y) in zip(a, b) { difference |= x ^ y }
    return difference == 0
}

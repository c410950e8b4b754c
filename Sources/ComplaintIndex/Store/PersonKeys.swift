import ComplaintModel
import Crypto
import Foundation
import GRDB

/// Keyed hashes of phones and ID numbers (HMAC-SHA-256, RFC 2104, first 16 bytes): rows of one person are found, and
/// named to users, by a value that says nothing outside this database. The key lies in `meta` and is never exported.
package struct PersonKeys: Sendable {
    private let key: SymmetricKey

    init(_ db: Database) throws {
        let text = try Schema.meta("person_key", db) ?? ""
        key = SymmetricKey(data: Data(text.utf8))
    }

    /// 32 random bytes as hexadecimal digits.
    static func newKey() -> String {
        SymmetricKey(size: .bits256).withUnsafeBytes { hex($0) }
    }

    /// Nil for what is no phone, and for what stands in the place of one.
    package func phone(_ phone: String?) -> Data? {
        guard let phone, let number = PhoneNumber(phone), !number.isPlaceholder else { return nil }
        return hash("phone:" + number.digits)
    }

    /// Nil for what is no ID number.
    package func idNumber(_ number: String?) -> Data? {
        number.flatMap { IDNumber.normalized($0) }.map { hash("id:" + $0) }
    }

    private func hash(_ text: String) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key).prefix(16))
    }

    /// How a person is named to users: 16 hexadecimal digits.
    package static func name(_ hash: Data?) -> String? {
        hash.map { hex($0.prefix(8)) }
    }

    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        bytes.map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }.joined()
    }
}

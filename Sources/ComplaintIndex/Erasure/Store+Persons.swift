import ComplaintModel
import Foundation
import GRDB

/// Whose complaints are meant: a phone, an ID number, or the hash that the service names a person by.
public enum PersonReference: Sendable, Equatable {
    case phone(PhoneNumber)
    case idNumber(IDNumber)
    /// 16 hexadecimal digits.
    case hash(String)

    /// Nil for what is none of the three.
    public init?(_ text: String) {
        if text.utf8.count == 16, text.utf8.allSatisfy({ Self.hexDigits.contains($0) }) {
            self = .hash(text.lowercased())
        } else if let number = IDNumber(text) {
            self = .idNumber(number)
        } else if let phone = PhoneNumber(text) {
            self = .phone(phone)
        } else {
            return nil
        }
    }

    private static let hexDigits = Set("0123456789abcdefABCDEF".utf8)
}

extension Store {
    /// The complaints of a person, by rising id: those with this number, and those that share an ID number with one of them.
    public func complaints(of person: PersonReference) throws -> [Int64] {
        try read { db in
            var ids = Set(try ids(person, db))
            for id in ids {
                guard let key = try Self.row(id, db)?.idNumberKey else { continue }
                ids.formUnion(try Int64.fetchAll(db.statement(.idsOfIDNumber), arguments: [key]))
            }
            return ids.sorted()
        }
    }

    private func ids(_ person: PersonReference, _ db: Database) throws -> [Int64] {
        switch person {
        case .phone(let phone):
            try Int64.fetchAll(db.statement(.idsOfPhone), arguments: [personKeys.phone(phone.digits)])
        case .idNumber(let number):
            try Int64.fetchAll(db.statement(.idsOfIDNumber), arguments: [personKeys.idNumber(number.text)])
        case .hash(let hash):
            try [SQL.idsOfPhonePrefix, .idsOfIDNumberPrefix].flatMap { sql in
                try Int64.fetchAll(db.statement(sql), arguments: Self.range(hash))
            }
        }
    }

    /// The keys that begin with the hash: from it up to the next one.
    private static func range(_ hash: String) -> StatementArguments {
        var bytes: [UInt8] = []
        var digits = hash[...]
        while digits.count >= 2 {
            bytes.append(UInt8(digits.prefix(2), radix: 16) ?? 0)
            digits = digits.dropFirst(2)
        }
        let end = bytes + [UInt8](repeating: 0xFF, count: 9)
        return [Data(bytes), Data(end)]
    }

    /// Complaints of others that name the person's number in their text, by rising id, at most `limit`.
    public func complaints(mentioning person: PersonReference, limit: Int) throws -> [Int64] {
        let number: String
        switch person {
        case .phone(let phone): number = phone.digits
        case .idNumber(let id): number = id.text
        case .hash: return []
        }
        let own = Set(try complaints(of: person))
        return try matchingIDs(query: "\"\(number)\"", limit: limit + own.count).filter { !own.contains($0) }
            .prefix(limit).map { $0 }
    }
}

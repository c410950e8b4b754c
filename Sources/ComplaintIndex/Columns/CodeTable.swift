import ComplaintModel
import GRDB

/// The open lists whose values the columns hold as short numbers.
enum CodeList: String, Sendable, CaseIterable {
    case category, district
}

/// Gives values their numbers, in the caller's write transaction, and remembers them for it.
struct CodeTable {
    private var known: [String: UInt16] = [:]

    /// The number of `value`, a new one where it has none yet. Past 65,533 values the overflow number, which stands
    /// for all the rest.
    mutating func code(_ list: CodeList, _ value: String?, _ db: Database) throws -> UInt16 {
        guard let value, !value.isEmpty else { return ColumnRecord.none16 }
        let key = list.rawValue + "\u{1F}" + value
        if let code = known[key] { return code }
        let code = try stored(list, value, db)
        known[key] = code
        return code
    }

    private func stored(_ list: CodeList, _ value: String, _ db: Database) throws -> UInt16 {
        if let code = try db.value(.codeOfValue, [list.rawValue, value], as: Int.self) {
            return UInt16(clamping: code)
        }
        let next = try db.value(.countCodes, [list.rawValue], as: Int.self) ?? 0
        guard next < Int(ColumnRecord.overflow16) else { return ColumnRecord.overflow16 }
        try db.run(.insertCode, [list.rawValue, next, value])
        return UInt16(next)
    }
}

/// The values behind the numbers, as a reader needs them. A few hundred entries in practice.
struct CodeNames: Sendable {
    let values: [CodeList: [String]]

    init(_ db: Database) throws {
        var values: [CodeList: [String]] = [:]
        for list in CodeList.allCases {
            values[list] = try Row.fetchAll(db.statement(.codesOfList), arguments: [list.rawValue]).map { $0[1] }
        }
        self.values = values
    }

    /// How many numbers are given out.
    func count(_ list: CodeList) -> Int { values[list]?.count ?? 0 }

    /// The value of a number; nil for none and for the overflow number.
    func value(_ list: CodeList, _ code: UInt16) -> String? {
        guard let names = values[list], Int(code) < names.count else { return nil }
        return names[Int(code)]
    }
}

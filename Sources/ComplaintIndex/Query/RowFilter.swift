import CPostings
import ComplaintModel
import Foundation
import GRDB
import TextAnalysis

/// A filter ready to be held against rows: a test on the columns, or a set of rows found by an index.
enum RowFilter {
    /// Writes those of the block's rows that pass, in order, and gives how many; the rows are ids.
    typealias BlockTest = (ColumnBlock, UnsafeBufferPointer<UInt32>, UnsafeMutablePointer<UInt32>) -> Int

    case columns(BlockTest)
    case rows(Rows)

    /// A test of one record, asked for each row without a call: O(rows).
    @inline(__always)
    static func records(_ test: @escaping (ColumnBlock, Int) -> Bool) -> RowFilter {
        .columns { block, rows, out in
            var kept = 0
            for row in rows {
                out[kept] = row
                kept += test(block, Int(row) & ColumnBlock.mask) ? 1 : 0
            }
            return kept
        }
    }

    /// A number of the row is one of these; what stands for none is past all of them.
    static func codes<Code: FixedWidthInteger>(
        _ codes: RowSet, _ field: @escaping (ColumnBlock) -> UnsafePointer<Code>
    ) -> RowFilter {
        .columns { block, rows, out in
            let values = field(block)
            var kept = 0
            codes.words.withUnsafeBufferPointer { words in
                for row in rows {
                    let code = Int(values[Int(row) & ColumnBlock.mask])
                    out[kept] = row
                    kept += code >> 6 < words.count && words[code >> 6] >> UInt64(code & 63) & 1 == 1 ? 1 : 0
                }
            }
            return kept
        }
    }

    /// Received in the range; not what has no time of receipt.
    static func received(_ range: EpochRange) -> RowFilter {
        .records { block, slot in block.receivedAt(slot).map(range.contains) ?? false }
    }

    func holds(_ id: Int, _ columns: Columns) -> Bool {
        guard id >= 0 else { return false }
        let one = RowList(capacity: 1) { out in
            out[0] = UInt32(clamping: id)
            return 1
        }
        return !kept(one, columns).rows.isEmpty
    }

    /// The rows that pass.
    func kept(_ list: RowList, _ columns: Columns) -> RowList {
        switch self {
        case .rows(let rows): return list.intersection(rows.list)
        case .columns(let test):
            return RowList(capacity: list.rows.count) { out in
                var kept = 0
                columns.forEachPart(of: list) { block, rows in kept += test(block, rows, out + kept) }
                return kept
            }
        }
    }
}

/// Turns filters of the query language into tests.
struct FilterCompiler {
    let db: Database
    let columns: Columns
    let analyzer: Analyzer
    let personKeys: PersonKeys
    let merchants: MerchantCache
    /// Rows that hold a needle, found by the index and checked against the text.
    let rowsHolding: (QueryWord) throws -> Rows

    func compile(_ filter: Filter) throws -> RowFilter {
        let positive = try positive(filter)
        guard filter.negated else { return positive }
        switch positive {
        case .columns(let test): return .columns { block, rows, out in Self.others(rows, out, test(block, rows, out)) }
        case .rows(let found):
            return .columns { block, rows, out in
                var kept = 0
                for row in rows where !found.contains(Int(row)) {
                    out[kept] = row
                    kept += 1
                }
                return kept
            }
        }
    }

    /// The rows that are not among the first `count` of `out`, which are some of them in order, in their place.
    private static func others(
        _ rows: UnsafeBufferPointer<UInt32>, _ out: UnsafeMutablePointer<UInt32>, _ count: Int
    ) -> Int {
        let passed = Array(UnsafeBufferPointer(start: out, count: count))
        return cpostings_subtract(rows.baseAddress, rows.count, passed, passed.count, out)
    }

    private func positive(_ filter: Filter) throws -> RowFilter {
        switch (filter.field, filter.condition) {
        case (.channel, .value(let value)):
            let code = Channel(rawValue: value)?.code
            return .records { $0.channel[$1] == code }
        case (.kind, .value(let value)):
            let code = Kind(rawValue: value)?.code
            return .records { $0.kind[$1] == code }
        case (.status, .value(let value)):
            let code = Status(rawValue: value)?.code
            return .records { $0.status[$1] == code }
        case (_, .amount(let range)): return amount(range)
        case (_, .received(let range)): return .received(range)
        case (.merchant, .text(let text)): return try merchant(text)
        case (.category, .text(let text)): return try coded(.category, text)
        case (.district, .text(let text)): return try coded(.district, text)
        case (_, .text(let text)): return .rows(Rows(try rows(filter.field, text)))
        default: return .records { _, _ in false }
        }
    }

    private func amount(_ range: CentsRange) -> RowFilter {
        .records { block, slot in
            block.amount[slot] != ColumnRecord.none64 && range.contains(Int64(clamping: block.amount[slot]))
        }
    }

    /// All complaints of the merchants one of whose names holds the text; letters may be the name's pinyin or initials.
    private func merchant(_ text: String) throws -> RowFilter {
        let ids = try MerchantNames(db, analyzer).mentions(holding: text)
        if ids.isEmpty { return .records { _, _ in false } }
        let entities = try merchants.entities(MerchantCache.State(db), db)
        return .codes(entities.memberBits(of: ids)) { $0.merchant }
    }

    /// A category also stands for those below it: `网购` for `网购/家电`. A name may be part of a district's.
    private func coded(_ list: CodeList, _ text: String) throws -> RowFilter {
        let wanted = try Draft.key(text, analyzer)
        let names = try CodeNames(db).values[list] ?? []
        var codes = RowSet(capacity: names.count)
        for (code, value) in names.enumerated() where try isAtOrBelow(value, wanted) { codes.insert(code) }
        if names.count >= Int(ColumnRecord.overflow16) {
            let rest = try overflowing(list, wanted)
            return list == .category
                ? .records { codes.contains(Int($0.category[$1])) || rest.contains($0.firstID + $1) }
                : .records { codes.contains(Int($0.district[$1])) || rest.contains($0.firstID + $1) }
        }
        return list == .category ? .codes(codes) { $0.category } : .codes(codes) { $0.district }
    }

    private func isAtOrBelow(_ value: String, _ wanted: Data?) throws -> Bool {
        let levels = value.split(separator: "/")
        guard !levels.isEmpty else { return try Draft.key(value, analyzer) == wanted }
        return try (1...levels.count).contains { depth in
            try Draft.key(levels.prefix(depth).joined(separator: "/"), analyzer) == wanted
        }
    }

    /// The rows whose value has no number of its own, since the list outgrew its numbers: told apart by their text.
    private func overflowing(_ list: CodeList, _ wanted: Data?) throws -> RowSet {
        var set = RowSet(capacity: columns.capacity)
        for case let block? in columns.blocks {
            let codes = list == .category ? block.category : block.district
            for slot in 0..<ColumnBlock.count where codes[slot] == ColumnRecord.overflow16 {
                let id = block.firstID + slot
                let row = try Row.fetchOne(db.statement(.codedValues), arguments: [id])
                let value: String? = row?[list.rawValue]
                if let value, try isAtOrBelow(value, wanted) { set.insert(id) }
            }
        }
        return set
    }

    private func rows(_ field: FilterField, _ text: String) throws -> RowSet {
        switch field {
        case .phone: return try ids(.idsOfPhone, [personKeys.phone(text)])
        case .order: return try ids(.idsOfOrder, [try Draft.key(text, analyzer)])
        case .number: return try ids(.idOfNumber, [text])
        case .person: return try person(text)
        case .tag: return try tag(text)
        default: return RowSet(capacity: columns.capacity)
        }
    }

    private func ids(_ sql: SQL, _ arguments: StatementArguments) throws -> RowSet {
        var set = RowSet(capacity: columns.capacity)
        for id in try Int64.fetchAll(db.statement(sql), arguments: arguments) { set.insert(Int(id)) }
        return set
    }

    /// The rows of one person, by the first digits of the hash.
    private func person(_ text: String) throws -> RowSet {
        let digits = text.lowercased().filter(\.isHexDigit).prefix(32)
        guard digits.count >= 8 else { return RowSet(capacity: columns.capacity) }
        let even = digits.prefix(digits.count / 2 * 2)
        var lower = Data()
        var rest = even[...]
        while let high = rest.popFirst()?.hexDigitValue, let low = rest.popFirst()?.hexDigitValue {
            lower.append(UInt8(high << 4 | low))
        }
        var found = try ids(.idsOfPhonePrefix, [lower, lower + Data(repeating: 0xFF, count: 17 - lower.count)])
        found.formUnion(
            try ids(.idsOfIDNumberPrefix, [lower, lower + Data(repeating: 0xFF, count: 17 - lower.count)]))
        return found
    }

    /// Rows with a tag equal to the text after folding.
    private func tag(_ text: String) throws -> RowSet {
        let analysis = try analyzer.analyze(text, .sequence)
        guard let word = QueryWord(phrase: analysis), let wanted = try Draft.key(text, analyzer) else {
            return RowSet(capacity: columns.capacity)
        }
        var set = try rowsHolding(word).bits
        for id in set.ids {
            let tags = try Store.row(Int64(id), db)?.stored.complaint.tags ?? []
            if try !tags.contains(where: { try Draft.key($0, analyzer) == wanted }) { set.remove(id) }
        }
        return set
    }
}

extension Filter {
    /// The filter of one flag or parameter, such as `--channel web`; nil when the value says nothing of the field.
    public static func parse(field: FilterField, value: String) -> Filter? {
        var notes = QueryNotes()
        return field.condition(value, notes: &notes).map { Filter(field: field, condition: $0) }
    }
}

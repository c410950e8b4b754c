import ComplaintModel
import GRDB

/// Counts the chosen complaints by each dimension, in three forms. One pass a dimension over arrays; people are counted
/// by walking the complaints in order of person, so that each meets a value once.
struct StatsTally {
    private let columns: Columns
    private let names: CodeNames
    private let links: Links
    private let request: StatsRequest
    private let chosen: RowSet
    private let earlier: RowSet?
    /// The chosen complaints that have a person: person in the upper half, id in the lower, rising.
    private let byPerson: [UInt64]

    /// What is counted of one value.
    struct Cell {
        var forms = CountForms()
        var cents: Int64 = 0
    }

    init(_ columns: Columns, _ names: CodeNames, _ links: Links, _ rows: RowSet, _ request: StatsRequest) {
        self.columns = columns
        self.names = names
        self.links = links
        self.request = request
        let (from, to) = (request.from?.epochSeconds, request.to?.epochSeconds)
        chosen = Self.within(rows, columns, EpochRange(lower: from, upper: to))
        if let from, let to, from < to {
            earlier = Self.within(rows, columns, EpochRange(lower: 2 * from - to, upper: from))
        } else {
            earlier = nil
        }
        var byPerson: [UInt64] = []
        chosen.forEach { id in
            let person = id < links.capacity ? links.person[id] : 0
            if person != 0 { byPerson.append(UInt64(person) << 32 | UInt64(id)) }
            return true
        }
        self.byPerson = byPerson.sorted()
    }

    private static func within(_ rows: RowSet, _ columns: Columns, _ range: EpochRange) -> RowSet {
        if range.lower == nil && range.upper == nil { return rows }
        let kept = RowFilter.received(range).kept(Rows(rows).list, columns)
        return Rows(kept, capacity: rows.capacity).bits
    }

    func answer(_ db: Database, now: Timestamp) throws -> StatsAnswer {
        let limit = now.epochSeconds - Int64(Store.contactDays) * 86_400
        var late = FormsCounter()
        for id in try Int64.fetchAll(db.statement(.notContacted), arguments: [limit]) where chosen.contains(Int(id)) {
            late.count(links[Int(id)])
        }
        var recovered: Int64 = 0
        let sums = try Row.fetchCursor(db.statement(.recoveredAmounts))
        while let row = try sums.next() {
            if chosen.contains(row[0]) { recovered += row[1] as Int64 }
        }
        let all = cells(chosen, isCounted: true) { _ in 0 }[0] ?? Cell()
        var tables: [StatsDimension: [StatsRow]] = [:]
        for dimension in request.by { tables[dimension] = table(dimension) }
        return StatsAnswer(
            count: all.forms, amountInDispute: Self.sum(all.cents), amountRecovered: Self.sum(recovered),
            due: late.result, tables: tables)
    }

    /// Sums stop at the largest amount there is.
    private static func sum(_ cents: Int64) -> Amount {
        Amount(cents: min(cents, Amount.limit - 1)) ?? .zero
    }

    private func table(_ dimension: StatsDimension) -> [StatsRow] {
        let key = StatsKey(dimension, names)
        let now = cells(chosen, isCounted: true) { key.number(of: $0) }
        let before = earlier.map { cells($0, isCounted: false) { key.number(of: $0) } }
        var shown = now
        // What fell to nothing is a change too; times stand beside the one before them instead.
        if !key.isTime, let before { shown.merge(before.mapValues { _ in Cell() }) { now, _ in now } }
        let named = shown.compactMap { number, cell in
            key.text(of: number).map { (number: number, text: $0, cell: cell) }
        }
        .sorted { a, b in
            let (x, y) = (a.cell.forms.complaints, b.cell.forms.complaints)
            return key.isTime || x == y ? a.text < b.text : x > y
        }
        var rows: [StatsRow] = []
        for (number, text, cell) in named {
            let earlierCount =
                key.isTime
                ? rows.last.map { key.follows(text, $0.value) ? $0.count : 0 }
                : before.map { $0[number]?.forms.complaints ?? 0 }
            rows.append(StatsRow(value: text, forms: cell.forms, before: earlierCount, amount: Self.sum(cell.cents)))
        }
        return rows
    }

    /// - Parameter isCounted: false leaves out people, which the period before is not compared by.
    private func cells(_ rows: RowSet, isCounted: Bool, _ number: (ColumnRecord) -> Int?) -> [Int: Cell] {
        var cells: [Int: Cell] = [:]
        rows.forEach { id in
            guard let record = columns.record(id), let number = number(record) else { return true }
            let link = links[id]
            cells[number, default: Cell()].count(record, link)
            return true
        }
        guard isCounted else { return cells }
        var (last, met): (UInt64, [Int]) = (0, [])
        for entry in byPerson {
            if entry >> 32 != last { (last, met) = (entry >> 32, []) }
            guard let record = columns.record(Int(entry & 0xFFFF_FFFF)), let number = number(record),
                !met.contains(number)
            else { continue }
            met.append(number)
            cells[number]?.forms.people += 1
        }
        return cells
    }
}

extension StatsTally.Cell {
    fileprivate mutating func count(_ record: ColumnRecord, _ link: LinkRecord) {
        forms.complaints += 1
        switch link.relation {
        case .none: break
        case .duplicate: forms.repeats += 1
        case .copy: forms.copies += 1
        }
        if link.person == 0 && link.relation != .duplicate {
            forms.anonymous += 1
            forms.people += 1
        }
        if record.amount != ColumnRecord.none64 { cents += Int64(clamping: record.amount) }
    }
}

import ComplaintModel
import GRDB
import GRDBSQLite

/// Counts the chosen complaints by each dimension, in three forms. A pass or two a dimension over arrays; people are
/// counted by walking the complaints in order of person.
struct StatsTally {
    private let columns: Columns
    private let names: CodeNames
    private let links: Links
    private let request: StatsRequest
    private let chosen: Rows
    private let earlier: RowList?
    /// The chosen complaints that have a person: person in the upper half, id in the lower, rising.
    private let byPerson: [UInt64]

    /// What is counted of one value.
    struct Cell {
        var forms = CountForms()
        var cents: Int64 = 0
        fileprivate var lastPerson: UInt32 = 0
    }

    init(_ columns: Columns, _ names: CodeNames, _ links: Links, _ rows: Rows, _ request: StatsRequest) {
        self.columns = columns
        self.names = names
        self.links = links
        self.request = request
        let (from, to) = (request.from?.epochSeconds, request.to?.epochSeconds)
        let chosen = Self.within(rows.list, columns, EpochRange(lower: from, upper: to))
        self.chosen = Rows(chosen, capacity: columns.capacity)
        if let from, let to, from < to {
            earlier = Self.within(rows.list, columns, EpochRange(lower: 2 * from - to, upper: from))
        } else {
            earlier = nil
        }
        var byPerson: [UInt64] = []
        byPerson.reserveCapacity(chosen.rows.count)
        for id in chosen.rows where Int(id) < links.capacity {
            let person = links.person[Int(id)]
            if person != 0 { byPerson.append(UInt64(person) << 32 | UInt64(id)) }
        }
        byPerson.sortByUpperHalf()
        self.byPerson = byPerson
    }

    private static func within(_ rows: RowList, _ columns: Columns, _ range: EpochRange) -> RowList {
        if range.lower == nil && range.upper == nil { return rows }
        return RowFilter.received(range).kept(rows, columns)
    }

    func answer(_ db: Database, now: Timestamp) throws -> StatsAnswer {
        let limit = now.epochSeconds - Int64(Store.contactDays) * 86_400
        let bits = chosen.bits
        var late = FormsCounter()
        try RowStatement(db, .notContacted).each {
            $0.put(limit)
        } _: {
            let id = Int(sqlite3_column_int64($0, 0))
            if bits.contains(id) { late.count(links[id]) }
        }
        var recovered: Int64 = 0
        try RowStatement(db, .recoveredAmounts).each { _ in
        } _: {
            if bits.contains(Int(sqlite3_column_int64($0, 0))) { recovered += sqlite3_column_int64($0, 1) }
        }
        let all = cells(StatsCells(chosen.list, columns, nil)).first ?? Cell()
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
        let places = StatsCells(chosen.list, columns, dimension)
        var shown = Dictionary(uniqueKeysWithValues: zip(places.numbers, cells(places)))
        let before = earlier.map { counts($0, dimension) }
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
                : before.map { $0[number] ?? 0 }
            rows.append(StatsRow(value: text, forms: cell.forms, before: earlierCount, amount: Self.sum(cell.cents)))
        }
        return rows
    }

    /// How many complaints of the period before have each value.
    private func counts(_ rows: RowList, _ dimension: StatsDimension) -> [Int: Int] {
        let places = StatsCells(rows, columns, dimension)
        var counts = [Int](repeating: 0, count: places.numbers.count)
        for row in rows.rows where places.cellOf[Int(row)] >= 0 { counts[Int(places.cellOf[Int(row)])] += 1 }
        return Dictionary(uniqueKeysWithValues: zip(places.numbers, counts))
    }

    private func cells(_ places: StatsCells) -> [Cell] {
        var cells = [Cell](repeating: Cell(), count: places.numbers.count)
        columns.forEachPart(of: chosen.list) { block, part in
            for row in part {
                let (id, place) = (Int(row), places.cellOf[Int(row)])
                if place >= 0 { cells[Int(place)].count(links[id], block.amount[id & ColumnBlock.mask]) }
            }
        }
        for entry in byPerson {
            let (person, place) = (UInt32(entry >> 32), Int(places.cellOf[Int(entry & 0xFFFF_FFFF)]))
            guard place >= 0, cells[place].lastPerson != person else { continue }
            cells[place].lastPerson = person
            cells[place].forms.people += 1
        }
        return cells
    }
}

extension StatsTally.Cell {
    fileprivate mutating func count(_ link: LinkRecord, _ amount: UInt64) {
        forms.count(link.relation)
        if link.person == 0 && link.relation != .duplicate {
            forms.anonymous += 1
            forms.people += 1
        }
        if amount != ColumnRecord.none64 { cents += Int64(clamping: amount) }
    }
}

extension [UInt64] {
    /// Sorts by the upper 32 bits alone; equal ones keep their order. O(n): 11 bits at a time, the lowest first (Knuth 5.2.5).
    fileprivate mutating func sortByUpperHalf() {
        let (digit, mask) = (11, UInt64(1) << 11 - 1)
        var other = self
        for shift in stride(from: 32, to: 64, by: digit) {
            var ends = [Int](repeating: 0, count: 1 << digit)
            for value in self { ends[Int(value >> UInt64(shift) & mask)] += 1 }
            var start = 0
            for place in ends.indices { (ends[place], start) = (start, start + ends[place]) }
            for value in self {
                let place = Int(value >> UInt64(shift) & mask)
                other[ends[place]] = value
                ends[place] += 1
            }
            swap(&self, &other)
        }
    }
}

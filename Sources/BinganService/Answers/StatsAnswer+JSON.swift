import ComplaintIndex
import ComplaintModel

extension StatsAnswer {
    /// The figures as one JSON object; `by` has the dimensions in their fixed order.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.field("total", total)
            object.object("count") { count.writeFields(into: &$0) }
            object.field("amount_in_dispute", amountInDispute)
            object.field("amount_recovered", amountRecovered)
            object.field("due", due.complaints)
            object.object("due_count") { due.writeFields(into: &$0) }
            object.object("by") { tables in
                for (dimension, rows) in orderedTables {
                    tables.array(dimension.rawValue) { list in
                        for row in rows { list.object { row.writeFields(into: &$0) } }
                    }
                }
            }
        }
    }

    /// The tables in the order of the dimensions.
    public var orderedTables: [(dimension: StatsDimension, rows: [StatsRow])] {
        StatsDimension.allCases.compactMap { dimension in tables[dimension].map { (dimension, $0) } }
    }
}

extension StatsRow {
    /// How many more than in the period before; nil where there is none.
    public var change: Int? { before.map { count - $0 } }

    func writeFields(into object: inout JSONObjectWriter) {
        object.field("value", value)
        object.field("count", count)
        object.field("people", forms.people)
        object.field("distinct", forms.distinct)
        object.field("repeats", forms.repeats)
        object.field("copies", forms.copies)
        object.field("before", before)
        object.field("change", change)
        object.field("amount", amount)
    }
}

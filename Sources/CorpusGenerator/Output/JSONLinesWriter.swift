/// A row as one JSON object a line, fields in the contract's order, null where one is left out.
struct JSONLinesWriter: RowWriter {
    func header(into bytes: inout [UInt8]) {}

    func write(_ row: Row, into bytes: inout [UInt8]) {
        bytes.add("{\"number\":")
        string(.number(row.number), &bytes)
        field("kind", row.kind, &bytes)
        field("channel", row.channel, &bytes)
        field("received_at", .moment(row.received), &bytes)
        people(row, &bytes)
        field("category", row.category, &bytes)
        field("district", row.district, &bytes)
        field("text", row.text, &bytes)
        field("demand", row.demand, &bytes)
        plain("amount", row.amount.map(Units.yuan), &bytes)
        field("order_number", row.order, &bytes)
        field("occurred_on", row.occurred.map(Units.date), &bytes)
        list("evidence", row.evidence, &bytes)
        list("tags", row.tags, &bytes)
        handling(row.handling, &bytes)
        bytes.add("}\n")
    }

    private func people(_ row: Row, _ bytes: inout [UInt8]) {
        bytes.add(",\"complainant\":{\"name\":")
        string(row.name, &bytes)
        field("phone", row.phone, &bytes)
        field("id_number", row.idNumber, &bytes)
        bytes.add("},\"merchant\":{\"name\":")
        string(row.merchantName, &bytes)
        field("address", row.address, &bytes)
        field("uscc", row.creditCode, &bytes)
        field("platform", row.platform, &bytes)
        field("phone", row.merchantPhone, &bytes)
        bytes.add("}")
    }

    private func handling(_ handling: Handling, _ bytes: inout [UInt8]) {
        field("status", handling.status, &bytes)
        field("assigned_to", handling.assignedTo, &bytes)
        field("due_at", handling.due.map(Units.moment), &bytes)
        field("accepted_at", handling.accepted.map(Units.moment), &bytes)
        field("contacted_at", handling.contacted.map(Units.moment), &bytes)
        field("closed_at", handling.closed.map(Units.moment), &bytes)
        if let outcome = handling.outcome { field("outcome", outcome, &bytes) } else { plain("outcome", nil, &bytes) }
        plain("recovered_amount", handling.recovered.map(Units.yuan), &bytes)
    }

    private func key(_ name: StaticString, _ bytes: inout [UInt8]) {
        bytes.add(",\"")
        bytes.add(name)
        bytes.add("\":")
    }

    private func field(_ name: StaticString, _ value: Units?, _ bytes: inout [UInt8]) {
        key(name, &bytes)
        string(value, &bytes)
    }

    /// For words of ours, which need no escaping.
    private func field(_ name: StaticString, _ value: StaticString, _ bytes: inout [UInt8]) {
        key(name, &bytes)
        bytes.append(34)
        bytes.add(value)
        bytes.append(34)
    }

    private func plain(_ name: StaticString, _ value: Units?, _ bytes: inout [UInt8]) {
        key(name, &bytes)
        if let value { bytes.add(value) } else { bytes.add("null") }
    }

    private func list(_ name: StaticString, _ values: [Units], _ bytes: inout [UInt8]) {
        key(name, &bytes)
        bytes.append(91)
        for (index, value) in values.enumerated() {
            if index > 0 { bytes.append(44) }
            string(value, &bytes)
        }
        bytes.append(93)
    }

    private func string(_ value: Units?, _ bytes: inout [UInt8]) {
        guard let value else { return bytes.add("null") }
        bytes.append(34)
        for unit in value {
            if unit == 34 || unit == 92 { bytes.append(92) }
            bytes.add(utf8: unit)
        }
        bytes.append(34)
    }
}

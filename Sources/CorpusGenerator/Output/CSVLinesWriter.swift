/// A row as a line of CSV (RFC 4180) with the contract's dotted names; lists joined by `|`, empty where left out.
struct CSVLinesWriter: RowWriter {
    func header(into bytes: inout [UInt8]) {
        bytes.add("number,kind,channel,received_at,complainant.name,complainant.phone,complainant.id_number,")
        bytes.add("merchant.name,merchant.address,merchant.uscc,merchant.platform,merchant.phone,")
        bytes.add("category,district,text,demand,amount,order_number,occurred_on,evidence,tags,")
        bytes.add("status,assigned_to,due_at,accepted_at,contacted_at,closed_at,outcome,recovered_amount\r\n")
    }

    func write(_ row: Row, into bytes: inout [UInt8]) {
        let handling = row.handling
        field(.number(row.number), &bytes)
        bytes.add(row.kind)
        bytes.append(44)
        bytes.add(row.channel)
        bytes.append(44)
        field(.moment(row.received), &bytes)
        for value in [row.name, row.phone, row.idNumber, row.merchantName, row.address] { field(value, &bytes) }
        for value in [row.creditCode, row.platform, row.merchantPhone, row.category] { field(value, &bytes) }
        for value in [row.district, row.text, row.demand, row.amount.map(Units.yuan), row.order] {
            field(value, &bytes)
        }
        field(row.occurred.map(Units.date), &bytes)
        field(joined(row.evidence), &bytes)
        field(joined(row.tags), &bytes)
        bytes.add(handling.status)
        bytes.append(44)
        field(handling.assignedTo, &bytes)
        for moment in [handling.due, handling.accepted, handling.contacted, handling.closed] {
            field(moment.map(Units.moment), &bytes)
        }
        if let outcome = handling.outcome { bytes.add(outcome) }
        bytes.append(44)
        if let recovered = handling.recovered { bytes.add(.yuan(recovered)) }
        bytes.add("\r\n")
    }

    private func joined(_ values: [Units]) -> Units { Units(values.joined(separator: [124])) }

    private func field(_ value: Units?, _ bytes: inout [UInt8]) {
        let value = value ?? []
        let needsQuotes = value.contains { $0 == 44 || $0 == 34 || $0 == 10 || $0 == 13 }
        if needsQuotes { bytes.append(34) }
        for unit in value {
            if unit == 34 { bytes.append(34) }
            bytes.add(utf8: unit)
        }
        if needsQuotes { bytes.append(34) }
        bytes.append(44)
    }
}

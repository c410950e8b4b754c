/// The labels, JSON Lines of two kinds.
///
/// Truth, one for every complaint: `{"number":"WH…","merchant":"m12","branch":2,"issue":"健身/closed","person":"p7",
/// "matter":31,"wording":8}`. From it any pair's verdict follows: same person and matter, duplicate; same wording and
/// merchant of other people, copy; same merchant with the same issue or person, related; anything else, new.
/// Pairs, one for every complaint made from an earlier one: `{"a":"WH…","b":"WH…","verdict":"duplicate"}`.
struct LabelWriter: Sendable {
    let book: PhraseBook

    func write(
        _ number: ComplaintNumber, _ person: Person, _ matter: Matter, wording: UInt64, into bytes: inout [UInt8]
    ) {
        let trade = book.trades[matter.merchant.trade]
        bytes.add("{\"number\":\"")
        bytes.add(.number(number))
        bytes.add("\",\"merchant\":\"m")
        decimal(matter.merchant.rank, &bytes)
        bytes.add("\",\"branch\":")
        decimal(matter.branch, &bytes)
        bytes.add(",\"issue\":\"")
        bytes.add(trade.name)
        bytes.append(47)
        bytes.append(contentsOf: trade.issues[matter.issue].key.utf8)
        bytes.add("\",\"person\":\"p")
        decimal(Int(person.id), &bytes)
        bytes.add("\",\"matter\":")
        decimal(Int(matter.id), &bytes)
        bytes.add(",\"wording\":")
        decimal(Int(wording), &bytes)
        bytes.add("}\n")
    }

    func write(_ earlier: ComplaintNumber, _ later: ComplaintNumber, _ relation: Relation, into bytes: inout [UInt8]) {
        bytes.add("{\"a\":\"")
        bytes.add(.number(earlier))
        bytes.add("\",\"b\":\"")
        bytes.add(.number(later))
        bytes.add("\",\"verdict\":\"")
        bytes.add(relation.verdict)
        bytes.add("\"}\n")
    }

    private func decimal(_ value: Int, _ bytes: inout [UInt8]) {
        var units = Units()
        units.add(decimal: value)
        bytes.add(units)
    }
}

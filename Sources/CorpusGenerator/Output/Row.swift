/// One complaint ready to be written; nil is a field left out.
struct Row: Sendable {
    var number: ComplaintNumber
    var received: Moment
    var kind: StaticString = "complaint"
    var channel: StaticString = "12315"
    var name: Units?
    var phone: Units?
    var idNumber: Units?
    var merchantName: Units?
    var address: Units?
    var creditCode: Units?
    var platform: Units?
    var merchantPhone: Units?
    var category: Units?
    var district: Units?
    var text = Units()
    var demand: Units?
    /// In fen.
    var amount: Int?
    var order: Units?
    var occurred: CivilDate?
    var evidence: [Units] = []
    var tags: [Units] = []
    var handling = Handling()
}

/// What the office did; later steps need the earlier ones.
struct Handling: Sendable {
    var status: StaticString = "received"
    var assignedTo: Units?
    var due: Moment?
    var accepted: Moment?
    var contacted: Moment?
    var closed: Moment?
    var outcome: StaticString?
    /// In fen.
    var recovered: Int?
}

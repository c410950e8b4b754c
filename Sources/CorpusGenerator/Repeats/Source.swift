/// What is kept of a complaint so that others can be made from it.
struct Source: Sendable {
    var number: ComplaintNumber
    var received: Moment
    var person: Person
    var matter: Matter
    var script: Script
    var hand: Hand
    var textLength: Int
    var kind: Int
    /// The fields as they were written; nil when left out.
    var category: Int?
    var district: Int?
}

/// The sender's own number: the day and a count within it.
struct ComplaintNumber: Sendable, Hashable {
    var date: CivilDate
    var sequence: Int

    func append(to units: inout Units) {
        units += [87, 72]
        date.append(to: &units, separator: nil)
        units.append(45)
        units.add(decimal: sequence, width: 6)
    }
}

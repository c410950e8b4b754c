/// One count in the three forms that add up: complaints = distinct + repeats + copies, where each repeat is one
/// person's same matter again and each copy another person's same text; `people` counts each person once, and each
/// complaint without phone or ID number that repeats none as one of its own.
public struct CountForms: Sendable, Equatable {
    public var complaints = 0
    public var people = 0
    /// Of `people`, complaints without phone or ID number.
    public var anonymous = 0
    public var repeats = 0
    public var copies = 0

    /// Without repeats and copies.
    public var distinct: Int { complaints - repeats - copies }

    public init() {}

    /// One complaint more; who complains is counted apart.
    mutating func count(_ relation: LinkRecord.Relation) {
        complaints += 1
        switch relation {
        case .none: break
        case .duplicate: repeats += 1
        case .copy: copies += 1
        }
    }
}

/// Counts a group of complaints in the three forms.
package struct FormsCounter: Sendable {
    private var forms = CountForms()
    private var persons: [UInt32] = []

    package init() {}

    package mutating func count(_ link: LinkRecord) {
        forms.count(link.relation)
        if link.person != 0 {
            persons.append(link.person)
        } else if link.relation != .duplicate {
            forms.anonymous += 1
        }
    }

    /// O(n log n) in the persons counted.
    package var result: CountForms {
        var forms = forms
        var known = 0
        var last: UInt32 = 0
        for person in persons.sorted() where person != last {
            known += 1
            last = person
        }
        forms.people = known + forms.anonymous
        return forms
    }
}

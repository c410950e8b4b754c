/// How a complaint follows from an earlier one.
enum Relation: Sendable, CaseIterable {
    case duplicate, copy, relatedPeople, relatedMatter, newTemplate, newMatter

    /// The word of the labels file.
    var verdict: StaticString {
        switch self {
        case .duplicate: "duplicate"
        case .copy: "copy"
        case .relatedPeople, .relatedMatter: "related"
        case .newTemplate, .newMatter: "new"
        }
    }

    var keepsPerson: Bool { self == .duplicate || self == .relatedMatter || self == .newMatter }
    var keepsMerchant: Bool { self != .newTemplate && self != .newMatter }
}

import ComplaintModel

/// A phone typed in groups, as it is read aloud: 138 0000 1234.
struct PhoneGroups {
    /// Its digits in the form in which numbers are compared.
    let number: String
    /// How many words it was typed in.
    let count: Int

    /// Country code and three groups.
    private static let most = 4

    /// The longest phone that the first two words or more spell; nil when they spell none.
    init?(beginning nodes: some Collection<QueryNode>) {
        var text = ""
        var found: (number: String, count: Int)?
        for (place, node) in nodes.prefix(Self.most).enumerated() {
            guard case .words(let word) = node, Self.isGroup(word, isFirst: place == 0) else { break }
            text += word
            if place > 0, let number = PhoneNumber.normalized(text) { found = (number, place + 1) }
        }
        guard let found else { return nil }
        (number, count) = found
    }

    private static func isGroup(_ word: String, isFirst: Bool) -> Bool {
        let digits = isFirst && word.hasPrefix("+") ? word.dropFirst() : word[...]
        return !digits.isEmpty && digits.allSatisfy(\.isWholeNumber)
    }
}

/// Index/variants.tsv: Traditional and variant characters with the one Simplified character each stands for.
struct VariantTable: Sendable {
    let from: [UInt32]
    let to: [UInt32]

    /// - Throws: `DictionaryError` naming the line that is no pair of single characters, or that leads to a character
    ///   which is itself replaced.
    init() throws(DictionaryError) {
        let file = try DictionaryFile(named: "variants.tsv", columns: ["from", "to"])
        var from: [UInt32] = []
        var to: [UInt32] = []
        for entry in file.entries {
            guard let a = Self.only(entry.columns[0]), let b = Self.only(entry.columns[1]), a != b else {
                throw .value(file: file.name, line: entry.line, problem: "two different single characters expected")
            }
            from.append(a)
            to.append(b)
        }
        let replaced = Set(from)
        if let at = to.firstIndex(where: replaced.contains) {
            throw .value(
                file: file.name, line: file.entries[at].line, problem: "leads to a character that is itself replaced")
        }
        self.from = from
        self.to = to
    }

    private static func only(_ text: Substring) -> UInt32? {
        text.unicodeScalars.count == 1 ? text.unicodeScalars.first?.value : nil
    }
}

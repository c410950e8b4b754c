/// Boilerplate of titles and questions (投诉, 请问, 怎么办 …): counts 0.3 in ranking, still must match.
public struct WeakWords: Sendable {
    private let terms: Set<String>

    /// Index/weak-words.tsv. - Throws: `DictionaryError` naming the line.
    public init() throws(DictionaryError) {
        let file = try DictionaryFile(named: "weak-words.tsv", columns: ["word"])
        terms = Set(file.entries.map { String($0.columns[0]) })
    }

    /// In no order.
    public var all: Set<String> { terms }

    public func contains(_ term: String) -> Bool { terms.contains(term) }
}

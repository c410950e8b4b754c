import Foundation

extension QueryLexer {
    typealias Leaf = (node: QueryNode, range: Range<Int>)

    /// The leaves of the run `text`, which `index` stands behind, if it names a field or seems to; nil when it is text
    /// like any other. A quoted value behind the colon is read too.
    mutating func readField(_ text: String, start: Int) -> [Leaf]? {
        let run = text.unicodeScalars
        guard let colon = run.firstIndex(where: { QueryCharacter($0) == .colon }) else { return nil }
        let name = String(run[..<colon])
        let typed = String(run[run.index(after: colon)...])
        let head: Leaf = (.words(text), source.bytes(start..<index))
        if let field = FilterField(typed: name) {
            return typed.isEmpty
                ? readSeparateValue(of: field, head: head) : leaves(of: field, value: typed, start: start, else: [head])
        }
        guard QueryWords.seemsField(name, value: typed) else { return nil }
        let quoted = typed.isEmpty ? readQuotedValue() : nil
        if typed.isEmpty && quoted == nil { return nil }
        notes.add(.unknownField(name))
        return [head] + (quoted.map { [$0] } ?? [])
    }

    /// The filter on `field` with `value`, typed from `start` to `index`; `plain`, with a note, when there is none.
    private mutating func leaves(of field: FilterField, value: String, start: Int, else plain: [Leaf]) -> [Leaf] {
        if let condition = field.condition(value, notes: &notes) {
            return [(.filter(Filter(field: field, condition: condition)), source.bytes(start..<index))]
        }
        notes.add(.badValue(field, source.text(start..<index)))
        return plain
    }

    /// The value of a field whose run ends with its colon: a quotation, or a run behind a quote without its partner.
    private mutating func readSeparateValue(of field: FilterField, head: Leaf) -> [Leaf] {
        let start = index - head.node.leafText.unicodeScalars.count
        if let quoted = readQuotedValue() {
            return leaves(of: field, value: quoted.node.leafText, start: start, else: [head, quoted])
        }
        skipUnpairedQuotes()
        let valueStart = index
        index = endOfRun(valueStart)
        let value = source.text(valueStart..<index)
        let leaves = leaves(of: field, value: value, start: start, else: [head])
        // What is no value is read again on its own.
        if case .words = leaves[0].node { index = valueStart }
        return leaves
    }

    /// The quotation at `index`, as a phrase; nil and nothing read when there is none.
    private mutating func readQuotedValue() -> Leaf? {
        guard let end = closingQuote() else { return nil }
        let start = index
        index = end + 1
        return (.phrase(source.text(start + 1..<end).trimmedOfQuerySpace), source.bytes(start..<index))
    }
}

import Foundation

/// Reads the query language.
///
///     query   = branch { ("OR" | "|") branch }          side by side binds tighter: a b OR c d = (a b) OR (c d)
///     branch  = { operand | "AND" }                     AND, in capitals, says what standing side by side says anyway
///     operand = ["-"] ( "(" query ")" | quoted | field ":" value | word "*" | word )
///     quoted  = '"' text '"' [ "~" digits ]             also “” 「」 『』
///     value   = quoted text or a run without spaces
///
/// Signs have their meaning in half and full width alike. `-` negates only singly, before something, at the start or
/// after a space, `(` or `|`; inside a word it belongs to the word. Parentheses that follow a word directly and close
/// before a space belong to it: 优健（光谷店）. `|` separates everywhere outside quotes. Everything else, and whatever
/// does not fit the grammar, is plain words, with a note. Time is linear in the text, the stack constant.
public enum QueryParser {
    /// Most terms of a query: text leaves (a near counts twice) and filters.
    public static let termLimit = 64
    /// Most parentheses inside one another.
    public static let depthLimit = 16

    /// The query `text` stands for. Never fails for what was typed, a NUL apart.
    /// - Throws: `QueryError.nul` when the text holds U+0000 anywhere.
    public static func parse(_ text: String) throws(QueryError) -> ParsedQuery {
        if text.utf8.contains(0) { throw .nul }
        let source = QuerySource(text)
        var lexer = QueryLexer(source)
        lexer.run()
        var passes = QueryPasses(tokens: lexer.tokens, notes: lexer.notes)
        passes.run()
        var parsed = parsed(passes.tokens)
        if parsed.root == nil && parsed.filters.isEmpty {
            parsed = nothingSearchable(source, sawAnd: lexer.sawAnd, notes: &passes.notes)
        }
        parsed.notes = passes.notes.notes
        return parsed
    }

    private static func parsed(_ tokens: [QueryToken]) -> ParsedQuery {
        var filters: [Filter] = []
        var rest: [QueryNode] = []
        for node in QueryTree.build(tokens)?.conjuncts ?? [] {
            if case .filter(let filter) = node { filters.append(filter) } else { rest.append(node) }
        }
        return ParsedQuery(root: .conjunction(rest), filters: filters, ranges: QueryTree.textRanges(tokens))
    }

    /// Symbols alone must not mean "everything": one leaf that matches nothing stands for them. A lone AND is a word.
    private static func nothingSearchable(
        _ source: QuerySource, sawAnd: Range<Int>?, notes: inout QueryNotes
    ) -> ParsedQuery {
        let run = source.characters.prefix { $0 != .space }.indices
        if run.isEmpty { return ParsedQuery(root: nil, filters: [], ranges: []) }
        if let sawAnd { return ParsedQuery(root: .words("and"), filters: [], ranges: [sawAnd]) }
        let text = source.text(run)
        notes.add(.nothingToSearch(text))
        return ParsedQuery(root: .words(text), filters: [], ranges: [source.bytes(run)])
    }
}

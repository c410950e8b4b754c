import Foundation
import Testing

@testable import ComplaintIndex

/// One query with what it is understood as, printed canonically, and the codes of its notes.
struct QueryExample: Sendable, CustomTestStringConvertible {
    var query: String
    var canonical: String
    var codes: [String]

    init(_ query: String, _ canonical: String, _ codes: String...) {
        self.query = query
        self.canonical = canonical
        self.codes = codes
    }

    var testDescription: String { query }

    func check(sourceLocation: SourceLocation = #_sourceLocation) throws {
        let parsed = try QueryParser.parse(query)
        #expect(parsed.canonicalDescription == canonical, sourceLocation: sourceLocation)
        #expect(parsed.notes.map(\.code) == codes, sourceLocation: sourceLocation)
        let again = try QueryParser.parse(parsed.canonicalDescription)
        #expect(again.root == parsed.root, "reparsed", sourceLocation: sourceLocation)
        #expect(again.filters == parsed.filters, "reparsed", sourceLocation: sourceLocation)
    }
}

@Suite("What a query is understood as")
struct QueryParserTests {
    @Test("The shape of the tree is as documented")
    func shapes() throws {
        #expect(try QueryParser.parse("退款").root == .words("退款"))
        #expect(try QueryParser.parse("退款 余额").root == .and([.words("退款"), .words("余额")]))
        #expect(try QueryParser.parse("“余额 退款”").root == .phrase("余额 退款"))
        #expect(try QueryParser.parse("优健*").root == .prefix("优健"))
        #expect(try QueryParser.parse("\"退款 余额\"~5").root == .near("退款", "余额", distance: 5))
        #expect(try QueryParser.parse("-退款").root == .not(.words("退款")))
        #expect(
            try QueryParser.parse("a b OR c d").root
                == .or([.and([.words("a"), .words("b")]), .and([.words("c"), .words("d")])]))
        #expect(
            try QueryParser.parse("a (b|c)").root == .and([.words("a"), .or([.words("b"), .words("c")])]))
        #expect(
            try QueryParser.parse("-(a b)").root == .not(.and([.words("a"), .words("b")])))
    }

    @Test("Filters at the top leave the tree, filters under OR stay in it")
    func filters() throws {
        let top = try QueryParser.parse("退款 merchant:优健 -status:closed (kind:举报 余额)")
        #expect(top.root == .and([.words("退款"), .words("余额")]))
        #expect(
            top.filters == [
                Filter(field: .merchant, condition: .text("优健")),
                Filter(field: .status, condition: .value("closed"), negated: true),
                Filter(field: .kind, condition: .value("report")),
            ])
        let alone = try QueryParser.parse("渠道：小程序")
        #expect(alone.root == nil)
        #expect(alone.filters == [Filter(field: .channel, condition: .value("mini-program"))])
        let inside = try QueryParser.parse("退款 OR -merchant:优健")
        #expect(inside.filters.isEmpty)
        #expect(
            inside.root
                == .or([.words("退款"), .filter(Filter(field: .merchant, condition: .text("优健"), negated: true))]))
    }

    @Test("An empty or blank query means everything", arguments: ["", " ", "\n\t", "\u{3000}", "\u{FEFF}\u{200B}"])
    func blank(_ query: String) throws {
        let parsed = try QueryParser.parse(query)
        #expect(parsed.root == nil && parsed.filters.isEmpty && parsed.notes.isEmpty && parsed.leaves.isEmpty)
        #expect(parsed.canonicalDescription.isEmpty)
    }

    @Test(
        "Words, signs inside words, and operators",
        arguments: [
            QueryExample("退款", "退款"),
            QueryExample("  退款\u{3000}余额\n", "退款 余额"),
            QueryExample("退款，余额。", "退款，余额。"),
            QueryExample("C++", "C++"), QueryExample("A*B", "A*B", "stray-star"),
            QueryExample("YJ20201201-88", "YJ20201201-88"), QueryExample("2021-01-04", "2021-01-04"),
            QueryExample("12:30", "12:30"), QueryExample("12：30", "12：30"),
            QueryExample("http://a.cn/x?y=1-2", "http://a.cn/x?y=1-2"), QueryExample("https：//a.cn", "https：//a.cn"),
            QueryExample("4S店 iPhone11 2,800.00元", "4S店 iPhone11 2,800.00元"),
            QueryExample("退款 AND 余额", "退款 余额"), QueryExample("退款 ＡＮＤ 余额", "退款 余额"),
            QueryExample("退款 and 余额", "退款 and 余额"), QueryExample("NOT x", "NOT x"),
            QueryExample("a OR b", "a OR b"), QueryExample("a ＯＲ b", "a OR b"), QueryExample("a or b", "a or b"),
            QueryExample("a|b｜c", "a OR b OR c"), QueryExample("a || b", "a OR b"), QueryExample("退款 或 余额", "退款 或 余额"),
            QueryExample("a b OR c d", "a b OR c d"), QueryExample("a (b OR c) d", "a (b OR c) d"),
            QueryExample("a OR (b OR c)", "a OR b OR c"), QueryExample("(a b) c", "a b c"), QueryExample("((a))", "a"),
            QueryExample("a OR(b c)", "a OR b c"), QueryExample("a OR(b)", "a OR b"), QueryExample("a AND(b)", "a b"),
            QueryExample("a AND OR b", "a OR b"), QueryExample("ORDER FOR", "ORDER FOR"),
            QueryExample("merchant:优健 a OR b", "merchant:优健 a OR b"),
            QueryExample("（甲 OR 乙） 丙", "(甲 OR 乙) 丙"),
            QueryExample("优健（光谷店）投诉", "优健（光谷店）投诉"), QueryExample("f(x)", "f(x)"),
            QueryExample("-优健（光谷店）", "-优健（光谷店）"),
            QueryExample("（2021）鄂01号", "2021 鄂01号"), QueryExample("a(b c)", "a b c"),
            QueryExample("a(b|c)", "a (b OR c)"),
            QueryExample("℃ ㊙", "℃ ㊙"),
        ])
    func words(_ example: QueryExample) throws { try example.check() }

    @Test(
        "A minus negates before something, singly, and is part of a word inside it",
        arguments: [
            QueryExample("退款 -余额", "退款 -余额"), QueryExample("退款 －余额", "退款 -余额"), QueryExample("−a", "-a"),
            QueryExample("-\"a b\"", "-\"a b\""), QueryExample("-(a OR b)", "-(a OR b)"), QueryExample("-(a)", "-a"),
            QueryExample("-(-a)", "a"), QueryExample("-(-(a b))", "a b"), QueryExample("(-a b)", "-a b"),
            QueryExample("a|-b", "a OR -b"), QueryExample("-\"a b\"~3", "-\"a b\"~3"), QueryExample("-a*", "-a*"),
            QueryExample("-merchant:优健", "-merchant:优健"), QueryExample("-(merchant:优健)", "-merchant:优健"),
            QueryExample("-(-merchant:优健)", "merchant:优健"),
            QueryExample("-(merchant:甲 kind:举报)", "-(merchant:甲 kind:report)"),
            QueryExample("a - b", "a b", "stray-minus"), QueryExample("--x", "x", "stray-minus"),
            QueryExample("a -", "a", "stray-minus"), QueryExample("(a -)", "a", "stray-minus"),
            QueryExample("\"a\"-b", "\"a\" b", "stray-minus"), QueryExample("--b*", "b*", "stray-minus"),
            QueryExample("-\"a", "-a", "unbalanced-quote"), QueryExample("-OR", "-or"),
            QueryExample("-AND a", "-and a"),
            QueryExample("-foo:\"a b\"", "-(foo: \"a b\")", "unknown-field"),
            QueryExample("-status:foo", "-status:foo", "bad-value"), QueryExample("-5", "-5"),
            QueryExample("——退款", "——退款"),
        ])
    func minus(_ example: QueryExample) throws { try example.check() }

    @Test(
        "Quotes of all kinds make phrases; those without partner are ignored",
        arguments: [
            QueryExample("“a b”", "\"a b\""), QueryExample("”a b“", "\"a b\""), QueryExample("＂a＂", "\"a\""),
            QueryExample("「a b」", "\"a b\""), QueryExample("『a b』", "\"a b\""), QueryExample("“a b\"", "\"a b\""),
            QueryExample("「a\"b」", "「a\"b」"), QueryExample("『a\"」』", "『a\"」』"),
            QueryExample("退款\"余额\"尾款", "退款 \"余额\" 尾款"), QueryExample("\" a \"", "\"a\""),
            QueryExample("\"a OR b\"", "\"a OR b\""), QueryExample("\"merchant:x -y\"", "\"merchant:x -y\""),
            QueryExample("\"退款", "退款", "unbalanced-quote"), QueryExample("5\"屏", "5 屏", "unbalanced-quote"),
            QueryExample("「退款", "退款", "unbalanced-quote"), QueryExample("退款」", "退款", "unbalanced-quote"),
            QueryExample("\"a\" \"b", "\"a\" b", "unbalanced-quote"), QueryExample("「a” b", "a b", "unbalanced-quote"),
            QueryExample("a \"\"", "a", "nothing-to-search"), QueryExample("a -\"，\"", "a", "nothing-to-search"),
            QueryExample("\"a\"*", "\"a\"", "nothing-to-search"),
        ])
    func quotes(_ example: QueryExample) throws { try example.check() }

    @Test(
        "A star works at a word's end",
        arguments: [
            QueryExample("优健*", "优健*"), QueryExample("优健＊", "优健*"), QueryExample("OR*", "OR*"),
            QueryExample("优健（光谷*", "优健 光谷*", "unbalanced-parenthesis"),
            QueryExample("*优健", "*优健", "stray-star"), QueryExample("优健**", "优健**", "stray-star"),
            QueryExample("退款，*", "退款，*", "stray-star"), QueryExample("A*B*", "A*B*", "stray-star"),
            QueryExample("a *", "a", "nothing-to-search"), QueryExample("a -*", "a", "nothing-to-search"),
        ])
    func stars(_ example: QueryExample) throws { try example.check() }

    @Test(
        "Near takes two words and a distance",
        arguments: [
            QueryExample("\"a b\"~5", "\"a b\"~5"), QueryExample("“退款 余额”～１２", "\"退款 余额\"~12"),
            QueryExample("\"a ， b\"~0", "\"a b\"~0"), QueryExample("「a\" b」~2", "「a\" b」~2"),
            QueryExample("(\"a b\"~5)", "\"a b\"~5"), QueryExample("\"a b\"~5|c", "\"a b\"~5 OR c"),
            QueryExample("\"a b\"~99999999999999999999", "\"a b\"~999", "near-too-far"),
            QueryExample("\"a b\"~", "\"a b\"", "bad-near"), QueryExample("\"a b\"~x", "\"a b\" x", "bad-near"),
            QueryExample("\"a b\"~5x", "\"a b\" 5x", "bad-near"), QueryExample("\"a b\" ~5", "\"a b\" ~5"),
            QueryExample("\"退款\"~5", "退款", "bad-near"), QueryExample("\"a b c\"~5", "a b c", "bad-near"),
            QueryExample("-\"a b c\"~5", "-(a b c)", "bad-near"),
            QueryExample("\"merchant:x -y OR (z\"~5", "merchant x y or z", "bad-near"),
            QueryExample("a \"\"~5", "a", "bad-near"),
        ])
    func near(_ example: QueryExample) throws { try example.check() }

    @Test(
        "What has no meaning becomes plain words",
        arguments: [
            QueryExample("OR", "or", "dangling-or"), QueryExample("OR a", "or a", "dangling-or"),
            QueryExample("a OR", "a or", "dangling-or"), QueryExample("a OR OR b", "a OR or b", "dangling-or"),
            QueryExample("(a OR) b", "a or b", "dangling-or"), QueryExample("a (OR) b", "a or b", "dangling-or"),
            QueryExample("a |", "a", "dangling-or"), QueryExample("| a", "a", "dangling-or"),
            QueryExample("a | | b", "a OR b", "dangling-or"), QueryExample("a OR |", "a", "dangling-or"),
            QueryExample("a OR ！", "a", "nothing-to-search"), QueryExample("a OR ()", "a"),
            QueryExample("AND", "and"), QueryExample("AND AND", "and"),
            QueryExample("AND !", "and", "nothing-to-search"),
            QueryExample("(退款 余额", "退款 余额", "unbalanced-parenthesis"),
            QueryExample("退款） 余额", "退款 余额", "unbalanced-parenthesis"),
            QueryExample(")(", ")(", "unbalanced-parenthesis", "nothing-to-search"),
            QueryExample(":) 退款", "退款", "unbalanced-parenthesis", "nothing-to-search"),
            QueryExample("foo:bar", "foo:bar", "unknown-field"), QueryExample("内容：退款", "内容：退款", "unknown-field"),
            QueryExample("foo:\"a b\"", "foo: \"a b\"", "unknown-field"), QueryExample("foo: a", "foo: a"),
            QueryExample("店员对我说：退不了", "店员对我说：退不了"), QueryExample("：退款", "：退款"),
            QueryExample("a ， 😀 b", "a b", "nothing-to-search", "nothing-to-search"),
        ])
    func plain(_ example: QueryExample) throws { try example.check() }

    @Test(
        "Symbols alone match nothing instead of everything",
        arguments: ["***", "-", "()", "“”", "，", "😀 🎉", "-\"\"", "|"])
    func symbols(_ query: String) throws {
        let parsed = try QueryParser.parse(query)
        guard case .words(let text) = parsed.root else {
            Issue.record("no leaf for \(query)")
            return
        }
        #expect(!text.hasAtoms && !text.isEmpty)
        #expect(parsed.notes.map(\.code).contains("nothing-to-search"))
        #expect(try QueryParser.parse(parsed.canonicalDescription).root == parsed.root)
        #expect(try QueryParser.parse(query + " status:closed").root == nil)
    }

    @Test("Leaves say where they were typed and whether they are negated")
    func leaves() throws {
        let query = "\u{3000} 退款 -余额 （“预付 卡” OR 优健*） -(a -b) merchant:优健 \"x y\"～3"
        let parsed = try QueryParser.parse(query)
        let utf8 = Array(query.utf8)
        let typed = parsed.leaves.map { String(decoding: utf8[$0.range], as: UTF8.self) }
        #expect(typed == ["退款", "余额", "“预付 卡”", "优健*", "a", "b", "\"x y\"～3"])
        #expect(parsed.leaves.map(\.isNegated) == [false, true, false, false, true, false, false])
        #expect(
            parsed.positiveLeaves.map(\.node) == [
                .words("退款"), .phrase("预付 卡"), .prefix("优健"), .words("b"), .near("x", "y", distance: 3),
            ])
    }
}

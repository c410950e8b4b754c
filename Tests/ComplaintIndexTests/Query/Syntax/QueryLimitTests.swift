import Foundation
import Testing

@testable import ComplaintIndex

@Suite("No query is too strange")
struct QueryLimitTests {
    @Test("A NUL is refused wherever it stands")
    func nul() {
        for query in ["\0", "a\0b", String(repeating: "a", count: 9000) + "\0"] {
            #expect(throws: QueryError.nul) { try QueryParser.parse(query) }
        }
        #expect(QueryError.nul.description.contains("U+0000"))
    }

    @Test("A query over 4 KiB is cut between characters")
    func long() throws {
        let exact = String(repeating: "a", count: 4096)
        #expect(try QueryParser.parse(exact).root == .words(exact))
        #expect(try QueryParser.parse(exact).notes.isEmpty)
        let over = try QueryParser.parse(exact + "a")
        #expect(over.root == .words(exact) && over.notes.map(\.code) == ["query-too-long"])
        let hanzi = try QueryParser.parse(String(repeating: "退", count: 2000))
        #expect(hanzi.root == .words(String(repeating: "退", count: 1365)))
        let behindSpaces = try QueryParser.parse(String(repeating: " ", count: 5000) + "退款")
        #expect(behindSpaces.root == .words("退款") && behindSpaces.notes.isEmpty)
        #expect(behindSpaces.leaves.map(\.range) == [5000..<5006])
    }

    @Test("Over 64 terms the rest is cut, filters and both words of a near counted")
    func terms() throws {
        let words = (0..<70).map { "w\($0)" }
        let plain = try QueryParser.parse(words.joined(separator: " "))
        #expect(plain.leaves.map(\.node) == words.prefix(64).map { .words($0) })
        #expect(plain.notes.map(\.code) == ["too-many-terms"])
        #expect(try QueryParser.parse(words.prefix(64).joined(separator: " ")).notes.isEmpty)
        let mixed = try QueryParser.parse("status:closed " + words.prefix(62).joined(separator: " ") + " \"a b\"~2 c")
        #expect(mixed.filters.count == 1 && mixed.leaves.count == 62)
        let inside = try QueryParser.parse("x OR (" + words.joined(separator: " OR ") + ")")
        #expect(inside.leaves.count == 64 && inside.notes.map(\.code) == ["too-many-terms"])
        let dangling = try QueryParser.parse(words.prefix(65).joined(separator: " | "))
        #expect(dangling.leaves.count == 64 && dangling.notes.map(\.code) == ["too-many-terms"])
    }

    @Test("Sixteen parentheses nest, the seventeenth is ignored")
    func depth() throws {
        func nested(_ depth: Int, _ inner: String) -> String {
            (0..<depth).map { "a\($0) OR (b\($0) " }.joined() + inner + String(repeating: ")", count: depth)
        }
        #expect(try QueryParser.parse(nested(16, "c")).notes.isEmpty)
        let deep = try QueryParser.parse(nested(17, "c"))
        #expect(deep.notes.map(\.code) == ["nesting-too-deep"])
        #expect(deep.leaves.count == 35)
        #expect(deep.canonicalDescription.contains("OR b16 c"))
        let negated = try QueryParser.parse(nested(16, "-(x (y) -(z)) c"))
        #expect(negated.notes.map(\.code) == ["nesting-too-deep"])
        #expect(negated.positiveLeaves.allSatisfy { $0.node != .words("x") && $0.node != .words("y") })
        #expect(negated.leaves.last?.node == .words("c"))
    }

    /// The unit, how often it stands, what follows: short arguments, for the sake of the log.
    @Test(
        "Huge queries of one kind neither overflow the stack nor take long",
        arguments: [
            ("(", 100_000, ""), ("-(", 100_000, ""), ("(", 2000, ")"), ("-(", 1000, ")"), ("(", 100_000, ")"),
            ("a OR ", 50_000, ""), ("OR ", 50_000, ""), ("|", 100_000, ""), ("a()", 50_000, ""), ("a(", 50_000, ""),
            ("“", 100_001, ""), ("「", 100_000, ""), ("「\"", 50_000, ""), ("-", 100_000, ""), ("* ", 50_000, ""),
            ("amount:\"", 50_000, ""), ("a:b ", 50_000, ""), ("e\u{301}", 50_000, ""), ("\u{301}", 100_000, "a"),
            ("\"a b c\"~1 ", 10_000, ""), ("㋿", 100_000, ""), ("(a OR ", 50_000, ")"), ("-(a ", 400, ")"),
        ])
    func huge(_ unit: String, _ count: Int, _ end: String) throws {
        let query = String(repeating: unit, count: count) + "a" + String(repeating: end, count: count)
        let started = ContinuousClock.now
        let parsed = try QueryParser.parse(query)
        #expect(ContinuousClock.now - started < .seconds(2))
        #expect(parsed.root != nil)
        try Laws.check(query)
    }

    @Test("Random queries keep the laws", arguments: 0..<8)
    func random(_ seed: Int) throws {
        var generator = SplitMix(state: UInt64(seed) &* 7919 &+ 1)
        for _ in 0..<1500 {
            let count = Int.random(in: 0...28, using: &generator)
            let pieces = (0..<count).compactMap { _ in Laws.alphabet.randomElement(using: &generator) }
            try Laws.check(pieces.joined())
        }
    }

    @Test("Random code points keep the laws")
    func randomScalars() throws {
        var generator = SplitMix(state: 42)
        for _ in 0..<1500 {
            var view = String.UnicodeScalarView()
            for _ in 0..<Int.random(in: 0...40, using: &generator) {
                let limit: UInt32 = Bool.random(using: &generator) ? 0x10FFFF : 0x80
                if let scalar = Unicode.Scalar(UInt32.random(in: 1...limit, using: &generator)) { view.append(scalar) }
            }
            try Laws.check(String(view))
        }
    }

    @Test("A note holds at most 40 characters of the query, on one line")
    func notesAreShort() throws {
        let long = String(repeating: "龘", count: 300)
        let queries = [
            "status:" + long, "foo:\(long)", "\(long)*x", "\"\(long)\"~5", "merchant:\(long)*",
            "amount:\"\(long)\n\(long)\"",
            "received:\(long)", "\"\(long)\"~x", "\"a\nb\nc\"~2",
        ]
        for query in queries {
            let notes = try QueryParser.parse(query).notes
            #expect(!notes.isEmpty)
            for note in notes {
                #expect(note.message.filter { $0 == "龘" }.count <= 40)
                #expect(!note.message.contains("\n"))
            }
        }
        let symbols = try QueryParser.parse(String(repeating: "★", count: 500))
        #expect(symbols.notes.allSatisfy { $0.message.filter { $0 == "★" }.count <= 40 })
    }

    @Test("Notes are few, whatever the query")
    func notesAreFew() throws {
        let parsed = try QueryParser.parse(
            (0..<60).map { "f\(Character(Unicode.Scalar(UInt8(97 + $0 % 26)))):x" }.joined(separator: " "))
        #expect(parsed.notes.count == QueryNotes.limitPerCode)
    }
}

/// What holds for every query.
enum Laws {
    static let alphabet = [
        "(", ")", "（", "）", "\"", "“", "”", "「", "」", "『", "』", "-", "－", "--", "*", "＊", "~", "～", "~3", "|", "｜", " ",
        " ",
        " ", "\u{3000}", ":", "：", "OR", " OR ", "AND", " AND ", "退款", "余额", "优健", "a", "b1", "5", "商家：", "merchant:",
        "amount:", "金额：>", "100", "..", "2021-01", "received:", "status:", "已受理", "closed", "foo:", "，", "😀", "\n",
        "e\u{301}",
        "℃", ">", "=", "/", "http://", "\u{1E}", "＂", "kind:举报",
    ]

    static func check(_ query: String) throws {
        let parsed = try QueryParser.parse(query)
        // Every text leaf has a place in the query, in order, on code point boundaries.
        let nodes = parsed.root?.textLeaves ?? []
        #expect(parsed.leaves.map(\.node) == nodes.map(\.node), "\(shown(query))")
        let utf8 = Array(query.utf8)
        for leaf in parsed.leaves {
            #expect(leaf.range.upperBound <= utf8.count && !leaf.range.isEmpty)
            #expect(String(validating: utf8[leaf.range], as: UTF8.self) != nil)
        }
        #expect(zip(parsed.leaves, parsed.leaves.dropFirst()).allSatisfy { $0.range.lowerBound <= $1.range.lowerBound })
        #expect(parsed.leaves.count + parsed.filters.count <= QueryParser.termLimit)
        if let root = parsed.root { checkShape(root, isRoot: true, query) }
        #expect(parsed.notes.allSatisfy { $0.message.unicodeScalars.count < 250 })
        let canonical = parsed.canonicalDescription
        guard canonical.utf8.count <= QuerySource.byteLimit else { return }
        let again = try QueryParser.parse(canonical)
        #expect(again.root == parsed.root, "\(shown(query)) -> \(shown(canonical))")
        #expect(again.filters == parsed.filters, "\(shown(query)) -> \(shown(canonical))")
    }

    private static func shown(_ query: String) -> String {
        String(query.prefix(200)).debugDescription
    }

    private static func checkShape(_ node: QueryNode, isRoot: Bool, _ query: String) {
        switch node {
        case .and(let nodes):
            #expect(nodes.count > 1)
            for inner in nodes {
                if case .and = inner { Issue.record("and in and: \(shown(query))") }
                if isRoot, case .filter = inner { Issue.record("filter at the top: \(shown(query))") }
                checkShape(inner, isRoot: false, query)
            }
        case .or(let nodes):
            #expect(nodes.count > 1)
            for inner in nodes {
                if case .or = inner { Issue.record("or in or: \(shown(query))") }
                checkShape(inner, isRoot: false, query)
            }
        case .not(let inner):
            if case .not = inner { Issue.record("not in not: \(shown(query))") }
            if case .filter = inner { Issue.record("filter in not: \(shown(query))") }
            checkShape(inner, isRoot: false, query)
        case .words, .phrase, .prefix, .near:
            #expect(isRoot || node.hasAtoms, "\(shown(query))")
        case .filter: #expect(!isRoot)
        }
    }
}

/// Seeded, so that a failure can be had again.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }
}

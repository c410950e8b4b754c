import ComplaintModel
import Testing

@testable import ComplaintIndex

@Suite("The query language on a real index")
struct QueryTests {
    private static let rows = [
        #"{"number":"WH-001","text":"健身房跑路，退卡不成","demand":"退还余额2800元","amount":2800,"channel":"12315","#
            + #""category":"预付卡/健身","district":"洪山区","merchant":{"name":"武汉优健健身服务有限公司光谷店"},"tags":["群体"],"#
            + #""received_at":"2021-01-04T13:05:00+08:00","complainant":{"name":"王某","phone":"13800001234"},"#
            + #""order_number":"YJ20201201-88"}"#,
        #"{"number":"WH-002","text":"網購手機不給退貨","kind":"report","channel":"web","category":"网购/手机","district":"武昌区","#
            + #""merchant":{"name":"好物优选旗舰店"},"amount":99.5,"received_at":"2021-02-10T00:00:00+08:00"}"#,
        #"{"number":"WH-003","text":"口罩涨价，一包卖四千九百八","kind":"consultation","channel":"app","category":"网购","#
            + #""received_at":"2021-03-31T23:59:59+08:00","status":"closed","amount":4980}"#,
        #"{"number":"WH-004","text":"电影黑豹的票退不了，KTV也不退","demand":"退款","channel":"mini-program"}"#,
        #"{"number":"WH-005","text":"布料起球。退款到账慢","tags":["退款慢"]}"#,
    ]

    private func index() throws -> TestIndex {
        let index = try TestIndex()
        for row in Self.rows { try index.add(row) }
        return index
    }

    /// For tests that only read: made once.
    private static let shared = Result { try QueryTests().index() }

    @Test(
        "each operator chooses the rows it says",
        arguments: [
            // words
            ("退", [1, 2, 4, 5]), ("健身房 跑路", [1]), ("健身房跑路", [1]), ("跑路 健身房", [1]), ("退卡不成", [1]),
            ("余额", [1]), ("优健", [1]), ("群体", [1]), ("光谷店", [1]), ("身房", [1]),
            // scripts and widths
            ("网购手机", [2]), ("網購", [2]), ("退貨", [2]), ("ｋｔｖ", [4]), ("ktv", [4]), ("KTV", [4]),
            // phrases
            ("\"退款\"", [4, 5]), ("\"健身房跑路\"", [1]), ("\"跑路健身房\"", []), ("“退卡不成”", [1]), ("\"房，跑\"", [1]),
            ("\"豹黑\"", []), ("豹黑", [4]), ("黑豹", [4]),
            // negation, or, parentheses
            ("退 -退款", [1, 2]), ("退款 -\"布料起球\"", [4]), ("口罩 OR 黑豹", [3, 4]), ("口罩 | 黑豹", [3, 4]),
            ("(口罩 OR 黑豹) 电影", [4]), ("退 -(款 OR 卡)", [2]), ("-退", [3]),
            // prefix and near
            ("kt*", [4]), ("退*", [1, 2, 4, 5]), ("WH*", []), ("\"健身房 退卡\"~2", [1]), ("\"退卡 健身房\"~2", [1]),
            ("\"健身房 退卡\"~1", []), ("\"跑路 余额\"~50", []),
            // numerals and identifiers
            ("4980", [3]), ("四千九百八", [3]), ("2800元", [1]), ("两千八百元", [1]), ("2,800元", [1]),
            ("13800001234", [1]), ("138-0000-1234", [1]), ("YJ20201201-88", [1]), ("yj20201201-88", [1]),
            ("WH-003", [3]), ("138 0000 1234", [1]), ("+86 138 0000 1234", [1]), ("健身房 1380000 1234", [1]),
            ("138 0000 1235", []), ("-(138 0000 1234) 退", [2, 4, 5]),
            // fields
            ("phone:13800001234", [1]), ("order:YJ20201201-88", [1]),
            ("number:WH-002", [2]), ("category:网购", [2, 3]), ("category:网购/手机", [2]), ("district:洪山区", [1]),
            ("channel:web", [2]), ("channel:mini-program", [4]), ("kind:report", [2]), ("kind:complaint", [1, 4, 5]),
            ("status:closed", [3]), ("tag:群体", [1]), ("tag:退款", []), ("-channel:web -kind:consultation", [1, 4, 5]),
            ("amount:>1000", [1, 3]), ("amount:>=2800", [1, 3]), ("amount:<100", [2]), ("amount:100..3000", [1]),
            ("received:2021-01..2021-03", [1, 2, 3]), ("received:2021-02", [2]), ("received:2021-03-31", [3]),
            ("received:2021", [1, 2, 3]), ("received:..2021-02-09", [1]), ("-received:2021", [4, 5]),
            ("退 category:网购", [2]), ("退款 -tag:退款慢", [4]),
            // neither sound nor letters match in text
            ("不", [1, 2, 4]), ("布", [5]), ("tuikuan", []), ("b", []),
        ] as [(String, [Int64])])
    func strict(query: String, expected: [Int64]) throws {
        #expect(try Self.shared.get().strict(query) == expected)
    }

    @Test("a person's hash, as an answer shows it, finds the person's rows")
    func person() throws {
        let index = try index()
        let hash = try #require(try index.store.complaint(id: 1)?.personHash)
        try index.add(#"{"text":"又一条","complainant":{"phone":"+86 138 0000 1234"}}"#)
        #expect(try index.strict("person:\(hash)") == [1, 6])
        #expect(try index.strict("person:ffffffffffffffff") == [])
    }

    @Test("with fewer than 20 whole matches, rows that hold some of the words follow, and the answer says so")
    func relaxed() throws {
        let answer = try Self.shared.get().search("健身房 涨价 退款")
        #expect(answer.total == 0 && answer.relaxed && answer.relaxedTotal == 4)
        #expect(answer.hits.count == 4 && answer.hits.allSatisfy(\.isRelaxed))
        #expect(answer.notes.map(\.code) == ["relaxed"])
    }

    @Test("twenty whole matches are enough, nineteen are not, whatever the limit")
    func relaxingThreshold() throws {
        for count in [19, 20] {
            let texts = (0..<count).map { "押金不退 第\($0)次" } + ["只有押金"]
            for limit in [1, 100] {
                let answer = try TestIndex(texts).search("押金 不退", limit: limit)
                #expect(answer.total == count && answer.relaxed == (count == 19))
                #expect(answer.relaxedTotal == (count == 19 ? 1 : 0))
            }
        }
    }

    @Test("quotes, minus and filters are never relaxed")
    func neverRelaxed() throws {
        let index = try index()
        let minus = try index.search("健身房 涨价 -退卡")
        #expect(minus.total == 0 && minus.hits.map(\.id) == [3])
        let phrase = try index.search("\"起球退款\" 健身房")
        #expect(phrase.hits.map(\.id) == [5])
        let filter = try index.search("健身房 涨价 channel:app")
        #expect(filter.hits.map(\.id) == [3])
        #expect(try index.search("\"没有这句话\"").hits.isEmpty)
    }

    @Test(
        "what does not parse is searched as plain words, and the notes say so",
        arguments: [
            ("退款 OR", "dangling-or", [Int64(4), 5]), ("\"退款", "unbalanced-quote", [4, 5]),
            ("(退款", "unbalanced-parenthesis", [4, 5]),
            ("channel:fax 退款", "bad-value", [4, 5]), ("foo:退款", "unknown-field", [4, 5]),
            ("退款 - ", "stray-minus", [4, 5]),
        ])
    func plainWords(query: String, code: String, rows: [Int64]) throws {
        let answer = try Self.shared.get().search(query)
        #expect(answer.notes.map(\.code).contains(code), "\(answer.notes)")
        #expect(Set(answer.hits.map(\.id)).isSuperset(of: rows))
    }

    @Test("long queries are cut with a note, a NUL is refused")
    func limits() throws {
        let index = try index()
        let terms = try index.search((0..<100).map { "词\($0)" }.joined(separator: " "))
        #expect(terms.notes.map(\.code).contains("too-many-terms"))
        let long = try index.search("退款" + String(repeating: " ", count: 10) + String(repeating: "长", count: 2000))
        #expect(long.notes.map(\.code).contains("query-too-long"))
        #expect(throws: QueryError.nul) { try index.search("退\0款") }
    }

    @Test(
        "two Hanzi that no row holds may stand for two of the same sound, among the relaxed rows, and the note names them"
    )
    func sameSound() throws {
        let index = try index()
        let answer = try index.search("建身 跑路")
        #expect(answer.total == 0 && answer.hits.first?.id == 1)
        let note = try #require(answer.notes.first { $0.code == "same-sound" })
        #expect(note.message.contains("建身") && note.message.contains("健身"))
        // What some row holds is never replaced.
        let held = try index.search("布料 健身")
        #expect(!held.notes.map(\.code).contains("same-sound"))
        #expect(try index.strict("建身").isEmpty)
    }

    @Test("a Chinese quotation within a sentence asks for nothing; with spaces around it is a phrase")
    func quotationInSentence() throws {
        let index = try index()
        let pasted = try index.search("关于“退款到账”慢的反映")
        #expect(pasted.hits.first?.id == 5 && pasted.notes.map(\.code).contains("quote-in-sentence"))
        #expect(try index.strict("“款退”") == [] && index.strict("慢 “退款到账”") == [5])
    }
}

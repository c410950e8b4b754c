import Testing

@testable import ComplaintModel

@Suite("Decoding JSON") struct DecoderTests {
    static let contract = """
        {"number":"WH20210104-000123","kind":"complaint","channel":"12315","received_at":"2021-01-04T13:05:00+08:00",\
        "complainant":{"name":"王某","phone":"13800001234","id_number":null},\
        "merchant":{"name":"武汉优健健身服务有限公司光谷店","address":"洪山区珞喻路1号","uscc":null,"platform":null,"phone":null},\
        "category":"预付卡","district":"洪山区","text":"办卡后关门","demand":"退还余额2800元",\
        "amount":2800.00,"order_number":"YJ20201201-88","occurred_on":"2020-12-30","evidence":["invoice-1.jpg"],"tags":[],\
        "status":"received","assigned_to":null,"due_at":null,"accepted_at":null,"contacted_at":null,"closed_at":null,\
        "outcome":null,"recovered_amount":null}
        """

    @Test("The contract's example comes out as it went in, byte for byte")
    func example() throws {
        let complaint = try decoded(Self.contract)
        #expect(complaint.merchant.name == "武汉优健健身服务有限公司光谷店")
        #expect(complaint.amount?.cents == 280_000)
        #expect(complaint.channel == .hotline12315)
        #expect(complaint.occurredOn?.text == "2020-12-30")
        #expect(String(decoding: complaint.json, as: UTF8.self) == Self.contract)
    }

    @Test("Text alone is enough, and null and blank are absent")
    func sparse() throws {
        #expect(try decoded(#"{"text":"坏了"}"#) == Complaint(text: "坏了"))
        let blank =
            #" { "text" : "坏了" , "number":"", "category":"  ","merchant":null,"kind":null,"tags":["","新"],"amount":null}  "#
        #expect(try decoded(blank) == Complaint(text: "坏了", tags: ["新"]))
        #expect(try decoded(#"{"text":"坏了","amount":"2800.5"}"#).amount?.cents == 280_050)
    }

    @Test("Unknown fields are kept in order and given back unchanged; ours are passed over")
    func unknown() throws {
        let line = """
            {"text":"x","id":7,"loaded_at":1,"version":2,"duplicate":{},"cluster":null,"zeta":1.0,"big":12345678901234567890,\
            "alpha":{"b":[1e400,null,true],"a":""},"merchant":{"id":5,"shop":"s"},"complainant":{"age":30}}
            """
        let complaint = try decoded(line)
        #expect(complaint.extra.members.map(\.name) == ["zeta", "big", "alpha"])
        #expect(complaint.merchant.extra == ["shop": .string("s")])
        let written = String(decoding: complaint.json, as: UTF8.self)
        #expect(written.hasSuffix(#","zeta":1.0,"big":12345678901234567890,"alpha":{"b":[1e400,null,true],"a":""}}"#))
        #expect(written.contains(#""phone":null,"shop":"s"}"#) && written.contains(#""age":30}"#))
    }

    @Test(
        "A bad line is refused with field and rule",
        arguments: [
            ("", ": not-json"), ("{", ": not-json"), ("[]", ": wrong-type"), ("null", ": wrong-type"),
            ("{}", "text: missing"),
            (#"{"text":null}"#, "text: missing"), (#"{"text":" \n　"}"#, "text: missing"),
            (#"{"text":1}"#, "text: wrong-type"),
            (#"{"text":"a"} x"#, ": trailing"), (#"{"text":"a",}"#, ": not-json"), (#"{'text':"a"}"#, ": not-json"),
            (#"{"text" "a"}"#, "text: not-json"), (#"{"text":"a""#, ": not-json"), (#"{"text":"a}"#, "text: not-json"),
            (#"{"text":"a","text":"b"}"#, "text: duplicate-key"),
            (#"{"text":"a","merchant":{},"merchant":{}}"#, "merchant: duplicate-key"),
            (#"{"text":"a","merchant":[]}"#, "merchant: wrong-type"),
            (#"{"text":"a","complainant":{"phone":138}}"#, "complainant.phone: wrong-type"),
            (#"{"text":"a","complainant":{"phone":"1","phone":"2"}}"#, "complainant.phone: duplicate-key"),
            (#"{"text":"a","kind":"rant"}"#, "kind: not-an-enum-value"),
            (#"{"text":"a","kind":""}"#, "kind: not-an-enum-value"),
            (#"{"text":"a","received_at":"yesterday"}"#, "received_at: not-a-time"),
            (#"{"text":"a","occurred_on":"2021-02-30"}"#, "occurred_on: not-a-date"),
            (#"{"text":"a","amount":-1}"#, "amount: negative"),
            (#"{"text":"a","amount":1.005}"#, "amount: too-many-decimals"),
            (#"{"text":"a","amount":1e12}"#, "amount: too-large"),
            (#"{"text":"a","amount":NaN}"#, "amount: not-json"),
            (#"{"text":"a","amount":"ten"}"#, "amount: not-a-number"),
            (#"{"text":"a","amount":true}"#, "amount: wrong-type"), (#"{"text":"a","tags":"x"}"#, "tags: wrong-type"),
            (#"{"text":"a","tags":[1]}"#, "tags: wrong-type"), (#"{"text":"\ud800"}"#, "text: lone-surrogate"),
            (#"{"text":"\ud800\u0041"}"#, "text: lone-surrogate"), (#"{"text":"\udc00"}"#, "text: lone-surrogate"),
            (#"{"text":"a\u0000"}"#, "text: nul"), (#"{"text":"a\u001e"}"#, "text: control-character"),
            (#"{"text":"a","x":{"y":"\u001f"}}"#, "x.y: control-character"),
            ("{\"text\":\"a\u{1}\"}", "text: control-character"),
            ("{\"text\":\"a\u{0}\"}", "text: nul"), (#"{"text":"\x"}"#, "text: not-json"),
            (#"{"text":"\u12"}"#, "text: not-json"),
            (#"{"text":"a","x":01}"#, ": not-json"), (#"{"text":"a","x":1.}"#, "x: not-json"),
            (#"{"text":"a","x":tru}"#, "x: not-json"),
            ("\u{FEFF}{\"text\":\"a\"}", ": not-json"),
        ])
    func refused(line: String, reason: String) {
        #expect(refusal(line) == reason)
    }

    @Test("Bytes that are not UTF-8 are refused in the field that holds them")
    func notUTF8() {
        for bad in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE4, 0xBD], [0xF4, 0x90, 0x80, 0x80]] as [[UInt8]] {
            let line = Array(#"{"text":""#.utf8) + bad + Array(#""}"#.utf8)
            #expect(refusal(line) == "text: not-utf8")
        }
    }

    @Test("Strings have their limits, exactly")
    func limits() {
        func line(_ name: String, _ count: Int) -> String {
            #"{"text":"a","\#(name)":"\#(String(repeating: "x", count: count))"}"#
        }
        for (name, limit) in [("number", 128), ("category", 4096), ("demand", 65_536), ("order_number", 4096)] {
            #expect(refusal(line(name, limit)) == nil)
            #expect(refusal(line(name, limit + 1)) == "\(name): too-long")
        }
        #expect(refusal(#"{"text":"\#(String(repeating: "x", count: 262_144))"}"#) == nil)
        #expect(refusal(#"{"text":"\#(String(repeating: "x", count: 262_145))"}"#) == "text: too-long")
        #expect(refusal(#"{"text":"a","tags":["\#(String(repeating: "新", count: 100))"]}"#) == nil)
        #expect(refusal(#"{"text":"a","tags":["\#(String(repeating: "新", count: 101))"]}"#) == "tags: too-long")
        let hundred = Array(repeating: #""x""#, count: 100).joined(separator: ",")
        #expect(refusal(#"{"text":"a","evidence":[\#(hundred)]}"#) == nil)
        #expect(refusal(#"{"text":"a","evidence":[\#(hundred),"x"]}"#) == "evidence: too-many")
    }

    @Test("Nesting is read to 32 levels and no deeper")
    func depth() {
        func nested(_ levels: Int) -> String {
            #"{"text":"a","x":"# + String(repeating: "[", count: levels) + String(repeating: "]", count: levels) + "}"
        }
        #expect(refusal(nested(31)) == nil)
        #expect(refusal(nested(32)) == "x: too-deep")
        #expect(refusal(nested(200_000)) == "x: too-deep")
    }

    @Test("An error names the next step and quotes no personal value")
    func details() throws {
        let secret = fault { () throws(RecordError) in
            _ = try ComplaintDecoder().decode(Array(#"{"text":"a","amount":"13800001234x"}"#.utf8))
        }
        #expect(try #require(secret).description.contains("13800001234") == false)
        let word = String(repeating: "z", count: 60)
        let wrong = fault { () throws(RecordError) in
            _ = try ComplaintDecoder().decode(Array(#"{"text":"a","kind":"\#(word)"}"#.utf8))
        }
        let detail = try #require(wrong).detail
        #expect(detail.contains("complaint, report, consultation") && !detail.contains(word))
        #expect(refusal(#"{"text":"a","a\nb":{"c":"\u0000"}}"#) == "a\u{FFFD}b.c: nul")
        #expect(RecordError(rule: "trailing", detail: "d").description == "line: trailing: d")
    }

    @Test("A part of a complaint may lack its text")
    func parts() throws {
        let part = try ComplaintDecoder().decodePart(Array(#"{"complainant":{"phone":"13800001234"}}"#.utf8))
        #expect(part.complainant.phone == "13800001234" && part.text.isEmpty)
        #expect(try ComplaintDecoder().decodePart(Array("{}".utf8)) == Complaint(text: ""))
    }

    @Test("A byte order mark is skipped once")
    func byteOrderMark() {
        #expect(ByteOrderMark.skip([0xEF, 0xBB, 0xBF, 0x7B]) == [0x7B])
        #expect(ByteOrderMark.skip([0xEF, 0xBB]) == [0xEF, 0xBB])
        #expect(ByteOrderMark.skip([]).isEmpty)
    }
}

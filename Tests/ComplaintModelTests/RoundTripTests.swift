import Testing

@testable import ComplaintModel

@Suite("Round trips") struct RoundTripTests {
    @Test("Decoding what was encoded gives the same complaint", arguments: 0..<8)
    func json(seed: UInt64) throws {
        var generator = ComplaintGenerator(seed: seed)
        for _ in 0..<60 {
            let complaint = generator.complaint()
            let copy = try ComplaintDecoder().decode(complaint.json)
            #expect(copy == complaint)
            #expect(copy.contentBytes == complaint.contentBytes)
            #expect(copy.json == complaint.json)
        }
    }

    @Test("Written JSON has no raw control characters and no line separators")
    func clean() {
        var generator = ComplaintGenerator(seed: 99)
        for _ in 0..<100 {
            let json = String(decoding: generator.complaint().json, as: UTF8.self)
            #expect(!json.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{2028}" || $0 == "\u{2029}" })
        }
    }

    @Test("Random and damaged lines never trap", arguments: 0..<4)
    func damaged(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let good = Array(DecoderTests.contract.utf8)
        let alphabet = Array("{}[]\",:\\u0dD8eE+-.1tfn ".utf8) + [0, 0xE4, 0xFF, 0x80]
        for _ in 0..<1500 {
            var line = good
            for _ in 0..<Int.random(in: 1...3, using: &random) {
                let place = Int.random(in: 0..<line.count, using: &random)
                line[place] = alphabet.randomElement(using: &random) ?? 0
            }
            _ = refusal(Array(line.prefix(Int.random(in: 0...line.count, using: &random))))
            let noise = (0..<20).map { _ in alphabet.randomElement(using: &random) ?? 0 }
            _ = refusal(noise)
        }
    }

    @Test("Handling does not change the content, and everything else does")
    func content() throws {
        let base = try decoded(DecoderTests.contract)
        for name in HandlingField.allCases {
            var changed = base
            let value = ["status": "closed", "recovered_amount": "1"][name.rawValue] ?? "2022-01-01"
            try HandlingField.change(named: name.rawValue, to: value).apply(to: &changed)
            #expect(changed != base && changed.contentBytes == base.contentBytes)
        }
        let edits: [(inout Complaint) -> Void] = [
            { $0.number = nil }, { $0.kind = .report }, { $0.channel = .web }, { $0.receivedAt = nil },
            { $0.complainant.name = nil }, { $0.complainant.phone = "1" }, { $0.complainant.idNumber = "王某" },
            { $0.complainant.extra["a"] = .null }, { $0.merchant.name = nil }, { $0.merchant.address = nil },
            { $0.merchant.uscc = "" }, { $0.merchant.platform = "" }, { $0.merchant.phone = "" },
            { $0.merchant.extra["a"] = .null }, { $0.text += " " }, { $0.demand = nil }, { $0.amount = nil },
            { $0.orderNumber = nil }, { $0.occurredOn = nil }, { $0.evidence = ["invoice-1", "jpg"] },
            { $0.extra["a"] = .null }, { $0.extra["a"] = .bool(true) }, { $0.extra["a"] = .array([.null]) },
        ]
        var all: Set<[UInt8]> = [base.contentBytes]
        for edit in edits {
            var changed = base
            edit(&changed)
            #expect(all.insert(changed.contentBytes).inserted)
        }
    }

    @Test("The order of unknown fields is no content")
    func order() throws {
        let one = try decoded(#"{"text":"a","x":{"p":1,"q":2},"y":1}"#)
        let other = try decoded(#"{"y":1,"x":{"q":2,"p":1},"text":"a"}"#)
        #expect(one.contentBytes == other.contentBytes && one != other)
    }

    @Test("The writer nests objects and arrays and writes what JSON cannot as null")
    func writer() {
        let bytes = JSONObjectWriter.bytes { object in
            object.field("id", 7)
            object.field("nothing", nil as String?)
            object.field("nan", Double.nan)
            object.field("share", 0.5)
            object.field("ok", true)
            object.array("highlights") { list in
                list.array { pair in
                    pair.value(0)
                    pair.value(2)
                }
                list.array { _ in }
            }
            object.object("merchant") { $0.field("na\"me", "{\u{2028}\u{1F}\\") }
            object.object("empty") { _ in }
            object.field("tags", ["a", "b"])
        }
        let expected = """
            {"id":7,"nothing":null,"nan":null,"share":0.5,"ok":true,"highlights":[[0,2],[]],\
            "merchant":{"na\\"me":"{\\u2028\\u001f\\\\"},"empty":{},"tags":["a","b"]}
            """
        #expect(String(decoding: bytes, as: UTF8.self) == expected)
    }
}

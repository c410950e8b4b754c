import Foundation
import Testing

@Suite struct DuplicatesTests {
    private static let complaint = """
        {"text":"优健健身光谷店突然关门，预付卡余额2800元不退，店长徐六抢拉黑了我","received_at":"2021-03-04T10:00:00+08:00",\
        "complainant":{"name":"王小明","phone":"16000001234"},"merchant":{"name":"武汉优健健身服务有限公司光谷店"}}
        """

    private func object(_ outcome: Binary.Outcome) throws -> [String: Any] {
        #expect(outcome.code == 0, "\(outcome.errors)")
        return try #require(JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
    }

    private func verdict(_ answer: [String: Any]) throws -> String {
        try #require((answer["duplicate"] as? [String: Any])?["verdict"] as? String)
    }

    private func add(_ text: String, _ scratch: Scratch) throws -> [String: Any] {
        try object(scratch.bingan("add", input: Data(text.utf8)))
    }

    @Test("a complaint added twice is a duplicate of the first, with evidence that adds up and nothing in clear")
    func twice() throws {
        let scratch = try Scratch()
        try #require(try scratch.bingan("import", Scratch.corpus.path).code == 0)
        let first = try add(Self.complaint, scratch)
        let second = try add(Self.complaint, scratch)
        #expect(try verdict(second) == "duplicate")
        let of = try #require((second["duplicate"] as? [String: Any])?["of"] as? [[String: Any]])
        let best = try #require(of.first)
        #expect(best["id"] as? Int == first["id"] as? Int)
        let evidence = try #require(best["evidence"] as? [[String: Any]])
        let sum = evidence.reduce(0.0) { $0 + ($1["weight"] as? Double ?? 0) }
        #expect(abs(sum - (best["score"] as? Double ?? .nan)) < 0.05)
        #expect(evidence.contains { $0["kind"] as? String == "person" && $0["level"] as? String == "same_number" })
        #expect(!"\(second)".contains("16000001234"))
    }

    @Test("check says the same as add would, and stores nothing")
    func check() throws {
        let scratch = try Scratch()
        _ = try add(Self.complaint, scratch)
        let answer = try object(scratch.bingan("check", "--format", "json", input: Data(Self.complaint.utf8)))
        #expect(answer["verdict"] as? String == "duplicate")
        #expect(try scratch.count() == 1)
    }

    @Test("a person's decision binds, survives a run over the whole index, and its undoing gives the verdict back")
    func review() throws {
        let scratch = try Scratch()
        for _ in 0..<2 { _ = try add(Self.complaint, scratch) }
        let decision = try scratch.bingan("review", "2", "1", "--as", "different", "--reason", "两张卡")
        #expect(decision.code == 0)
        #expect(try verdict(object(scratch.bingan("show", "2", "--format", "json"))) == "new")
        #expect(try scratch.bingan("dedupe", "--all").output == "checked 2  flagged 0\n")
        #expect(try verdict(object(scratch.bingan("show", "2", "--format", "json"))) == "new")
        #expect(try scratch.bingan("review", "2", "1", "--undo").code == 0)
        #expect(try verdict(object(scratch.bingan("show", "2", "--format", "json"))) == "duplicate")
    }

    @Test("of two identical complaints posted by two processes at the same moment, one alone repeats the other")
    func atOnce() async throws {
        let scratch = try Scratch()
        try #require(try scratch.bingan("import", Scratch.corpus.path).code == 0)
        let (database, input) = (scratch.database, Data(Self.complaint.utf8))
        let outcomes = try await withThrowingTaskGroup(of: Binary.Outcome.self) { group in
            for _ in 0..<2 { group.addTask { try Binary.run(["--db", database, "add"], input: input) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        let verdicts = try outcomes.map { try verdict(object($0)) }
        // The sample knows the merchant, so that the first is related to some of it; but it repeats nothing.
        #expect(verdicts.filter { $0 == "duplicate" }.count == 1)
        #expect(try scratch.count() == 581)
    }

    @Test("similar names the repeat, and the pairs of an export name both numbers")
    func pairs() throws {
        let scratch = try Scratch()
        for number in ["A-1", "A-2"] {
            _ = try add(#"{"number":"\#(number)","# + Self.complaint.dropFirst(), scratch)
        }
        let similar = try object(scratch.bingan("similar", "A-1", "--format", "json"))
        #expect((similar["of"] as? [[String: Any]])?.compactMap { $0["number"] as? String } == ["A-2"])
        let pair = try object(scratch.bingan("export", "--duplicates"))
        #expect(pair["number"] as? String == "A-2" && pair["of_number"] as? String == "A-1")
        #expect(pair["verdict"] as? String == "duplicate" && pair["decided"] as? Bool == false)
    }

    @Test("dedupe gives an index imported without checks the pairs of one imported with them")
    func backlog() throws {
        let (with, without) = (try Scratch(), try Scratch())
        try #require(try with.bingan("import", Scratch.corpus.path).code == 0)
        try #require(try without.bingan("import", "--no-check", Scratch.corpus.path).code == 0)
        #expect(try without.bingan("export", "--duplicates").output.isEmpty)
        #expect(try without.bingan("dedupe").output.hasPrefix("checked 579 "))
        let pairs = try with.bingan("export", "--duplicates").output
        #expect(pairs.contains(#""verdict":"duplicate""#))
        #expect(try without.bingan("export", "--duplicates").output == pairs)
    }
}

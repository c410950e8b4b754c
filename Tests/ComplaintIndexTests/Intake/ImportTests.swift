import ComplaintModel
import Foundation
import Testing

@testable import ComplaintIndex

@Suite("Importing files")
struct ImportTests {
    private func run(
        _ index: TestIndex, _ path: String, update: Bool = false, rejects: String? = nil
    ) throws -> ImportCounts {
        let options = ImportOptions(update: update, rejects: rejects, by: "test")
        return try Importer(store: index.store, options: options).run(ImportSource(path: path)) { _ in }
    }

    private func counts(
        imported: Int = 0, unchanged: Int = 0, updated: Int = 0, rejected: Int = 0
    ) -> ImportCounts {
        var counts = ImportCounts()
        (counts.imported, counts.unchanged, counts.updated, counts.rejected) = (imported, unchanged, updated, rejected)
        return counts
    }

    private let lines = """
        {"number":"N1","text":"健身房跑路"}
        {"text":"没有编号"}
        {"text":"没有编号"}

        {"number":"N2","text":"口罩涨价"}
        """

    @Test("a file imported twice changes nothing the second time, equal lines without a number included")
    func idempotent() throws {
        let index = try TestIndex()
        let file = try index.folder.file("a.jsonl", lines)
        #expect(try run(index, file) == counts(imported: 4))
        #expect(try run(index, file) == counts(unchanged: 4))
        #expect(try index.strict("没有编号") == [2, 3])
        let longer = try index.folder.file("b.jsonl", lines + "\n{\"text\":\"没有编号\"}\n")
        #expect(try run(index, longer) == counts(imported: 1, unchanged: 4))
        #expect(try index.store.verify().problems == [])
    }

    @Test("other content under a known number is rejected, and replaces the stored one with --update")
    func update() throws {
        let index = try TestIndex()
        _ = try run(index, index.folder.file("a.jsonl", lines))
        let other = try index.folder.file("b.jsonl", #"{"number":"N1","text":"健身房关门"}"# + "\n")
        #expect(try run(index, other, rejects: index.folder.path("r.jsonl")) == counts(rejected: 1))
        #expect(try index.strict("关门").isEmpty)
        #expect(try run(index, other, update: true) == counts(updated: 1))
        #expect(try index.strict("关门") == [1] && index.strict("跑路").isEmpty)
        #expect(try index.store.history(id: 1).map(\.field) == ["text"])
        #expect(try run(index, other) == counts(unchanged: 1))
    }

    @Test("bad lines go to the rejects file with line, field and rule, and the rest goes in")
    func rejects() throws {
        let index = try TestIndex()
        var bytes = Array("{\"text\":\"好\"}\n{\"text\":\"\"}\nnot json\n{\"text\":\"x\",\"amount\":-1}\n".utf8)
        bytes += Array("{\"text\":\"".utf8) + [0xFF, 0xFE] + Array("\"}\n".utf8)
        bytes += Array(#"{"text":"a\u0000b"}"#.utf8) + [0x0A] + Array(#"{"text":"\ud800"}"#.utf8) + [0x0A]
        bytes += Array((String(repeating: "[", count: 100_000) + "\n").utf8)
        bytes += Array("{\"text\":\"x\",\"channel\":\"fax\"}\n{\"demand\":\"退\"}\n{\"text\":\"最后\"}".utf8)
        let file = index.folder.path("bad.jsonl")
        try Data(bytes).write(to: URL(fileURLWithPath: file))
        let rejects = index.folder.path("r.jsonl")
        #expect(try run(index, file, rejects: rejects) == counts(imported: 2, rejected: 9))
        #expect(try index.strict("最后") == [2])
        let found = try String(contentsOfFile: rejects, encoding: .utf8).split(separator: "\n").map { line in
            try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        }
        #expect(found.map { $0["line"] as? Int } == [2, 3, 4, 5, 6, 7, 8, 9, 10])
        let fields = found.map { $0["field"] as? String }
        #expect(fields == ["text", "line", "amount", "text", "text", "text", "line", "channel", "text"])
        #expect(found.allSatisfy { ($0["rule"] as? String)?.isEmpty == false && $0["file"] as? String == file })
        // Nothing is lost: each reject holds the record, whatever its bytes.
        #expect(found[1]["record"] as? String == "not json")
        let packed = found[3]["record_base64"] as? String
        #expect(packed.flatMap { Data(base64Encoded: $0) }?.contains(0xFF) == true)
        let modes = try FileManager.default.attributesOfItem(atPath: rejects)[.posixPermissions] as? Int
        #expect(modes == 0o600)
    }

    @Test("a text of 1 MB goes in and is found by its middle, a line past the limit is rejected")
    func large() throws {
        let index = try TestIndex()
        let half = String(repeating: "退款不退", count: 43_000)
        let text = half + "唯独此处" + half
        let file = try index.folder.file("big.jsonl", "{\"text\":\"\(text)\"}\n{\"text\":\"后面一条\"}\n")
        let outcome = try run(index, file, rejects: index.folder.path("r.jsonl"))
        // Whether 1 MB is within the limit of a text is the model's to say; nothing after it may be lost either way.
        #expect(outcome.imported + outcome.rejected == 2 && outcome.imported >= 1)
        #expect(try index.strict("后面一条").count == 1)
        if outcome.imported == 2 { #expect(try index.strict("\"唯独此处\"") == [1]) }
        let longer = try index.folder.file(
            "longer.jsonl", "{\"text\":\"\(String(repeating: "a", count: 5 << 20))\"}\n{\"text\":\"末尾一条\"}\n")
        #expect(try run(index, longer, rejects: index.folder.path("r2.jsonl")) == counts(imported: 1, rejected: 1))
    }

    @Test("CSV with dotted names and gzip of either come in alike")
    func formats() throws {
        let index = try TestIndex()
        let csv =
            "number,text,complainant.phone,merchant.name,amount,tags\r\n"
            + "C1,\"引号\"\"和，逗号\r\n换行\",13800001234,优健,99.5,急|群体\r\nC2,第二条,,,,\r\n"
        #expect(try run(index, index.folder.file("a.csv", csv)) == counts(imported: 2))
        let first = try #require(try index.store.complaint(number: "C1")?.complaint)
        #expect(first.text == "引号\"和，逗号\r\n换行" && first.tags == ["急", "群体"] && first.amount?.cents == 9950)
        for name in ["a.csv", "b.jsonl"] {
            if name == "b.jsonl" { _ = try index.folder.file(name, lines) }
            let gzip = Process()
            gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            gzip.arguments = ["gzip", index.folder.path(name)]
            try gzip.run()
            gzip.waitUntilExit()
        }
        #expect(try run(index, index.folder.path("a.csv.gz")) == counts(unchanged: 2))
        #expect(try run(index, index.folder.path("b.jsonl.gz")) == counts(imported: 4))
    }

    @Test("of a gzip file that is cut off, what came before is stored and the error names the file")
    func cutOff() throws {
        let index = try TestIndex()
        let many = (0..<20_000).map { "{\"text\":\"第\($0)条 \(UUID())\"}" }.joined(separator: "\n")
        _ = try index.folder.file("cut.jsonl", many)
        let gzip = Process()
        gzip.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        gzip.arguments = ["gzip", index.folder.path("cut.jsonl")]
        try gzip.run()
        gzip.waitUntilExit()
        let file = index.folder.path("cut.jsonl.gz")
        let data = try Data(contentsOf: URL(fileURLWithPath: file))
        try data.prefix(data.count / 2).write(to: URL(fileURLWithPath: file))
        let error = #expect(throws: InputError.self) {
            try run(index, file, rejects: index.folder.path("r.jsonl"))
        }
        #expect(error?.file == file)
        #expect(try index.number("SELECT count(*) FROM complaints") ?? 0 > 1000)
        #expect(try index.store.verify().problems == [])
    }

    @Test("a directory and a missing file are refused by name")
    func noFile() throws {
        let index = try TestIndex()
        for path in [index.folder.url.path, index.folder.path("none.jsonl")] {
            #expect(throws: InputError.self) { try run(index, path) }
        }
    }

    @Test("more rows than a transaction takes go in, and a second import finds them all")
    func manyTransactions() throws {
        let index = try TestIndex()
        let rows = Importer.transactionSize + 700
        let text = (0..<rows).map { "{\"text\":\"第\($0)号投诉\"}" }.joined(separator: "\n")
        let file = try index.folder.file("many.jsonl", text)
        #expect(try run(index, file) == counts(imported: rows))
        #expect(try run(index, file) == counts(unchanged: rows))
        #expect(try index.strict("第16999号") == [17_000])
    }
}

import Foundation
import Testing

@Suite("The command audit")
struct AuditCommandTests {
    @Test("what the command line takes out, shows in clear and erases is kept, by whom, without who was erased")
    func commandLine() throws {
        let scratch = try Scratch()
        let lines = [
            #"{"number":"A-1","complainant":{"phone":"13957204861"},"text":"买的家具有损坏，商家不退款。"}"#,
            #"{"number":"A-2","complainant":{"phone":"13800001234"},"text":"水果腐烂。"}"#,
        ]
        let file = try scratch.write(Data(lines.joined(separator: "\n").utf8), "in.jsonl")
        #expect(try scratch.bingan("import", file).code == 0)
        // Masked reading is not kept: who may open the file may read all of it anyway.
        try scratch.bingan("search", "家具")
        try scratch.bingan("search", "家具", "--personal")
        try scratch.bingan("show", "A-1", "--personal")
        try scratch.bingan("export", "--personal")
        try scratch.bingan("export", "--query", "水果", "--format", "csv")
        #expect(try scratch.bingan("erase", "13957204861", "--yes").code == 0)
        let kept = try scratch.bingan("audit", "--format", "jsonl").output.split(separator: "\n").map(String.init)
        let actions = kept.map { $0.firstMatch(of: /"action":"([a-z]+)"/).map { String($0.1) } ?? "" }
        #expect(actions == ["erase", "export", "export", "open", "search"])
        #expect(kept.allSatisfy { $0.contains("\"actor\":\"cli") && $0.contains("\"role\":\"cli\"") })
        #expect(kept[1].contains("水果 format:csv\",\"rows\":1") && kept[2].contains("personal:true\",\"rows\":2"))
        #expect(!kept.joined().contains("13957204861"))
    }
}

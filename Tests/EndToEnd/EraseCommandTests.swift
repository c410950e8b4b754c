import Foundation
import Testing

@Suite("The command erase")
struct EraseCommandTests {
    private static let phone = "13957204861"
    private static let idNumber = "420199198503217259"
    /// Words that stand in the person's complaints alone; parts of them too, since terms share their beginnings on disk.
    private static let traces = [
        "13957204861", "57204861", "139-5720-4861", "420199198503217259", "98503217259", "欧阳翠珊", "翠珊", "紫檀匣", "匣子",
        "WH-ERASE-1", "ORD7730915528", "30915528", "qvzkwx", "vzkwx",
    ]

    private static func lines() -> Data {
        var lines: [String] = []
        for place in 0..<60 {
            lines.append(
                """
                {"number":"WH-\(place)","received_at":"2021-02-\(place % 28 + 1 < 10 ? "0" : "")\(place % 28 + 1)",\
                "complainant":{"name":"王某","phone":"1380000\(1000 + place)"},"merchant":{"name":"武汉第\(place % 9)家具店"},\
                "text":"在该店买的家具第\(place)次送货都有损坏，商家不肯退款，客服电话没有人接。"}
                """)
        }
        for (place, text) in [
            "买的紫檀匣子是假的，本人欧阳翠珊，电话13957204861，网名qvzkwx，要求退一赔三。", "再次反映紫檀匣子是假货，商家欧式家具店不理，请尽快处理。",
        ].enumerated() {
            lines.append(
                """
                {"number":"WH-ERASE-\(place + 1)","received_at":"2021-03-0\(place + 1)","complainant":{"name":"欧阳翠珊",\
                "phone":"139-5720-4861","id_number":"\(place == 0 ? idNumber : "")"},"merchant":{"name":"武汉第3家具店"},\
                "order_number":"ORD7730915528","text":"\(text)"}
                """)
        }
        // A line that is rejected goes to the file of rejects with all that is in it.
        lines.append(
            """
            {"number":"WH-REJECT","received_at":"never","complainant":{"phone":"13957204861"},"text":"紫檀匣子"}
            """)
        lines.append(#"{"number":"WH-REJECT-2","received_at":"never","text":"别人的家具"}"#)
        return Data(lines.joined(separator: "\n").utf8)
    }

    @Test(
        "no byte of an erased person is left in the database, its WAL and its rejects; all others stay and verify is fine"
    )
    func erase() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-erase-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let database = folder.appendingPathComponent("e.sqlite").path
        func bingan(_ arguments: String..., input: Data? = nil) throws -> Binary.Outcome {
            try Binary.run(["--db", database] + arguments, input: input)
        }
        func traces() throws -> [String] {
            var found: [String] = []
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
                let bytes = try Data(contentsOf: folder.appendingPathComponent(name))
                found += Self.traces.filter { bytes.range(of: Data($0.utf8)) != nil }.map { "\(name): \($0)" }
            }
            return found
        }
        #expect(try bingan("import", "-", input: Self.lines()).code == 1)
        #expect(try bingan("set", "WH-ERASE-1", "tags=紫檀匣子", "outcome=欧阳翠珊已撤诉").code == 0)
        #expect(try bingan("set", "WH-ERASE-1", "tags=匣子").code == 0)
        #expect(!(try traces()).isEmpty)

        let preview = try bingan("erase", Self.phone)
        #expect(preview.code == 0 && preview.output.contains("would erase 2 complaints"), "\(preview.errors)")
        #expect(try bingan("search", "紫檀", "--format", "json").output.contains("\"total\":2"))

        let erased = try bingan("erase", Self.phone, "--yes")
        #expect(erased.code == 0, "\(erased.errors)")
        #expect(erased.output == "erased 2 complaints, 1 rejected lines\n")
        #expect(try traces() == [])
        #expect(try bingan("search", "紫檀", "--format", "json").output.contains("\"total\":0"))
        #expect(try bingan("search", "家具", "--format", "json").output.contains("\"total\":60"))
        #expect(try bingan("show", "61").code == 1)
        let verified = try bingan("verify")
        #expect(verified.code == 0, "\(verified.output)")
        #expect(try String(contentsOfFile: database + ".rejects.jsonl", encoding: .utf8).contains("别人的家具"))
        // The ids are not given out again.
        let added = try bingan("add", input: Data(#"{"text":"新的投诉，家具"}"#.utf8))
        #expect(added.output.contains("\"id\":63"), "\(added.output) \(added.errors)")
        #expect(try bingan("erase", Self.phone, "--yes").code == 1)
        #expect(try bingan("erase", "somebody").code == 2)
    }
}

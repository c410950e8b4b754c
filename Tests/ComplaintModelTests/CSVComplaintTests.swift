import Testing

@testable import ComplaintModel

@Suite("Complaints as CSV") struct CSVComplaintTests {
    private func complaints(_ bytes: [UInt8]) throws -> [Complaint] {
        var reader = CSVReader()
        var records: [CSVRecord] = []
        try reader.feed(bytes) { records.append(try $0.get()) }
        try reader.finish { records.append(try $0.get()) }
        let decoder = try CSVComplaintDecoder(header: try #require(records.first))
        return try records.dropFirst().map { try decoder.decode($0) }
    }

    private func header(_ names: String...) -> String? {
        fault { () throws(RecordError) in _ = try CSVComplaintDecoder(header: CSVRecord(line: 1, fields: names)) }
            .map { "\($0.field): \($0.rule)" }
    }

    @Test("Export and import give the same complaints", arguments: 0..<4)
    func roundTrip(seed: UInt64) throws {
        var generator = ComplaintGenerator(seed: seed)
        let columns = ComplaintColumns(extra: ["note", "merchant.shop", "complainant.age"])
        var bytes: [UInt8] = []
        CSVWriter().append(columns.names, to: &bytes)
        let complaints = (0..<40).map { _ in
            var complaint = generator.complaint()
            complaint.extra = ["note": .string(generator.string())]
            complaint.merchant.extra = ["shop": .string(generator.string())]
            complaint.complainant.extra = [:]
            return complaint
        }
        for complaint in complaints { CSVWriter().append(columns.values(of: complaint), to: &bytes) }
        #expect(try self.complaints(bytes) == complaints)
    }

    @Test("Rows give the same complaints as JSON, and the same errors with their line")
    func rules() throws {
        let csv =
            "text,complainant.phone,merchant.name,amount,evidence,tags,id,cluster.id,店铺\n坏了,1380,店,12.5,a|b\\|c,新,7,8,x\n"
        let json = """
            {"text":"坏了","complainant":{"phone":"1380"},"merchant":{"name":"店"},"amount":12.5,"evidence":["a","b|c"],\
            "tags":["新"],"店铺":"x"}
            """
        #expect(try complaints(Array(csv.utf8)) == [decoded(json)])
        let decoder = try CSVComplaintDecoder(header: CSVRecord(line: 1, fields: ["text", "amount"]))
        let error = fault { () throws(RecordError) in _ = try decoder.decode(CSVRecord(line: 9, fields: ["a", "-1"])) }
        #expect(error == RecordError(line: 9, field: "amount", rule: "negative", detail: "Amounts are 0 or more."))
        let blank = fault { () throws(RecordError) in _ = try decoder.decode(CSVRecord(line: 3, fields: [" ", "1"])) }
        #expect(blank?.rule == "missing" && blank?.line == 3)
        let nul = fault { () throws(RecordError) in _ = try decoder.decode(CSVRecord(line: 3, fields: ["a\u{0}", ""])) }
        #expect(nul?.rule == "nul" && nul?.field == "text")
    }

    @Test("A bad header names its column")
    func headers() {
        #expect(header("text", "text") == "text: duplicate-key")
        #expect(header("text", "x", "x") == "x: duplicate-key")
        #expect(header("text", "") == ": missing")
        #expect(header("number") == "text: missing")
        #expect(header("text", "merchant") == "merchant: wrong-type")
        #expect(header("text", "merchant.id", "duplicate.verdict", "anything") == nil)
    }

    @Test("A list written by hand may hold backslashes")
    func lists() {
        #expect(JoinedList.split(#"C:\a|b\"#) == [#"C:\a"#, #"b\"#])
        #expect(JoinedList.split(#"a\\|b\|c|"#) == [#"a\"#, "b|c", ""])
        #expect(JoinedList.join([]) == nil)
    }
}

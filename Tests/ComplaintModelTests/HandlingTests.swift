import Testing

@testable import ComplaintModel

@Suite("Handling changes") struct HandlingTests {
    private func change(_ name: String, _ value: String?, in complaint: inout Complaint) throws -> [String?]? {
        try HandlingField.change(named: name, to: value).apply(to: &complaint).map { [$0.old, $0.new] }
    }

    @Test("A change gives old and new as the history shows them, and nothing when it changes nothing")
    func changes() throws {
        var complaint = Complaint(text: "a")
        #expect(try change("status", "closed", in: &complaint) == ["received", "closed"])
        #expect(try change("status", "closed", in: &complaint) == nil)
        #expect(try change("due_at", "2021-01-04", in: &complaint) == [nil, "2021-01-04T00:00:00+08:00"])
        #expect(try change("recovered_amount", "5", in: &complaint) == [nil, "5.00"])
        #expect(try change("recovered_amount", "5.00", in: &complaint) == nil)
        #expect(try change("tags", "群体，预付卡、 急 ,,急", in: &complaint) == [nil, "群体,预付卡,急"])
        #expect(complaint.tags == ["群体", "预付卡", "急"])
        #expect(try change("tags", "", in: &complaint) == ["群体,预付卡,急", nil])
        #expect(try change("category", "网购/家电", in: &complaint) == [nil, "网购/家电"])
        #expect(try change("category", "", in: &complaint) == ["网购/家电", nil])
        #expect(try change("outcome", nil, in: &complaint) == nil)
    }

    @Test(
        "A change that the field does not take is refused",
        arguments: [
            ("status", "", "status: missing"), ("status", "done", "status: not-an-enum-value"),
            ("text", "x", "text: unknown-field"), ("due_at", "soon", "due_at: not-a-time"),
            ("recovered_amount", "-1", "recovered_amount: negative"), ("outcome", "a\u{0}", "outcome: nul"),
            ("outcome", "a\u{1E}", "outcome: control-character"),
            ("district", String(repeating: "x", count: 4097), "district: too-long"),
        ])
    func refused(name: String, value: String, reason: String) {
        let error = fault { () throws(RecordError) in _ = try HandlingField.change(named: name, to: value) }
        #expect(error.map { "\($0.field): \($0.rule)" } == reason)
    }

    @Test("A merge patch's members make the same changes")
    func patch() throws {
        var complaint = Complaint(text: "a", tags: ["x"])
        let tags = try HandlingField.change(named: "tags", to: .array([.string("b,c")]))
        #expect(tags == .tags(["b,c"]))
        #expect(try HandlingField.change(named: "closed_at", to: .null) == .closedAt(nil))
        #expect(tags.apply(to: &complaint) != nil && complaint.tags == ["b,c"])
        #expect(tags.field == .tags)
    }
}

/// Puts a complaint together field by field: the one place where JSON and CSV meet the rules.
struct ComplaintAssembler {
    private(set) var complaint = Complaint(text: "")
    private var given = GivenFields()

    /// The finished complaint, which must say what happened.
    func finished() throws(RecordError) -> Complaint {
        guard !complaint.text.isEmpty else {
            throw RecordError(field: "text", rule: "missing", detail: "Say what happened: text must not be empty.")
        }
        return complaint
    }

    /// Checks a value and sets it; a field can be set once.
    mutating func set(_ slot: ComplaintField.Slot, to value: JSONValue) throws(RecordError) {
        guard given.insert(slot) else {
            throw RecordError(
                field: slot.field.rawValue, rule: "duplicate-key", detail: "Give the field once; it is here twice.")
        }
        let input = FieldInput(field: slot.field, value: value)
        switch slot.field {
        case .number: complaint.number = try input.text()
        case .kind: complaint.kind = try input.choice() ?? .complaint
        case .channel: complaint.channel = try input.choice() ?? .other
        case .receivedAt: complaint.receivedAt = try input.time()
        case .complainantName: complaint.complainant.name = try input.text()
        case .complainantPhone: complaint.complainant.phone = try input.text()
        case .complainantIDNumber: complaint.complainant.idNumber = try input.text()
        case .merchantName: complaint.merchant.name = try input.text()
        case .merchantAddress: complaint.merchant.address = try input.text()
        case .merchantUSCC: complaint.merchant.uscc = try input.text()
        case .merchantPlatform: complaint.merchant.platform = try input.text()
        case .merchantPhone: complaint.merchant.phone = try input.text()
        case .category: complaint.category = try input.text()
        case .district: complaint.district = try input.text()
        case .text: complaint.text = try input.text() ?? ""
        case .demand: complaint.demand = try input.text()
        case .amount: complaint.amount = try input.amount()
        case .orderNumber: complaint.orderNumber = try input.text()
        case .occurredOn: complaint.occurredOn = try input.date()
        case .evidence: complaint.evidence = try input.list()
        case .tags: complaint.tags = try input.list()
        default: try setHandling(input)
        }
    }

    private mutating func setHandling(_ input: FieldInput) throws(RecordError) {
        switch input.field {
        case .status: complaint.handling.status = try input.choice() ?? .received
        case .assignedTo: complaint.handling.assignedTo = try input.text()
        case .dueAt: complaint.handling.dueAt = try input.time()
        case .acceptedAt: complaint.handling.acceptedAt = try input.time()
        case .contactedAt: complaint.handling.contactedAt = try input.time()
        case .closedAt: complaint.handling.closedAt = try input.time()
        case .outcome: complaint.handling.outcome = try input.text()
        case .recoveredAmount: complaint.handling.recoveredAmount = try input.amount()
        default: break
        }
    }

    /// Where an unknown field is kept.
    enum Section: Sendable {
        case complaint
        case complainant
        case merchant
    }

    /// Keeps a field that is not ours.
    mutating func keep(_ name: String, _ value: JSONValue, in section: Section) {
        switch section {
        case .complaint: complaint.extra.append(name, value)
        case .complainant: complaint.complainant.extra.append(name, value)
        case .merchant: complaint.merchant.extra.append(name, value)
        }
    }
}

extension Complaint {
    /// Writes every field in the order of the contract, absent ones as null, then the fields kept from the sender.
    ///
    /// What stands in the object before or after is the caller's: `id`, `duplicate` and the like. `merchantFields`
    /// adds to the object `merchant`, where `id` belongs.
    public func writeFields(
        into object: inout JSONObjectWriter, merchantFields: (inout JSONObjectWriter) -> Void = { _ in }
    ) {
        object.field("number", number)
        object.field("kind", kind.rawValue)
        object.field("channel", channel.rawValue)
        object.field("received_at", receivedAt)
        object.object("complainant") { complainant.writeFields(into: &$0) }
        object.object("merchant") {
            merchant.writeFields(into: &$0)
            merchantFields(&$0)
        }
        object.field("category", category)
        object.field("district", district)
        object.field("text", text)
        object.field("demand", demand)
        object.field("amount", amount)
        object.field("order_number", orderNumber)
        object.field("occurred_on", occurredOn)
        object.field("evidence", evidence)
        object.field("tags", tags)
        handling.writeFields(into: &object)
        object.fields(extra)
    }

    /// The complaint as one JSON object without a line end.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { writeFields(into: &$0) }
    }
}

extension Complainant {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("name", name)
        object.field("phone", phone)
        object.field("id_number", idNumber)
        object.fields(extra)
    }
}

extension MerchantPart {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("name", name)
        object.field("address", address)
        object.field("uscc", uscc)
        object.field("platform", platform)
        object.field("phone", phone)
        object.fields(extra)
    }
}

extension Handling {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("status", status.rawValue)
        object.field("assigned_to", assignedTo)
        object.field("due_at", dueAt)
        object.field("accepted_at", acceptedAt)
        object.field("contacted_at", contactedAt)
        object.field("closed_at", closedAt)
        object.field("outcome", outcome)
        object.field("recovered_amount", recoveredAmount)
    }
}

import ComplaintModel

/// Hides a complaint's personal data, wherever the sender may have put it.
///
/// `number` stays: it is the sender's key for the complaint and answers would be useless without it.
enum ComplaintMask {
    static func masked(_ complaint: Complaint) -> Complaint {
        var copy = complaint
        copy.complainant.name = complaint.complainant.name.map { Mask.name($0) }
        copy.complainant.phone = complaint.complainant.phone.map { Mask.phone($0) }
        copy.complainant.idNumber = complaint.complainant.idNumber.map { Mask.idNumber($0) }
        // What else a sender tells of a person (an address, a WeChat name) has no form that could be half shown.
        copy.complainant.extra = changed(complaint.complainant.extra, hidden)
        copy.merchant = masked(complaint.merchant)
        copy.text = Mask.text(complaint.text)
        copy.category = complaint.category.map { Mask.text($0) }
        copy.district = complaint.district.map { Mask.text($0) }
        copy.demand = complaint.demand.map { Mask.text($0) }
        copy.orderNumber = complaint.orderNumber.map { Mask.text($0) }
        copy.evidence = complaint.evidence.map { Mask.text($0) }
        copy.tags = complaint.tags.map { Mask.text($0) }
        copy.handling.outcome = complaint.handling.outcome.map { Mask.text($0) }
        copy.extra = changed(complaint.extra, Mask.text)
        return copy
    }

    /// A shop's phone is often its owner's own.
    private static func masked(_ merchant: MerchantPart) -> MerchantPart {
        var copy = merchant
        copy.name = merchant.name.map { Mask.text($0) }
        copy.address = merchant.address.map { Mask.text($0) }
        copy.phone = merchant.phone.map { Mask.phone($0) }
        copy.extra = changed(merchant.extra, Mask.text)
        return copy
    }

    private static func hidden(_ text: String) -> String {
        String(repeating: "*", count: text.unicodeScalars.count)
    }

    private static func changed(_ object: JSONObject, _ mask: (String) -> String) -> JSONObject {
        JSONObject(object.members.map { JSONObject.Member(name: $0.name, value: changed($0.value, mask)) })
    }

    /// A number that holds something to hide becomes a string: `13800001234` is `"138****1234"`.
    private static func changed(_ value: JSONValue, _ mask: (String) -> String) -> JSONValue {
        switch value {
        case .null, .bool: return value
        case .string(let text): return .string(mask(text))
        case .number(let number):
            let text = mask(number.text)
            return text == number.text ? value : .string(text)
        case .array(let elements): return .array(elements.map { changed($0, mask) })
        case .object(let object): return .object(changed(object, mask))
        }
    }
}

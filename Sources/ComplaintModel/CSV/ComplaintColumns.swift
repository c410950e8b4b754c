/// A complaint as a row of CSV: every field by its dotted name in the order of the contract, then the extra columns.
public struct ComplaintColumns: Sendable {
    /// Names of unknown fields that get a column too; `complainant.` and `merchant.` lead into those parts.
    public let extra: [String]

    public init(extra: [String] = []) {
        self.extra = extra
    }

    /// The header.
    public var names: [String] { ComplaintField.allCases.map(\.rawValue) + extra }

    /// The fields of a complaint's row, in the order of ``names``; nil where there is nothing.
    public func values(of complaint: Complaint) -> [String?] {
        ComplaintField.allCases.map { $0.text(of: complaint) } + extra.map { extraValue($0, of: complaint) }
    }

    /// A string as it is, any other value as JSON.
    private func extraValue(_ name: String, of complaint: Complaint) -> String? {
        let (section, member) = ComplaintAssembler.Section.of(name)
        let fields =
            switch section {
            case .complaint: complaint.extra
            case .complainant: complaint.complainant.extra
            case .merchant: complaint.merchant.extra
            }
        switch fields[member] {
        case nil, .null: return nil
        case .string(let text): return text
        case let value?:
            var bytes: [UInt8] = []
            value.write(into: &bytes)
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}

extension ComplaintAssembler.Section {
    /// The part of a complaint that a dotted name lies in, and the name within it.
    static func of(_ name: String) -> (section: Self, member: String) {
        guard let dot = name.firstIndex(of: ".") else { return (.complaint, name) }
        let member = String(name[name.index(after: dot)...])
        return switch name[..<dot] {
        case "complainant": (.complainant, member)
        case "merchant": (.merchant, member)
        default: (.complaint, name)
        }
    }
}

extension ComplaintField {
    /// The field's value as CSV writes it; nil when there is none.
    public func text(of complaint: Complaint) -> String? {
        if let field = HandlingField(rawValue: rawValue), field != .tags { return field.text(of: complaint) }
        return switch self {
        case .number: complaint.number
        case .kind: complaint.kind.rawValue
        case .channel: complaint.channel.rawValue
        case .receivedAt: complaint.receivedAt?.text
        case .complainantName: complaint.complainant.name
        case .complainantPhone: complaint.complainant.phone
        case .complainantIDNumber: complaint.complainant.idNumber
        case .merchantName: complaint.merchant.name
        case .merchantAddress: complaint.merchant.address
        case .merchantUSCC: complaint.merchant.uscc
        case .merchantPlatform: complaint.merchant.platform
        case .merchantPhone: complaint.merchant.phone
        case .text: complaint.text
        case .demand: complaint.demand
        case .amount: complaint.amount?.text
        case .orderNumber: complaint.orderNumber
        case .occurredOn: complaint.occurredOn?.text
        case .evidence: JoinedList.join(complaint.evidence)
        case .tags: JoinedList.join(complaint.tags)
        default: nil
        }
    }
}

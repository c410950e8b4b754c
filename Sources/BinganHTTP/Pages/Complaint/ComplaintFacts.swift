import BinganService
import ComplaintIndex
import ComplaintModel

/// A complaint's fields as pairs of name and value; what is absent is left out.
enum ComplaintFacts {
    typealias Fact = ComplaintView.Fact

    static func main(_ complaint: Complaint) -> [Fact] {
        var facts = Builder()
        facts.add("received_at", complaint.receivedAt.map(Wording.moment))
        facts.add("channel", complaint.channel.chineseName, search: (.channel, complaint.channel.rawValue))
        facts.add("category", complaint.category, search: complaint.category.map { (.category, $0) })
        facts.add("district", complaint.district, search: complaint.district.map { (.district, $0) })
        facts.add("amount", complaint.amount.map { Wording.yuan($0) + " 元" })
        facts.add("order_number", complaint.orderNumber, search: complaint.orderNumber.map { (.order, $0) })
        facts.add("occurred_on", complaint.occurredOn?.text)
        facts.add("evidence", complaint.evidence.isEmpty ? nil : complaint.evidence.joined(separator: "、"))
        facts.add("tags", complaint.tags.isEmpty ? nil : complaint.tags.joined(separator: "、"))
        return facts.facts
    }

    /// What was done about it, for paper, on which a form says little.
    static func handling(_ complaint: Complaint) -> [Fact] {
        HandlingField.allCases.compactMap { field in
            guard ![.tags, .category, .district].contains(field), let text = field.text(of: complaint) else {
                return nil
            }
            let name = field.rawValue
            return Fact(label: Wording.field(name), text: Wording.value(text, of: name), isWide: field == .outcome)
        }
    }

    /// - Parameter cluster: the complaint's; nil for none.
    static func groups(
        _ stored: StoredComplaint, cluster: Int64?, _ visitor: PageVisitor
    ) -> [ComplaintView.Group] {
        let groups = [
            ("投诉人", complainant(stored)), ("商家", merchant(stored, cluster, visitor)),
            ("来件方其他字段", extra(stored.complaint.extra)),
        ]
        return groups.compactMap { $1.isEmpty ? nil : ComplaintView.Group(label: $0, facts: $1) }
    }

    private static func complainant(_ stored: StoredComplaint) -> [Fact] {
        let person = stored.complaint.complainant
        var facts = Builder()
        facts.add("姓名", person.name)
        facts.add("电话", person.phone)
        facts.add("证件号", person.idNumber)
        facts.facts += extra(person.extra)
        if let hash = stored.personHash {
            let link = PageLink(path: "/", pairs: [("q", "person:" + hash)])
            facts.facts.append(Fact(label: "同一来电人", text: "查看全部来件", href: link.text))
        }
        return facts.facts
    }

    private static func merchant(_ stored: StoredComplaint, _ cluster: Int64?, _ visitor: PageVisitor) -> [Fact] {
        let merchant = stored.complaint.merchant
        var facts = Builder()
        facts.add("名称", merchant.name, search: merchant.name.map { (.merchant, $0) }, isWide: true)
        facts.add("地址", merchant.address, isWide: true)
        facts.add("统一社会信用代码", merchant.uscc)
        facts.add("所在平台", merchant.platform)
        facts.add("电话", merchant.phone)
        facts.facts += extra(merchant.extra)
        if visitor.mayActAs(.enforcement) {
            let pages = [("商家页", "/merchants/", stored.merchantID), ("所属聚集", "/clusters/", cluster)]
            for case let (label, path, id?) in pages {
                facts.facts.append(Fact(label: label, text: "\(id)", href: "\(path)\(id)"))
            }
        }
        return facts.facts
    }

    /// Fields that are not ours, by the sender's names.
    private static func extra(_ object: JSONObject) -> [Fact] {
        object.members.map { member in
            if case .string(let text) = member.value { return Fact(label: member.name, text: text) }
            var bytes: [UInt8] = []
            member.value.write(into: &bytes)
            return Fact(label: member.name, text: String(decoding: bytes, as: UTF8.self))
        }
    }

    private struct Builder {
        var facts: [Fact] = []

        mutating func add(
            _ name: String, _ text: String?, search: (SearchParameter, String)? = nil, isWide: Bool = false
        ) {
            guard let text else { return }
            let href = search.map { PageLink(path: "/", pairs: [($0.0.rawValue, $0.1)]).text }
            facts.append(Fact(label: Wording.field(name), text: text, href: href, isWide: isWide))
        }
    }
}

import BinganService
import ComplaintModel
import Foundation

/// The fields of the 12315 form, in the order in which a call goes: who calls, about whom, what happened.
enum IntakeForm {
    typealias Field = (name: ComplaintField, control: FieldView.Control)

    private static let groups: [(label: String, fields: [Field])] = [
        (
            "来电人",
            [
                (.complainantPhone, .line("tel")), (.complainantName, .line("text")),
                (.complainantIDNumber, .line("text")),
            ]
        ),
        (
            "商家",
            [
                (.merchantName, .line("text")), (.merchantPlatform, .line("text")), (.merchantAddress, .line("text")),
                (.merchantPhone, .line("tel")), (.merchantUSCC, .line("text")),
            ]
        ),
        (
            "事由",
            [
                (.text, .long(rows: 6)), (.demand, .long(rows: 2)), (.amount, .line("text")),
                (.orderNumber, .line("text")), (.occurredOn, .line("date")), (.category, .line("text")),
                (.district, .line("text")), (.evidence, .line("text")), (.tags, .line("text")),
            ]
        ),
        (
            "来件",
            [
                (.kind, .choice(FieldView.choices(of: Kind.self))),
                (.channel, .choice(FieldView.choices(of: Channel.self))), (.receivedAt, .line("datetime-local")),
                (.number, .line("text")),
            ]
        ),
    ]

    private static let wide: Set<ComplaintField> = [.text, .demand]
    private static let two: Set<ComplaintField> = [.merchantName, .merchantAddress, .evidence]
    private static let modes: [ComplaintField: String] = [
        .complainantPhone: "tel", .merchantPhone: "tel", .amount: "decimal",
    ]
    private static let hints: [ComplaintField: String] = [
        .amount: "元", .evidence: "文件名，用逗号分开", .tags: "用逗号分开", .category: "如 预付卡/健身",
        .merchantPlatform: "如 淘宝", .number: "来件方自己的编号",
    ]

    /// What an empty form holds.
    static func blank(now: Timestamp) -> [String: String] {
        [
            ComplaintField.channel.rawValue: Channel.hotline12315.rawValue,
            ComplaintField.kind.rawValue: Kind.complaint.rawValue,
            ComplaintField.receivedAt.rawValue: String(now.text.prefix(16)),
        ]
    }

    /// - Parameters:
    ///   - failure: what is wrong, shown beside its control.
    static func view(_ values: [String: String], failure: Failure?) -> [IntakeView.Group] {
        let failures = failure.map { [$0] + others(values, but: $0) } ?? []
        return groups.map { group in
            IntakeView.Group(
                label: group.label,
                fields: group.fields.map { part in
                    field(part.name, part.control, values, failures.first { $0.field == part.name.rawValue })
                })
        }
    }

    /// What is wrong besides the first fault: so that nobody mends one field after the other.
    private static func others(_ values: [String: String], but first: Failure) -> [Failure] {
        let others = values.filter { $0.key != first.field }
        return (try? readable(others))?.faults.map { Failure($0) } ?? []
    }

    /// What can be read of a form: the complaint of the fields that are right, those, and what is wrong with the others.
    ///
    /// - Throws: `RecordError` of no field of the form.
    static func readable(
        _ values: [String: String]
    ) throws(RecordError) -> (part: Complaint, values: [String: String], faults: [RecordError]) {
        var (rest, faults): ([String: String], [RecordError]) = (values, [])
        while true {
            do throws(RecordError) {
                return (try complaint(rest, isPartial: true), rest, faults)
            } catch {
                guard rest.removeValue(forKey: error.field) != nil else { throw error }
                faults.append(error)
            }
        }
    }

    private static func field(
        _ name: ComplaintField, _ control: FieldView.Control, _ values: [String: String], _ failure: Failure?
    ) -> FieldView {
        FieldView(name.rawValue, Wording.field(name.rawValue), control, value: values[name.rawValue]).with { view in
            view.isWide = wide.contains(name)
            view.isTwo = two.contains(name)
            view.isRequired = name == .text
            view.mode = modes[name]
            view.hint = hints[name]
            if let failure {
                view.problem = PageFault.sentence(failure)
            }
        }
    }

    /// The complaint that a form describes; any part of one when `isPartial`.
    ///
    /// - Throws: `RecordError` naming the field.
    static func complaint(_ values: [String: String], isPartial: Bool) throws(RecordError) -> Complaint {
        var object = JSONObject()
        var parts: [String: JSONObject] = [:]
        for field in groups.flatMap({ $0.fields.map(\.name) }) {
            guard let typed = values[field.rawValue], !typed.isEmpty else { continue }
            // A browser sends line ends as CR LF.
            let text = typed.replacing("\r\n", with: "\n")
            let value = lists.contains(field) ? JSONValue.array(items(text)) : .string(text)
            let names = field.rawValue.split(separator: ".").map(String.init)
            if names.count == 2 {
                parts[names[0], default: JSONObject()].append(names[1], value)
            } else {
                object.append(field.rawValue, value)
            }
        }
        for (name, part) in parts { object.append(name, .object(part)) }
        return isPartial
            ? try ComplaintDecoder().decodePart(.object(object)) : try ComplaintDecoder().decode(.object(object))
    }

    private static let lists: Set<ComplaintField> = [.evidence, .tags]

    private static func items(_ text: String) -> [JSONValue] {
        text.split(whereSeparator: { ",，、".contains($0) }).map {
            .string($0.trimmingCharacters(in: .whitespacesAndNewlines))
        }
    }
}

extension IntakeForm {
    /// Whether nothing was typed that a check could go by.
    static func isBlank(_ values: [String: String]) -> Bool {
        groups.allSatisfy { group in group.fields.allSatisfy { (values[$0.name.rawValue] ?? "").isEmpty } }
    }
}

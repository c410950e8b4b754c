import BinganService
import ComplaintModel
import Foundation

/// The form by which the handling fields of a complaint are changed.
enum HandlingForm {
    /// Fields of which the reader sees a mask: saved from a form, the mask would take the place of what it hides.
    static func locked(shown: Complaint, clear: Complaint) -> Set<HandlingField> {
        Set(HandlingField.allCases.filter { $0.text(of: shown) != $0.text(of: clear) })
    }

    /// - Parameter refused: what was typed before, to be shown again with what is wrong.
    static func view(
        _ complaint: Complaint, locked: Set<HandlingField>, _ refused: ComplaintPage.Refused?
    ) -> ComplaintView.Handling {
        let fault = refused.map { PageFault.sentence($0.failure) }
        let fields = HandlingField.allCases.filter { !locked.contains($0) }
            .map { field($0, complaint, refused, fault) }
        let names = HandlingField.allCases.filter(locked.contains).map { Wording.field($0.rawValue) }
        let isBeside = fields.contains { $0.name == refused?.failure.field }
        return ComplaintView.Handling(
            fields: fields, stale: isBeside ? nil : fault,
            lockedText: names.isEmpty ? nil : "含有已遮盖的个人信息，须由有权查看的人修改：" + names.joined(separator: "、"))
    }

    private static func field(
        _ field: HandlingField, _ complaint: Complaint, _ refused: ComplaintPage.Refused?, _ fault: String?
    ) -> FieldView {
        let name = field.rawValue
        let now = shown(field, complaint) ?? ""
        let before = refused?.values[was(field)].map(lines) ?? now
        let typed = refused.flatMap { Self.typed(field, $0.values, now) }
        var view = FieldView(name, Wording.field(name), control(field), value: typed ?? now)
        view.was = now
        if let typed, before != now, typed != now {
            view.problem = now.isEmpty ? "已被别人清空。" : "已被别人改为“\(Wording.value(now, of: name))”。"
        }
        if refused?.failure.field == name { view.problem = fault }
        if field == .tags { view.hint = "用逗号分开" }
        if field == .recoveredAmount { (view.mode, view.hint) = ("decimal", "元") }
        view.isWide = field == .outcome || field == .assignedTo
        return view
    }

    /// What somebody typed over what the form showed; nil for a field that was left as it was, which follows what it is
    /// now.
    private static func typed(_ field: HandlingField, _ values: [String: String], _ now: String) -> String? {
        guard let value = values[field.rawValue].map(lines) else { return nil }
        return value == values[was(field)].map(lines) ?? now ? nil : value
    }

    /// The control that says what the form showed.
    private static func was(_ field: HandlingField) -> String { "was." + field.rawValue }

    /// A browser sends line ends as CR LF.
    private static func lines(_ text: String) -> String { text.replacing("\r\n", with: "\n") }

    /// The merge patch that a sent form asks for: fields that differ from what the form showed, so that nobody's change
    /// in between is taken back.
    static func patch(
        _ values: [String: String], _ complaint: Complaint, locked: Set<HandlingField>
    ) throws -> JSONObject {
        var patch = JSONObject()
        for field in HandlingField.allCases where !locked.contains(field) {
            guard let typed = Self.typed(field, values, shown(field, complaint) ?? "") else { continue }
            patch.append(field.rawValue, typed.isEmpty ? .null : field == .tags ? tags(typed) : .string(typed))
        }
        return patch
    }

    private static func tags(_ text: String) -> JSONValue {
        let parts = text.split { ",，、".contains($0) }.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }
        return .array(parts.filter { !$0.isEmpty }.map { .string($0) })
    }

    /// The value as its control takes it: times to the minute, in Shanghai.
    private static func shown(_ field: HandlingField, _ complaint: Complaint) -> String? {
        switch field {
        case .dueAt, .acceptedAt, .contactedAt, .closedAt:
            field.text(of: complaint).map { String($0.prefix(16)) }
        default: field.text(of: complaint)
        }
    }

    private static func control(_ field: HandlingField) -> FieldView.Control {
        switch field {
        case .status: .choice(FieldView.choices(of: Status.self))
        case .dueAt, .acceptedAt, .contactedAt, .closedAt: .line("datetime-local")
        case .outcome: .long(rows: 4)
        default: .line("text")
        }
    }
}

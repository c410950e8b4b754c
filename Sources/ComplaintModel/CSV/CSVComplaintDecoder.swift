/// Reads complaints from CSV records, by the same rules as JSON.
///
/// The header names the fields as ``ComplaintField`` does; other columns are kept as unknown fields. An empty field is
/// absent. `evidence` and `tags` hold their items joined by `|`.
public struct CSVComplaintDecoder: Sendable {
    private enum Target: Sendable {
        case field(ComplaintField.Slot)
        case extra(ComplaintAssembler.Section, String)
        case ignored
    }

    private let targets: [Target]

    /// Reads the header, which is the first record.
    ///
    /// Fails for a column without a name (`missing`), a name that comes twice (`duplicate-key`), a column for a whole part
    /// (`wrong-type`) and a header without `text` (`missing`).
    public init(header: CSVRecord) throws(RecordError) {
        var targets: [Target] = []
        var names: Set<String> = []
        do throws(RecordError) {
            for (place, name) in header.fields.enumerated() {
                guard !name.isBlank else {
                    throw RecordError(rule: "missing", detail: "Name every column: column \(place + 1) has no name.")
                }
                guard names.insert(name).inserted else {
                    throw RecordError(rule: "duplicate-key", detail: "Two columns have this name; remove one.").inside(
                        name)
                }
                targets.append(try Self.target(of: name))
            }
            guard names.contains("text") else {
                let detail = "The header must name the columns, text among them: is the first line a header?"
                throw RecordError(field: "text", rule: "missing", detail: detail)
            }
        } catch {
            throw error.at(line: header.line)
        }
        self.targets = targets
    }

    private static func target(of name: String) throws(RecordError) -> Target {
        if let error = Forbidden.fault(in: name) { throw error }
        if let slot = ComplaintField.byPath[name] { return .field(slot) }
        let (section, member) = ComplaintAssembler.Section.of(name)
        switch section {
        case .complaint:
            guard name != "complainant", name != "merchant" else {
                throw RecordError(
                    field: name, rule: "wrong-type", detail: "Give its parts a column each, such as \(name).name.")
            }
            let first = name.prefix { $0 != "." }
            return ComplaintField.ignored.contains(String(first)) ? .ignored : .extra(section, member)
        case .merchant where ComplaintField.ignoredInMerchant.contains(member): return .ignored
        case .complainant, .merchant: return .extra(section, member)
        }
    }

    /// The complaint of one record.
    public func decode(_ record: CSVRecord) throws(RecordError) -> Complaint {
        do throws(RecordError) {
            return try assemble(record).finished()
        } catch {
            throw error.at(line: record.line)
        }
    }

    private func assemble(_ record: CSVRecord) throws(RecordError) -> ComplaintAssembler {
        var assembler = ComplaintAssembler()
        for (target, text) in zip(targets, record.fields) where !text.isBlank {
            switch target {
            case .field(let slot): try assembler.set(slot, to: Self.value(of: slot.field, text))
            case .extra(let section, let name):
                if let error = Forbidden.fault(in: text) { throw error.inside(name) }
                assembler.keep(name, .string(text), in: section)
            case .ignored: break
            }
        }
        return assembler
    }

    private static func value(of field: ComplaintField, _ text: String) -> JSONValue {
        switch field {
        case .evidence, .tags: .array(JoinedList.split(text).map(JSONValue.string))
        default: .string(text)
        }
    }
}

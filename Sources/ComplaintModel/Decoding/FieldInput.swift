/// A raw value on its way into one field: checks it by the field's rules. Null means absent everywhere.
struct FieldInput {
    let field: ComplaintField
    let value: JSONValue

    func fault(_ rule: String, _ detail: String) -> RecordError {
        RecordError(field: field.rawValue, rule: rule, detail: detail)
    }

    private func wrongType(_ expected: String) -> RecordError {
        fault("wrong-type", "Give \(expected) or null; this is \(value.typeName).")
    }

    /// A string; nil for null and for a blank one.
    func text() throws(RecordError) -> String? {
        switch value {
        case .null: return nil
        case .string(let text): return text.isBlank ? nil : try checked(text)
        default: throw wrongType("a string")
        }
    }

    /// Up to ``ComplaintField/listLimit`` strings, blank ones left out.
    func list() throws(RecordError) -> [String] {
        guard case .array(let elements) = value else {
            if value == .null { return [] }
            throw wrongType("an array of strings")
        }
        guard elements.count <= ComplaintField.listLimit else {
            throw fault("too-many", "Give at most \(ComplaintField.listLimit) items.")
        }
        var list: [String] = []
        for element in elements {
            guard case .string(let text) = element else {
                throw fault("wrong-type", "Every item must be a string; one is \(element.typeName).")
            }
            if !text.isBlank { list.append(try checked(text)) }
        }
        return list
    }

    /// A word of a closed set.
    func choice<Choice: StoredCode>(_: Choice.Type = Choice.self) throws(RecordError) -> Choice? {
        switch value {
        case .null: return nil
        case .string(let word):
            if let choice = Choice(rawValue: word) { return choice }
            let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw fault("not-an-enum-value", "“\(word.shortened)” is none of: \(allowed).")
        default: throw wrongType("a string")
        }
    }

    func time() throws(RecordError) -> Timestamp? {
        switch value {
        case .null: return nil
        case .string(let text):
            if let time = Timestamp(rfc3339: text) { return time }
            throw fault("not-a-time", "Write the time as 2021-01-04T13:05:00+08:00 (RFC 3339), years 1900 to 2999.")
        default: throw wrongType("a string")
        }
    }

    func date() throws(RecordError) -> DayDate? {
        switch value {
        case .null: return nil
        case .string(let text):
            if let date = DayDate(text: text) { return date }
            throw fault("not-a-date", "Write the day as 2021-01-04, years 1900 to 2999.")
        default: throw wrongType("a string")
        }
    }

    /// A sum of money: a number, or a string that holds one.
    func amount() throws(RecordError) -> Amount? {
        let text: String
        switch value {
        case .null: return nil
        case .number(let number): text = number.text
        case .string(let string): text = string
        default: throw wrongType("a number")
        }
        switch Amount.read(text) {
        case .success(let amount): return amount
        case .failure(.notANumber):
            throw fault("not-a-number", "Write the amount in yuan as a plain number, like 2800.00.")
        case .failure(.negative): throw fault("negative", "Amounts are 0 or more.")
        case .failure(.tooManyDecimals): throw fault("too-many-decimals", "Give at most two decimals.")
        case .failure(.tooLarge): throw fault("too-large", "Amounts are below 10^12 yuan.")
        }
    }

    private func checked(_ text: String) throws(RecordError) -> String {
        if var error = Forbidden.fault(in: text) {
            error.field = field.rawValue
            throw error
        }
        guard text.utf8.count <= field.byteLimit else {
            throw fault("too-long", "Shorten it to \(field.byteLimit) bytes of UTF-8.")
        }
        if field == .tags, text.unicodeScalars.count > ComplaintField.tagLimit {
            throw fault("too-long", "Shorten each tag to \(ComplaintField.tagLimit) characters.")
        }
        return text
    }
}

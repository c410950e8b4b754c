/// Why a complaint, or one field of it, was refused.
///
/// Safe to log and to send back: no value is quoted but a wrong word for an enumeration, cut to 40 characters.
public struct RecordError: Error, Sendable, Hashable {
    /// The line of the file, counted from 1, where the input has lines.
    public var line: Int?
    /// The field by its dotted name, such as `complainant.phone`; empty for the whole line.
    public var field: String
    /// What was broken: a stable word for programs, such as `too-long`.
    public var rule: String
    /// An English sentence that tells what to do next.
    public var detail: String

    public init(line: Int? = nil, field: String = "", rule: String, detail: String) {
        self.line = line
        self.field = field
        self.rule = rule
        self.detail = detail
    }

    /// The same error with the line it happened in.
    public func at(line: Int) -> RecordError {
        var copy = self
        copy.line = line
        return copy
    }

    /// The same error one level further out: the field's name is put in front.
    func inside(_ name: String) -> RecordError {
        var copy = self
        copy.field = field.isEmpty ? name.shortened : "\(name.shortened).\(field)"
        return copy
    }
}

extension RecordError: CustomStringConvertible {
    /// `field: rule: detail`; the whole line is called `line`.
    public var description: String { "\(field.isEmpty ? "line" : field): \(rule): \(detail)" }
}

extension String {
    /// At most 40 characters, without control characters, which could break a log's lines.
    var shortened: String {
        let kept = unicodeScalars.prefix(40).map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }
        let isCut = unicodeScalars.count > kept.count
        return String(String.UnicodeScalarView(kept)) + (isCut ? "…" : "")
    }
}

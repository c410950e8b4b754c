import ComplaintIndex
import ComplaintModel
import TextAnalysis

/// Why a request could not be answered, sorted by who has to do something about it.
///
/// The one type that the command line turns into a line with an exit code, and HTTP into problem+json.
public struct Failure: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Kind: Sendable, Equatable {
        /// A parameter is unknown, out of range or not what it should be.
        case usage
        /// A complaint, or a change of one, breaks a rule.
        case rejected
        /// There is no such complaint.
        case notFound
        /// The role of the caller doesn't go so far.
        case forbidden
        /// What was to be changed has changed meanwhile.
        case stale
        /// Another process writes and doesn't come to an end.
        case busy
        /// The database can't be used.
        case database
        /// A mistake of ours.
        case unexpected
    }

    public var kind: Kind
    /// The parameter or field, by the name the caller knows it by.
    public var field: String?
    /// Stable, kebab-case: for programs.
    public var code: String
    /// A sentence that tells what to do next. May name paths of this machine for `database` and `unexpected`.
    public var detail: String

    public init(_ kind: Kind, field: String? = nil, code: String, detail: String) {
        self.kind = kind
        self.field = field
        self.code = code
        self.detail = detail
    }

    /// A parameter that can't be taken as it is.
    static func parameter(_ field: String, _ code: String, _ detail: String) -> Failure {
        Failure(.usage, field: field, code: code, detail: detail)
    }

    public static func noComplaint(_ reference: String, field: String = "id") -> Failure {
        let detail = "There is no complaint \(reference.prefix(40))."
        return Failure(.notFound, field: field, code: "no-such-complaint", detail: detail)
    }

    /// Sorts any error of the modules below.
    public init(_ error: any Error) {
        switch error {
        case let failure as Failure: self = failure
        case let error as RecordError:
            let isUsage = error.rule == "unknown-field"
            self.init(
                isUsage ? .usage : .rejected, field: error.field.isEmpty ? "line" : error.field, code: error.rule,
                detail: error.detail)
        case let error as QueryError:
            self.init(.usage, field: "q", code: "nul", detail: error.description)
        case is CursorError:
            self = .parameter("cursor", "not-a-cursor", "Leave it out to begin at the first page of this query.")
        case StoreError.busy(let path): self.init(.busy, code: "busy", detail: StoreError.busy(path: path).description)
        case let error as StoreError: self.init(.database, code: "database", detail: error.description)
        case let error as InputError:
            self.init(.rejected, field: error.file, code: "unreadable", detail: error.problem)
        case let error as DictionaryError: self.init(.database, code: "dictionary", detail: error.description)
        default: self.init(.unexpected, code: "unexpected", detail: String(describing: error))
        }
    }

    /// `field: code: detail`, as far as each says something.
    public var description: String {
        switch kind {
        case .usage, .rejected, .forbidden, .stale: field.map { "\($0): \(code): \(detail)" } ?? detail
        case .notFound, .busy, .database, .unexpected: detail
        }
    }
}

import Foundation

/// Something the reader of an answer should know about how the query was taken.
public struct Note: Sendable, Equatable {
    /// Stable, kebab-case: for programs.
    public var code: String
    /// Chinese, then English in parentheses; holds at most 40 characters of the query.
    public var message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }
}

/// The one query that is refused.
public enum QueryError: Error, Equatable, CustomStringConvertible {
    /// The text holds U+0000, which would silently end it further down.
    case nul

    public var description: String {
        switch self {
        case .nul: "查询含有空字符 U+0000，请删去后重试 (the query holds a NUL, U+0000: remove it and search again)"
        }
    }
}

/// Notes in order of appearance, each once and few of a kind, so that a hostile query can't make a long answer.
struct QueryNotes {
    /// Most notes of one code.
    static let limitPerCode = 3
    private(set) var notes: [Note] = []
    private var counts: [String: Int] = [:]

    mutating func add(_ remark: QueryRemark) {
        let note = remark.note
        guard counts[note.code, default: 0] < Self.limitPerCode, !notes.contains(note) else { return }
        counts[note.code, default: 0] += 1
        notes.append(note)
    }
}

/// Everything the parser may remark on. One place for codes and wording.
enum QueryRemark {
    case tooLong, tooManyTerms, tooDeep, unbalancedQuote, unbalancedParenthesis
    case danglingOr, strayMinus, strayStar(String), badNear(String), nearTooFar
    case quoteInSentence(String)
    case unknownField(String), badValue(FilterField, String), starInValue(String), rangeSwapped(String)
    case nothingToSearch(String)

    var note: Note { Note(code: code, message: message) }

    private var code: String {
        switch self {
        case .tooLong: "query-too-long"
        case .tooManyTerms: "too-many-terms"
        case .tooDeep: "nesting-too-deep"
        case .unbalancedQuote: "unbalanced-quote"
        case .unbalancedParenthesis: "unbalanced-parenthesis"
        case .danglingOr: "dangling-or"
        case .strayMinus: "stray-minus"
        case .strayStar: "stray-star"
        case .badNear: "bad-near"
        case .nearTooFar: "near-too-far"
        case .quoteInSentence: "quote-in-sentence"
        case .unknownField: "unknown-field"
        case .badValue: "bad-value"
        case .starInValue: "star-in-value"
        case .rangeSwapped: "range-swapped"
        case .nothingToSearch: "nothing-to-search"
        }
    }

    private var message: String {
        switch self {
        case .tooLong: "查询超过 4 KiB，后面的部分未查找 (over 4 KiB; the rest was cut)"
        case .tooManyTerms: "查询超过 64 个词，后面的未查找 (over 64 terms; the rest was cut)"
        case .tooDeep: "括号超过 16 层，更深的括号已忽略 (parentheses deeper than 16 were ignored)"
        case .unbalancedQuote: "引号不成对，已忽略 (a quote without its partner was ignored)"
        case .unbalancedParenthesis: "括号不成对，已忽略 (a parenthesis without its partner was ignored)"
        case .danglingOr: "OR 或 | 缺少一边，已按普通词查找 (an OR or | without two sides was taken as plain words)"
        case .strayMinus: "单个 - 紧贴在词前才表示排除，此处的已忽略 (only a single - right before a word excludes it; ignored)"
        case .strayStar(let text):
            "“\(excerpt(text))”中的 * 不在词尾，已按普通词查找 (* works at a word's end only; searched as plain words)"
        case .badNear(let text):
            "“\(excerpt(text))”后的 ~ 未能识别，正确写法如 \"甲 乙\"~5 (near is two words and a number: \"a b\"~5)"
        case .nearTooFar: "~ 后的距离最大为 999 (the distance after ~ was cut to 999)"
        case .quoteInSentence(let text):
            "句中引号里的“\(excerpt(text))”已按普通词查找，要精确查找请在引号前后空格 "
                + "(quoted within a sentence: searched as plain words; put spaces around it for the exact phrase)"
        case .unknownField(let text):
            "没有“\(excerpt(text))”这个字段，已按普通词查找 (no such field; searched as plain words)"
        case .badValue(let field, let text):
            "“\(excerpt(text))”不是可用的条件，已按普通词查找，正确写法如 \(field.example) "
                + "(not a condition on \(field.rawValue); searched as plain words)"
        case .starInValue(let text):
            "字段值“\(excerpt(text))”末尾的 * 已忽略 (the * at the end of a field's value was ignored)"
        case .rangeSwapped(let text):
            "“\(excerpt(text))”的起止颠倒，已对调 (the ends of the range were swapped)"
        case .nothingToSearch(let text):
            "“\(excerpt(text))”中没有可查找的文字，已忽略 (no letters or digits in it; ignored)"
        }
    }

    /// At most 40 Unicode scalars of `text`, on one line.
    private func excerpt(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars.prefix(40) {
            result.append(QueryCharacter(scalar) == .space ? " " : scalar)
        }
        if text.unicodeScalars.dropFirst(40).isEmpty { return String(result) }
        result.removeLast()
        return String(result) + "…"
    }
}

import Foundation

/// `amount:` values: `1000`, `>1000`, `<=99.9`, `100..200`, `1,000元`, `1.5万`.
enum AmountSyntax {
    /// The amounts `text` stands for; nil when it stands for none.
    static func range(_ text: String, notes: inout QueryNotes) -> CentsRange? {
        switch RangeSyntax(text, separators: ["~", "至", "到", "-"]) {
        case .single(let value): cents(value).map { CentsRange(lower: $0, upper: $0) }
        case .above(let value, let including):
            cents(value).map { CentsRange(lower: including ? $0 : $0 + 1, upper: nil) }
        // Nothing is below nothing: `<0` is no condition.
        case .below(let value, let including):
            cents(value).flatMap {
                !including && $0 == 0 ? nil : CentsRange(lower: nil, upper: including ? $0 : $0 - 1)
            }
        case .between(let first, let second): between(first, second, text, notes: &notes)
        case nil: nil
        }
    }

    private static func between(
        _ first: String, _ second: String, _ text: String, notes: inout QueryNotes
    ) -> CentsRange? {
        let lower = cents(first)
        let upper = cents(second)
        guard lower != nil || first.isEmpty, upper != nil || second.isEmpty else { return nil }
        if let lower, let upper, lower > upper {
            notes.add(.rangeSwapped(text))
            return CentsRange(lower: upper, upper: lower)
        }
        return CentsRange(lower: lower, upper: upper)
    }

    /// Yuan as cents, exactly: no fraction of a cent, below a trillion yuan; nil otherwise.
    private static func cents(_ text: String) -> Int64? {
        var body = Substring(text)
        if body.first == "¥" { body.removeFirst() }
        for unit in ["人民币", "元", "块", "圆", "rmb"] where body.hasSuffix(unit) {
            body.removeLast(unit.count)
            break
        }
        var factor: Int64 = 100
        if let last = body.last, let times = factors[last] {
            factor *= times
            body.removeLast()
        }
        return number(body, times: factor)
    }

    /// A trillion yuan, in cents.
    private static let limit: Int64 = 100_000_000_000_000

    private static let factors: [Character: Int64] = [
        "百": 100, "千": 1000, "k": 1000, "万": 10_000, "萬": 10_000, "w": 10_000, "亿": 100_000_000, "億": 100_000_000,
    ]

    /// A decimal number, with commas or without, times `factor`, if that is a whole number.
    private static func number(_ body: Substring, times factor: Int64) -> Int64? {
        let parts = body.replacing(",", with: "").split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, !parts.isEmpty, body.first != "," else { return nil }
        let fraction = parts.count == 2 ? parts[1] : ""
        let digits = parts[0] + fraction
        guard !parts[0].isEmpty, parts.count == 1 || !fraction.isEmpty, digits.count <= 15,
            digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int64(digits)
        else { return nil }
        let scale = (0..<fraction.count).reduce(Int64(1)) { power, _ in power * 10 }
        let (product, overflow) = number.multipliedReportingOverflow(by: factor)
        return overflow || product % scale != 0 || product / scale >= limit ? nil : product / scale
    }
}

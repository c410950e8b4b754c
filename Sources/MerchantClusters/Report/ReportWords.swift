import ComplaintModel

/// How figures are written in a report, the same in every locale.
enum ReportWords {
    static func day(_ time: Timestamp?) -> String { time?.day.text ?? "–" }

    static func period(_ first: Timestamp?, _ last: Timestamp?) -> String {
        guard let first, let last else { return "未写明时间" }
        return first.day == last.day ? first.day.text : "\(first.day.text) 至 \(last.day.text)"
    }

    /// `1,234.50 元`; whole sums without decimals.
    static func yuan(_ amount: Amount) -> String {
        let (whole, cents) = amount.cents.quotientAndRemainder(dividingBy: 100)
        let decimals = cents == 0 ? "" : cents < 10 ? ".0\(cents)" : ".\(cents)"
        return grouped(whole) + decimals + " 元"
    }

    private static func grouped(_ number: Int64) -> String {
        let digits = Array("\(number)")
        var result = ""
        for (place, digit) in digits.enumerated() {
            if place > 0 && (digits.count - place) % 3 == 0 { result.append(",") }
            result.append(digit)
        }
        return result
    }

    static func percent(_ share: Double) -> String { "\(Int((share * 100).rounded()))%" }

    /// A probability given as −log10, in words: 千分之一以下 reads better than 10⁻⁹.
    static func odds(_ significance: Double) -> String {
        switch significance {
        case ..<4: "千分之一"
        case ..<5: "万分之一"
        case ..<6: "十万分之一"
        case ..<8: "百万分之一"
        default: "不到亿分之一"
        }
    }

    static func shares(_ shares: [ClusterSummary.Share]) -> String {
        guard !shares.isEmpty else { return "未填" }
        let shown = shares.prefix(4).map { "\($0.value) \($0.count)" }.joined(separator: "、")
        return shares.count > 4 ? shown + " 等" : shown
    }

    /// Scalars of an example.
    private static let excerptLength = 260

    static func excerpt(_ text: String) -> String {
        let scalars = text.unicodeScalars
        return scalars.count > excerptLength
            ? String(String.UnicodeScalarView(scalars.prefix(excerptLength))) + "…" : text
    }

    /// A cell with a bar as long as the share.
    static func bar(_ value: Int, of most: Int) -> HTML {
        "<td class=\"bar\"><i style=\"width:\(value * 100 / max(1, most))%\"></i></td>"
    }
}

import ComplaintModel

/// An alert in a sentence, in Chinese for staff and in English beside it.
extension Alert {
    /// `武汉优健…有限公司：近7天有6人投诉，平常约0.1人；约每1200天才会偶然出现一次。自2021-03-04起。`
    public var sentence: String {
        let subject = [merchantName, issueWords(of: "全部类别"), district].compactMap { $0 }.joined(separator: "，")
        return
            "\(subject)：近\(windowDays)天有\(people)人投诉，平常\(Self.expected(expected, about: "约", less: "不到"))人；约每\(Self.days(onceInDays, over: "天以上"))"
            + "才会偶然出现一次。\(isNew ? "新出现" : "持续中")，自\(since.text)起。"
    }

    /// The same in English.
    public var sentenceInEnglish: String {
        let subject = [merchantName, issueWords(of: "all issues"), district].compactMap { $0 }.joined(separator: ", ")
        let days = windowDays == 1 ? "day" : "\(windowDays) days"
        return
            "\(subject): \(people) people in the last \(days) where \(Self.expected(expected, about: "about ", less: "less than ")) would be usual; chance "
            + "alone shows this about once in \(Self.days(onceInDays, over: " days or more", unit: " days")). "
            + "\(isNew ? "New" : "Ongoing") since \(since.text)."
    }

    private func issueWords(of all: String) -> String? {
        switch scope {
        case .merchant: nil
        case .merchantCluster: [category, cluster.map { "#\($0)" }].compactMap { $0 }.joined(separator: " ")
        default: category ?? all
        }
    }

    /// `约3.1`, `约12`, `不到0.1`: below 10 with one decimal, above without.
    static func expected(_ value: Double, about: String, less: String) -> String {
        guard value < 10 else { return about + "\(Int(min(value, 1e15).rounded()))" }
        let tenths = Int((value * 10).rounded())
        if tenths == 0 { return less + "0.1" }
        return about + (tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)")
    }

    /// Two digits are all that such a figure says; past a million days none.
    static func days(_ value: Double, over: String, unit: String = "天") -> String {
        guard value < 1e6 else { return "1000000" + over }
        var scale = 1.0
        while value / scale >= 100 { scale *= 10 }
        return "\(Int(((value / scale).rounded() * scale).rounded()))" + unit
    }
}

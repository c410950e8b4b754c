import ComplaintModel
import Foundation

/// Puts a comparison into words: what is equal, what speaks against it, and how much each weighs.
struct EvidenceWriter {
    let scorer: Scorer
    /// Whether phones, ID numbers and names are hidden.
    let masks: Bool

    /// What weighs less, either way, is summed up in one line.
    private static let leastWeight = 0.1

    /// - Parameter verdict: the one the weights are for.
    func evidence(
        _ this: Complaint, _ other: Complaint, _ comparison: Comparison, for verdict: Verdict,
        _ passages: [Evidence.Passage]
    ) -> [Evidence] {
        let shares = EvidenceShares(comparison, scorer.weights, for: verdict)
        var evidence: [Evidence] = []
        var (small, smallWeight) = (0, 0.0)
        for kind in EvidenceKind.allCases {
            let weight = shares.weights[kind.rawValue]
            let passages = kind == .text ? passages : []
            guard abs(weight) >= Self.leastWeight || !passages.isEmpty else {
                (small, smallWeight) = (small + (weight == 0 ? 0 : 1), smallWeight + weight)
                continue
            }
            evidence.append(
                Evidence(
                    kind: kind.name, level: shares.levels[kind.rawValue],
                    detail: detail(of: kind, this, other, comparison, passages), weight: weight, passages: passages))
        }
        if small > 0 { evidence.append(Self.rest(small, smallWeight)) }
        // The heaviest first; what weighs nothing but must be known stands last.
        return evidence.enumerated().sorted { a, b in
            abs(a.element.weight) != abs(b.element.weight)
                ? abs(a.element.weight) > abs(b.element.weight) : a.offset < b.offset
        }.map(\.element) + times(this, other)
    }

    private static func rest(_ count: Int, _ weight: Double) -> Evidence {
        Evidence(
            kind: "rest", level: "small",
            detail: "其余 \(count) 项合计，各不足 \(leastWeight) (\(count) more together, each below \(leastWeight))",
            weight: weight)
    }

    /// What a level of one kind says of these two complaints.
    private func detail(
        of kind: EvidenceKind, _ this: Complaint, _ other: Complaint, _ c: Comparison, _ passages: [Evidence.Passage]
    ) -> String {
        switch kind {
        case .prior: "先验 (prior)"
        case .person: person(this, other, c.person)
        case .text: text(this, c.text, passages)
        case .topic: c.topic.words
        case .details: c.details.words
        case .facts: c.facts.words
        case .issue: c.issue.words
        case .merchant: merchant(this, other, c.merchant)
        case .order: order(this, other, c.order)
        case .amount: amount(this, other, c.amount)
        case .day: day(this, other, c.day)
        case .crowd: c.crowd.words
        case .history: c.history.words
        case .bond: Bond(c).words
        }
    }

    private func person(_ this: Complaint, _ other: Complaint, _ level: PersonLevel) -> String {
        if level == .sameNumber, let phone = this.complainant.phone, PhoneNumber.normalized(phone) != nil,
            other.complainant.phone.flatMap({ PhoneNumber.normalized($0) }) == PhoneNumber.normalized(phone)
        {
            return "电话相同：\(masks ? Mask.phone(phone) : phone) (same phone)"
        }
        if level == .sameNumber, let number = this.complainant.idNumber, other.complainant.idNumber != nil {
            return "身份证号相同：\(masks ? Mask.idNumber(number) : number) (same ID number)"
        }
        guard let mine = this.complainant.name, let theirs = other.complainant.name, level != .sameNumber else {
            return level.words
        }
        return level.words + "：\(shown(name: mine)) / \(shown(name: theirs))"
    }

    private func shown(name: String) -> String { masks ? Mask.name(name) : name }

    func shown(_ text: String) -> String { masks ? Mask.text(text) : text }

    private func text(_ this: Complaint, _ level: TextLevel, _ passages: [Evidence.Passage]) -> String {
        guard let longest = passages.first else { return level.words }
        let passage = String(Array(shown(this.text).unicodeScalars)[longest.this].map(Character.init))
        let shortened = passage.unicodeScalars.count > 40 ? passage.prefix(40) + "…" : Substring(passage)
        return level.words + "：共 \(passages.count) 段，最长 \(longest.this.count) 字“\(shortened)”"
    }

    private func merchant(_ this: Complaint, _ other: Complaint, _ level: MerchantLevel) -> String {
        guard level != .unknown else { return level.words }
        let names = [this.merchant.name, other.merchant.name].map { $0.map { shown($0) } ?? "—" }
        return level.words + "：" + (names[0] == names[1] ? names[0] : names[0] + " / " + names[1])
    }

    private func order(_ this: Complaint, _ other: Complaint, _ level: OrderLevel) -> String {
        guard level != .unknown, let mine = this.orderNumber, let theirs = other.orderNumber else { return level.words }
        return level.words + "：" + (level == .same ? shown(mine) : shown(mine) + " / " + shown(theirs))
    }

    private func amount(_ this: Complaint, _ other: Complaint, _ level: AmountLevel) -> String {
        guard level != .unknown, let mine = this.amount, let theirs = other.amount else { return level.words }
        return level.words + "：" + (mine == theirs ? "\(mine.text) 元" : "\(mine.text) / \(theirs.text) 元")
    }

    private func day(_ this: Complaint, _ other: Complaint, _ level: DayLevel) -> String {
        guard level != .unknown, let mine = this.occurredOn, let theirs = other.occurredOn else { return level.words }
        return level.words + "：" + (mine == theirs ? mine.text : "\(mine.text) / \(theirs.text)")
    }

    /// What weighs nothing but must be known: how far apart, and whether the earlier one was closed by then.
    private func times(_ this: Complaint, _ other: Complaint) -> [Evidence] {
        var evidence: [Evidence] = []
        if let mine = this.receivedAt?.epochSeconds, let theirs = other.receivedAt?.epochSeconds {
            evidence.append(Evidence(kind: "time", level: "apart", detail: Self.apart(mine - theirs), weight: 0))
        }
        if let closed = other.handling.closedAt, (this.receivedAt ?? .now) >= closed {
            let day = closed.text.prefix(10)
            evidence.append(
                Evidence(
                    kind: "closed", level: "after_closure",
                    detail: "前件已于 \(day) 办结 (the earlier one was closed by then)", weight: 0))
        }
        return evidence
    }

    private static func apart(_ seconds: Int64) -> String {
        let days = abs(seconds) / 86_400
        if days >= 365 { return "相隔 \(days / 365) 年以上 (\(days / 365) years or more apart)" }
        if days >= 1 { return "相隔 \(days) 天 (\(days) days apart)" }
        return "相隔不到一天 (less than a day apart)"
    }
}

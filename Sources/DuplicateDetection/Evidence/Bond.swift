/// Whether anything particular holds two complaints together. Words that many complaints have, or the same kind of trouble,
/// do not: two people whose shops are not named, and who both wait for a refund, have nothing to do with each other. And
/// one long text sent twice is one text, though nothing else may be known of either.
///
/// The generator's complaints seldom lack so much, so what this weighs is set by hand; a fit leaves it as it is.
enum Bond: UInt8, EvidenceLevel {
    /// One text, no fact in it replaced, and nobody who is known to be another person; the merchants are not known.
    case whole
    /// One text by two people; the merchants are not known.
    case wholeOther
    /// One person with another order at the same merchant, or with another sum and other facts: another matter, however
    /// alike the words are.
    case otherMatter
    /// A text that others sent to the same merchant too, by nobody known, and nothing that picks this one out of them: it
    /// repeats each of them as likely as the next, so none is probable.
    case oneOfMany
    /// A number that very many complaints come from, and nothing else that says it is one matter: whoever complains for
    /// others names the same merchants again and again.
    case agency
    /// The same order or merchant, an odd sum, rare details, or a good part of the wording or the subject.
    case firm
    /// One person, and subjects of which a sixth is shared: what one hand's letters have in common whatever they are about.
    /// Of fifteen pairs of a city's letters that had no more, eight were of other matters.
    case touch
    /// One person, and nothing that says it is the same matter.
    case person
    case none

    static let kind = "bond"

    init(_ c: Comparison) {
        let (who, place) = (Who(c.person), Where(c.merchant))
        if place == .open, Self.isWhole(c) {
            self = who == .other ? .wholeOther : .whole
        } else if place == .same, who == .same, Self.isOtherMatter(c) {
            self = .otherMatter
        } else if place == .same, Self.isOneOfMany(c) {
            self = .oneOfMany
        } else if c.history == .agency, !Self.isFirm(c) {
            self = .agency
        } else if place != .same, who == .same, Self.onlyTouches(c) {
            self = .touch
        } else if place == .same || Self.isFirm(c) {
            self = .firm
        } else if who == .same || c.person == .sameNameOtherPhone {
            self = Self.touches(c) ? .firm : .person
        } else {
            self = .none
        }
    }

    private static func isWhole(_ c: Comparison) -> Bool {
        guard c.facts == .kept, c.order != .different, c.topic == .most || c.topic == .half else { return false }
        switch c.text {
        case .identical, .near: return c.details == .many || c.details == .some || c.details == .few
        case .most, .contained: return c.details == .many
        case .unknown, .large, .strong, .some, .slight, .none: return false
        }
    }

    private static func isOneOfMany(_ c: Comparison) -> Bool {
        let isSentByOthers = c.crowd == .one || c.crowd == .few || c.crowd == .many
        return isSentByOthers && c.person == .unknown && Wording(c.text) == .whole
            && Matter(c.order, c.amount) == .open && c.day == .unknown
    }

    private static func isOtherMatter(_ c: Comparison) -> Bool {
        let hasOtherFacts = c.facts == .words || c.facts == .manyWords || c.facts == .numbers
        return c.order == .different || (c.amount == .different && hasOtherFacts && c.order == .unknown)
    }

    /// Whatever merchant.
    private static func isFirm(_ c: Comparison) -> Bool {
        switch Wording(c.text) {
        case .whole, .part, .some: return true
        case .open, .other: break
        }
        // Long texts share rare words by chance: they count where they are a part of the subject.
        let sharesDetails = (c.details == .many || c.details == .some) && c.topic == .sixth
        let sharesSubject = c.topic == .most || c.topic == .half || c.topic == .third || c.topic == .quarter
        return sharesSubject || sharesDetails || Matter(c.order, c.amount) == .same || c.amount == .sameOdd
    }

    /// Of one person's two complaints: whether they may be one matter in other words.
    private static func touches(_ c: Comparison) -> Bool {
        c.issue == .same || c.issue == .sureSame || c.amount == .sameRound
    }

    private static func onlyTouches(_ c: Comparison) -> Bool {
        let isWorded = Wording(c.text) == .whole || Wording(c.text) == .part || Wording(c.text) == .some
        return c.topic == .sixth && !isWorded && !touches(c) && Matter(c.order, c.amount) == .open
    }

    var words: String {
        switch self {
        case .whole: "同一篇文字 (one text)"
        case .wholeOther: "不同的人、同一篇文字 (one text by two people)"
        case .otherMatter: "同一人的另一单或另一事 (one person's other order or matter)"
        case .oneOfMany: "多人同文之一 (one of several that have the text)"
        case .agency: "仅同一代投诉号码 (one agency's number, nothing else)"
        case .firm: "有具体联系 (something particular in common)"
        case .touch: "同一人，事由仅略近 (one person, subjects that only touch)"
        case .person: "仅同一人 (one person, nothing else)"
        case .none: "无具体联系 (nothing particular in common)"
        }
    }
}

/// What a complaint is to an earlier one.
public enum Verdict: String, Sendable, CaseIterable {
    /// 重复: the same person (or order) about the same dispute, again or through another channel.
    case duplicate
    /// 雷同: the same text from different people: one campaign, never merged away.
    case copy
    /// 关联: the same merchant and issue in other words, or the same person's other matter with the same merchant.
    case related
    /// 新: none of these.
    case new
}

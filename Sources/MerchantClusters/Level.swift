/// The levels at which a merchant is looked at: 品牌 › 公司 › 门店.
public enum Level: String, Sendable, CaseIterable {
    case brand, company, branch
}

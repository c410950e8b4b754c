/// The weights of evidence, in one place: natural log-odds by level of likeness; "unknown" weighs nothing.
///
/// Set by hand after what the kinds of evidence are worth in Chinese company registers: two merchants of one city with
/// the same brand and trade are one in all but some of a thousand cases, since registries refuse the second; one
/// character makes another brand.
enum LinkWeights {
    /// Names are joined from these odds on (9 to 1).
    static let threshold = 2.2
    /// With another merchant as likely (odds within `rivalry`), the larger must have this share of the complaints.
    static let share = 0.6
    static let rivalry = 1.0

    /// By length of the brand: longer ones meet by chance less often.
    static func sameBrand(_ length: Int) -> Double { length >= 3 ? 6 : length == 2 ? 4 : 1 }
    static let sameSound = -2.5
    static let sameSoundTwice = -4.0
    static let similarShape = -3.0
    static let swapped = -2.5
    static let abbreviation = 2.5
    /// Two characters that begin a longer brand: 国华 of 国华网安.
    static let beginning = 2.3
    /// Against the same brand and trade, where one character of the trade is another.
    static let misspeltTrade = -1.0
    /// Without a brand nothing but address or phone tells one from another.
    static let noBrand = -4.0
    static let brandAndPlace = 3.0

    static let sameTrade = 3.0
    static let relatedTrade = 2.0
    /// The words of one are the other's shortened.
    static let partOfTrade = 1.0
    static let relatedByCategory = 1.5
    /// Words of any trade on both sides that have nothing in common.
    static let otherWords = -2.5
    /// Two registered names of one brand, where one tells a trade and the other none, or where one's words are the other's
    /// shortened (科技, 能源科技): registries tell names by just these words, so brand and city together must not outweigh it.
    static let registeredOtherwise = -4.0
    /// The same where one of the two may be short for a registered name: 优健股份.
    static let tradeAgainstNone = -2.0
    static let genericAgainstTrade = -2.0
    static let otherOwnTrade = -4.0
    static let otherTrade = -7.0
    static let otherCategory = -4.0

    static let sameCity = 1.5
    static let samePlace = 0.5
    static let otherCity = -8.0
    /// A name's city against where an address is.
    static let otherPlace = -4.0
    static let otherDistrictOfShop = -2.5

    static let sameBranch = 3.0
    static let samePlatform = 1.5
    static let otherPlatform = -6.0
    static let sameCode = 12.0
    static let otherCode = -9.0
    /// Branches have codes of their own.
    static let otherCodeOfBranch = -2.0
    /// Staff took a name out of its merchant, not this one.
    static let takenOut = -4.0
    /// Texts name other merchants too: in so many of five complaints the one named is the one complained about.
    static let onlyInText = -0.2
    static let certaintyOfText = 0.8
    static let samePhone = 6.0
    static let sameAddress = 5.0

    /// A spelling that is seen seldom beside a brand that is seen fifty, or twenty, times as often.
    static let veryRareSpelling = 3.0
    static let rareSpelling = 1.5
}

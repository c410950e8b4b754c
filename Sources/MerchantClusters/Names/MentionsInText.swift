import ComplaintModel
import TextAnalysis

/// A merchant that a text may speak of.
struct MentionInText: Sendable {
    var mention: MentionDraft
    /// Ends with a form of company and begins with a place: a merchant even where none of that name is known.
    var isRegisteredName: Bool
}

extension MentionReader {
    /// Hanzi before a word of trade that may be a brand.
    private static let brandLengths = [4, 3, 2]
    /// Looked up for one complaint at most.
    private static let limit = 24

    /// The names that a complaint's text may hold, likeliest first: a registered name whole, else up to four characters
    /// before a word of trade. Which of them are merchants, the known ones tell. O(text).
    /// - Throws: `AnalysisFailure` when memory is short.
    func mentionsInText(of complaint: Complaint) throws -> [MentionInText] {
        let text = try FoldedName(complaint.text, parser.analyzer)
        let lexicon = parser.lexicon
        var registered: [MentionInText] = []
        var others: [MentionInText] = []
        var place = 1
        while place < text.units.count, others.count < Self.limit {
            if let form = lexicon.forms.table.matches(text.units, from: place).last, form.value.isLegal,
                form.end - place >= 4, let start = Self.registeredStart(text, before: place, lexicon)
            {
                let name = MerchantClusters.text(of: text.units[start..<form.end])
                if let mention = try mention(named: name, complaint, isFromText: true), !mention.parts.brand.isEmpty {
                    registered.append(MentionInText(mention: mention, isRegisteredName: true))
                }
                place = form.end
                continue
            }
            guard
                let word = lexicon.trades.table.matches(text.units, from: place).last(where: {
                    !$0.value.trades.isEmpty
                })
            else {
                place += 1
                continue
            }
            for length in Self.brandLengths where length <= place && Self.isOneRun(text, place - length..<word.end) {
                let name = MerchantClusters.text(of: text.units[(place - length)..<word.end])
                if let mention = try mention(named: name, complaint, isFromText: true),
                    mention.parts.brand.count == length, !mention.parts.trades.isEmpty
                {
                    others.append(MentionInText(mention: mention, isRegisteredName: false))
                }
            }
            place = word.end
        }
        return registered + others
    }

    private static func isOneRun(_ text: FoldedName, _ range: Range<Int>) -> Bool {
        range.dropFirst().allSatisfy { !text.afterSign[$0] } && range.allSatisfy { text.units[$0].isHanzi }
    }

    /// Where a registered name begins: at the city or province next before its form.
    private static func registeredStart(_ text: FoldedName, before end: Int, _ lexicon: NameLexicon) -> Int? {
        let first = max(0, end - 20)
        for start in stride(from: end - 4, through: first, by: -1) where isOneRun(text, start..<end) {
            if let (placeEnd, entry) = lexicon.places.longest(text.units, from: start), entry.isWide,
                end - placeEnd >= 2
            {
                // 武汉 within 湖北武汉: the wider name before it belongs to it.
                return start
            }
        }
        return nil
    }
}

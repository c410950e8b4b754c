import ComplaintModel
import TextAnalysis

/// Resolution in memory, without a database: what measurements and tests hold against labels.
package struct MerchantTrial {
    private let reader: MentionReader
    private var book = MerchantBook()
    private var ids: [[UInt8]: Int64] = [:]

    /// - Throws: `DictionaryError`.
    package init(_ analyzer: Analyzer) throws { reader = try MentionReader(analyzer) }

    /// Places a complaint's merchant as intake does; its mention, nil where none is named.
    package mutating func add(_ complaint: Complaint) throws -> Int64? {
        guard let draft = try reader.mention(of: complaint) else { return nil }
        if let id = ids[draft.key] {
            book.count(1, of: id)
            for item in draft.evidence { _ = book.note(item, of: id) }
            return id
        }
        let id = Int64(ids.count + 1)
        ids[draft.key] = id
        var mention = Mention(id: id, draft)
        mention.uses = 1
        _ = book.place(mention, key: draft.key)
        return id
    }

    /// Resolves everything anew.
    package mutating func resolve() { book.rearrange(book.mentions.keys.sorted()) }

    /// The merchant of a mention.
    package func entity(of mention: Int64) -> Int64 { book.mentions[mention]?.link.entity ?? mention }

    package func reasons(of mention: Int64) -> [LinkReason] { book.mentions[mention]?.link.reasons ?? [] }

    package func probability(of mention: Int64) -> Double { book.mentions[mention]?.link.probability ?? 1 }

    /// The mentions of a merchant in the order in which they came, with name and reasons.
    package func members(of entity: Int64) -> [(mention: Int64, name: String, reasons: [LinkReason])] {
        (book.groups[entity]?.members ?? []).sorted().map { ($0, name(of: $0), reasons(of: $0)) }
    }

    package func name(of mention: Int64) -> String { book.mentions[mention]?.name ?? "" }

    package var mentionCount: Int { ids.count }

    /// How a name is read, for people to see.
    package func reading(of name: String) throws -> String {
        let parts = try reader.parser.parse(name)
        return "brand \(text(of: parts.brand)) trade \(text(of: parts.allTrade)) [\(text(of: parts.trade))] "
            + "branch \(text(of: parts.branch)) form \(parts.form) region \(parts.region.code) "
            + "platform \(parts.platform ?? "-")\(parts.isPlatform ? " itself" : "")\(parts.isLoose ? " loose" : "")"
    }

    /// The folded name, and the folded name without region and form: what simple baselines compare.
    package func folded(_ name: String) throws -> [UInt32] { try FoldedName(name, reader.parser.analyzer).units }
}

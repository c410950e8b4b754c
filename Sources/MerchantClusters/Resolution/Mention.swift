/// One name with what its complaints tell beside it: the smallest thing that is put into one merchant or another.
///
/// Complaints keep the id of their mention for good; the mention's `entity` says which merchant that is today.
struct Mention: Sendable {
    let id: Int64
    /// What never changes, in one place: a mention is copied often.
    private let fixed: Fixed
    var uses = 0
    var evidence: [Evidence] = []
    var link: MentionLink

    init(id: Int64, _ draft: MentionDraft) {
        self.id = id
        fixed = Fixed(draft)
        evidence = draft.evidence
        link = MentionLink(entity: id)
    }

    /// As it was first written.
    var name: String { fixed.name }
    var parts: NameParts { fixed.parts }
    /// What the name leaves open and the complaint tells.
    var context: MentionContext { fixed.context }
    /// Sounds of the brand, merged (``SoundMerger``).
    var sounds: [UInt32] { fixed.sounds }
    /// Where look-alikes are found.
    var block: Int64 { fixed.block }

    private final class Fixed: Sendable {
        let name: String
        let parts: NameParts
        let context: MentionContext
        let sounds: [UInt32]
        let block: Int64

        init(_ draft: MentionDraft) {
            (name, parts, context) = (draft.name, draft.parts, draft.context)
            (sounds, block) = (draft.sounds, draft.block)
        }
    }
}

/// What a complaint tells of its merchant beside the name, as far as the name leaves it open.
struct MentionContext: Sendable, Hashable {
    /// A checked credit code.
    var code: String?
    /// The platform that the complaint names.
    var platform: String?
    /// Where address or district say it is.
    var place = Region.unknown
    /// What the category says it deals in.
    var trades: TradeSet = []
    /// Named only in the complaint's text.
    var isFromText = false
}

/// A phone, an address or a code that a complaint gives of its merchant.
struct Evidence: Sendable, Hashable {
    enum Kind: Int, Sendable {
        case phone = 1
        case address = 2
        case code = 3
    }

    var kind: Kind
    var value: String
}

/// Which merchant a mention stands for, why, and how sure that is.
struct MentionLink: Sendable, Equatable {
    var entity: Int64
    var reasons: [LinkReason] = []
    var probability = 1.0
}

/// A mention that has no id yet.
struct MentionDraft: Sendable {
    var key: [UInt8]
    var name: String
    var parts: NameParts
    var context: MentionContext
    var sounds: [UInt32]
    var block: Int64
    var evidence: [Evidence]
    /// What the name is looked up by (``NameTerms``).
    var terms = ""
}

/// One name with what its complaints tell beside it: the smallest thing that is put into one merchant or another.
///
/// Complaints keep the id of their mention for good; the mention's `entity` says which merchant that is today.
struct Mention: Sendable {
    let id: Int64
    /// As it was first written.
    let name: String
    let parts: NameParts
    /// What the name leaves open and the complaint tells.
    let context: MentionContext
    /// Sounds of the brand, merged (``SoundMerger``).
    let sounds: [UInt32]
    /// Where look-alikes are found.
    let block: Int64
    var uses = 0
    var evidence: [Evidence] = []
    var link: MentionLink

    init(id: Int64, _ draft: MentionDraft) {
        self.id = id
        name = draft.name
        parts = draft.parts
        context = draft.context
        sounds = draft.sounds
        block = draft.block
        evidence = draft.evidence
        link = MentionLink(entity: id)
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

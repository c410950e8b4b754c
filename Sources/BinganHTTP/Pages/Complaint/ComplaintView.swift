/// What the template of a complaint's page shows.
struct ComplaintView {
    struct Fact {
        let label: String
        let text: String
        var href: String?
        var isWide = false
    }

    struct Group {
        let label: String
        let facts: [Fact]
    }

    struct Banner {
        let kind: String
        let parts: [Part]
        /// Offers to join the complaint to another.
        var join: Other?
        /// Offers to undo that.
        var undo: Other?
    }

    struct Other {
        let other: Int64
    }

    /// A piece of a sentence, linked or not.
    struct Part {
        let text: String
        var href: String?
    }

    struct Handling {
        let fields: [FieldView]
        /// Why the form wasn't taken; nil where it wasn't sent.
        let stale: String?
        /// Which fields can't be changed since they are shown masked; nil for none.
        let lockedText: String?
    }

    struct HistoryLine {
        let at: String
        let atText: String
        let by: String
        let label: String
        let old: String?
        let new: String?
    }

    let id: Int64
    let version: Int64
    let kind: String
    let status: String
    let statusClass: String
    let lateText: String?
    let number: String?
    let backHref: String?
    /// What the address of every form ends in, so that the way back stays known.
    let keep: String
    var banners: [Banner] = []
    let textSegments: [TextSegment]
    let demand: String?
    let facts: [Fact]
    let groups: [Group]
    var duplicates: DuplicatesView?
    var explanation: ExplanationView?
    /// Nil for those who may only look.
    var handling: Handling?
    let history: [HistoryLine]
    /// The handling fields that are filled.
    let state: [Fact]
    let hasState: Bool
    let hasHistory: Bool
    let loadedAt: String
    let loadedText: String
}

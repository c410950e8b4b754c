import ComplaintModel

/// What the template of the intake form shows.
struct IntakeView {
    struct Group {
        let label: String
        let fields: [FieldView]
    }

    /// What the form before became.
    struct Stored {
        let id: Int64
        /// Nil for those who may not open it.
        let href: String?
        /// The complaint that it was joined to.
        let joined: String?
        let known: Bool
    }

    let stored: Stored?
    /// Names this filling of the form, so that one that is sent twice is stored once.
    let once: String
    let fault: String?
    let groups: [Group]
    let matches: DuplicatesView?
}

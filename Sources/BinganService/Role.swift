/// What the holder of a token may do. Enforcement may do all that search may, admin all.
public enum Role: String, Sendable, CaseIterable {
    case intake, search, enforcement, admin

    /// Phones, ID numbers and names are masked for intake and search.
    public var visibility: Visibility {
        switch self {
        case .intake, .search: .masked
        case .enforcement, .admin: .personal
        }
    }

    /// Whether what `other` may do is open to this role too.
    public func covers(_ other: Role) -> Bool {
        self == other || self == .admin || (self == .enforcement && other == .search)
    }
}

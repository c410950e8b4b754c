/// A parameter of several names, such as `kind,month`.
enum ListParameter {
    /// The names between the commas, without spaces; an empty one where nothing stands, which is no name of anything. None
    /// where nothing was given.
    static func names(_ text: String?) -> [String] {
        guard let text, !text.isEmpty else { return [] }
        return text.split(separator: ",", omittingEmptySubsequences: false).map { part in part.filter { $0 != " " } }
    }
}

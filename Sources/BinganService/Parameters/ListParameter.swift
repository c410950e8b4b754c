/// A parameter of several names, such as `kind,month`.
enum ListParameter {
    /// The values that the names between the commas stand for, each once, in their order; none where nothing was given.
    /// - Throws: `Failure` for what is no name, such as nothing between two commas.
    static func values<T: RawRepresentable & CaseIterable & Equatable>(
        of type: T.Type, _ text: String?, named field: String
    ) throws(Failure) -> [T] where T.RawValue == String {
        guard let text, !text.isEmpty else { return [] }
        var values: [T] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let value = T(rawValue: part.filter { $0 != " " }) else {
                let names = T.allCases.map(\.rawValue).joined(separator: ", ")
                throw .parameter(field, "out-of-range", "Give some of: \(names).")
            }
            if !values.contains(value) { values.append(value) }
        }
        return values
    }
}

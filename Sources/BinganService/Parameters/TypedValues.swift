/// Parameters as they were typed, by name: what those of search, clusters and alerts share, on the command line as in HTTP.
///
/// An empty value is the same as none, since forms send their empty fields too.
struct TypedValues<Name>: Sendable, Equatable
where Name: RawRepresentable<String> & CaseIterable & Hashable & Sendable {
    private var values: [Name: String] = [:]

    init() {}

    /// Takes pairs of name and value as HTTP has them.
    ///
    /// - Throws: `Failure` naming the parameter that isn't known, isn't among `allowed`, comes twice, or holds a NUL.
    init(pairs: [(name: String, value: String)], allowed: Set<Name> = Set(Name.allCases)) throws(Failure) {
        var seen: Set<Name> = []
        for (name, value) in pairs {
            guard let parameter = Name(rawValue: name), allowed.contains(parameter) else {
                let names = Name.allCases.filter(allowed.contains).map(\.rawValue).joined(separator: ", ")
                let hint = names.isEmpty ? "Leave it out; none is known here." : "Known are: \(names)."
                throw .parameter(String(name.prefix(40)), "unknown-parameter", hint)
            }
            guard seen.insert(parameter).inserted else {
                throw .parameter(name, "repeated", "Give the parameter once.")
            }
            try set(parameter, value)
        }
    }

    /// - Throws: `Failure` for a value that holds a NUL, which would end it silently further down.
    mutating func set(_ parameter: Name, _ value: String?) throws(Failure) {
        guard let value, !value.isEmpty else {
            values[parameter] = nil
            return
        }
        guard !value.utf8.contains(0) else {
            throw .parameter(parameter.rawValue, "nul", "Remove the NUL (U+0000) from the value.")
        }
        values[parameter] = value
    }

    subscript(parameter: Name) -> String? { values[parameter] }

    /// Nil where it isn't given.
    /// - Throws: `Failure` for anything but a whole number within `range`.
    func number(_ parameter: Name, _ range: ClosedRange<Int>) throws(Failure) -> Int? {
        guard let text = values[parameter] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            let (least, most) = (range.lowerBound, range.upperBound)
            throw .parameter(parameter.rawValue, "out-of-range", "Give a whole number from \(least) to \(most).")
        }
        return number
    }
}

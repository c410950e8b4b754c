/// What decides how a text is cut. Rows indexed under one version must not be touched in the index under another.
public struct AnalyzerVersion: Sendable, Equatable, CustomStringConvertible {
    /// The version of the ICU library, as `72.1`: its dictionary differs between versions.
    public var icu: String
    /// The version of Bingan's own steps; raised with every change to what they give.
    public var steps: Int
    /// SHA-256 of the dictionaries, the user's words included; 16 hexadecimal digits of it.
    public var dictionaries: String

    public init(icu: String, steps: Int, dictionaries: String) {
        self.icu = icu
        self.steps = steps
        self.dictionaries = dictionaries
    }

    public var description: String { "ICU \(icu), analyzer \(steps), dictionaries \(dictionaries)" }
}

/// One record of a CSV file.
public struct CSVRecord: Sendable, Hashable {
    /// The line where the record begins, counted from 1.
    public let line: Int
    public let fields: [String]

    public init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }
}

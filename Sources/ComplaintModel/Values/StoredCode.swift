/// A closed set of words that outside programs use as text and the index stores as one byte.
///
/// The numbers are part of the file format: a new case takes a new number, and a number is never given to another case.
public protocol StoredCode: RawRepresentable, CaseIterable, Sendable where RawValue == String {
    /// The number stored in the index.
    var code: UInt8 { get }
    /// The word shown to people.
    var chineseName: String { get }
}

extension StoredCode {
    /// The case with this stored number; nil for a number that no case has.
    public init?(code: UInt8) {
        guard let found = Self.allCases.first(where: { $0.code == code }) else { return nil }
        self = found
    }
}

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
    ///
    /// Inlinable, since three of these are made of every row read: a caller in another module would ask for each type's
    /// metadata anew.
    @inlinable
    public init?(code: UInt8) {
        for known in Self.allCases where known.code == code {
            self = known
            return
        }
        return nil
    }
}

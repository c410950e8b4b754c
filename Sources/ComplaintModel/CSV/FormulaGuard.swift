/// Keeps spreadsheets from running a text as a formula.
///
/// A field that begins with one of `= + - @`, TAB or CR is written with an apostrophe before it (OWASP, "CSV Injection").
/// So that reading gives the very text back, a field that already looks guarded gets one more apostrophe.
public enum FormulaGuard {
    /// The text with its apostrophe, where it needs one.
    public static func add(to text: String) -> String {
        isFormula(text.utf8.drop { $0 == apostrophe }) ? "'" + text : text
    }

    /// The text without the apostrophe that ``add(to:)`` gave it.
    public static func remove(from text: String) -> String {
        guard text.utf8.first == apostrophe, isFormula(text.utf8.drop { $0 == apostrophe }) else { return text }
        return String(text.unicodeScalars.dropFirst())
    }

    private static let apostrophe = UInt8(ascii: "'")

    private static func isFormula(_ text: Substring.UTF8View) -> Bool {
        switch text.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
        default: false
        }
    }
}

import ComplaintIndex
import ComplaintModel

/// How personal data is shown. Masks keep every length, so that highlights stay in place.
public enum Visibility: Sendable, Equatable {
    /// Names, phones and ID numbers behind asterisks, inside texts too.
    case masked
    /// As it was sent.
    case personal

    public func shown(_ stored: StoredComplaint) -> StoredComplaint {
        guard self == .masked else { return stored }
        var copy = stored
        copy.complaint = ComplaintMask.masked(stored.complaint)
        return copy
    }

    /// A piece of a text, with `…` where it was cut.
    func shown(snippet: String) -> String { self == .masked ? CutEnds.masked(Mask.text(snippet)) : snippet }

    /// A text of unknown content.
    public func shown(_ text: String) -> String { self == .masked ? Mask.text(text) : text }
}

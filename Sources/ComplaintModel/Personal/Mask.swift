/// Hides personal data behind asterisks, one for each Unicode scalar hidden, so that lengths and places stay.
public enum Mask {
    /// A telephone number: `138****1234`, `027-****4321`. Of what is no such number, only the last quarter is shown.
    public static func phone(_ text: String) -> String {
        let hidden = PersonalNumberFinder(text).hidden
        return hidden.isEmpty ? keeping(first: 0, last: text.unicodeScalars.count / 4, of: text) : masked(text, hidden)
    }

    /// An ID number: the first three and the last two characters are shown, of less than ten none.
    public static func idNumber(_ text: String) -> String {
        let isLong = text.unicodeScalars.count >= 10
        return keeping(first: isLong ? 3 : 0, last: isLong ? 2 : 0, of: text)
    }

    /// A name: the first character is shown, 王某 becomes 王*; a single one is hidden.
    public static func name(_ text: String) -> String {
        keeping(first: text.unicodeScalars.count > 1 ? 1 : 0, last: 0, of: text)
    }

    /// A text in which telephone and ID numbers are hidden as by ``phone(_:)`` and ``idNumber(_:)``.
    ///
    /// Found are mobile numbers, landlines with area code, both also with country code, divided by spaces or dashes, or in
    /// full-width digits, and ID numbers of 15 and 18 characters. Longer runs of digits are order numbers and stay.
    public static func text(_ text: String) -> String {
        let hidden = hiddenPlaces(in: text)
        return hidden.isEmpty ? text : masked(text, hidden)
    }

    /// What ``text(_:)`` hides, as half-open ranges of Unicode scalars in rising order.
    public static func spans(_ text: String) -> [Range<Int>] {
        var spans: [Range<Int>] = []
        for place in hiddenPlaces(in: text) {
            if let last = spans.last, last.upperBound == place {
                spans[spans.count - 1] = last.lowerBound..<(place + 1)
            } else {
                spans.append(place..<(place + 1))
            }
        }
        return spans
    }

    private static func hiddenPlaces(in text: String) -> [Int] {
        // Most texts have too few digits for any number; a full-width digit ends in a byte of 0x90 ... 0x99.
        let candidates = text.utf8.lazy.filter { $0.asciiDigit != nil || (0x90...0x99).contains($0) }
        return candidates.prefix(10).count < 10 ? [] : PersonalNumberFinder(text).hidden
    }

    private static func masked(_ text: String, _ hidden: [Int]) -> String {
        var result = String.UnicodeScalarView()
        var next = hidden.makeIterator()
        var place = next.next()
        for (position, scalar) in text.unicodeScalars.enumerated() {
            let isHidden = position == place
            result.append(isHidden ? "*" : scalar)
            if isHidden { place = next.next() }
        }
        return String(result)
    }

    private static func keeping(first: Int, last: Int, of text: String) -> String {
        let count = text.unicodeScalars.count
        return masked(text, Array(first..<max(first, count - last)))
    }
}

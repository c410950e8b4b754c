/// A list of strings in one CSV field, joined by `|`.
///
/// Within an item `|` is written `\|`, and `\` is written `\\`. A backslash before any other character stands for itself,
/// so that lists written by hand need not know of it.
enum JoinedList {
    static func join(_ items: [String]) -> String? {
        items.isEmpty ? nil : items.map(escape).joined(separator: "|")
    }

    static func split(_ text: String) -> [String] {
        var items: [String] = []
        var item = String.UnicodeScalarView()
        var isEscaped = false
        for scalar in text.unicodeScalars {
            let isSpecial = scalar == "|" || scalar == "\\"
            if isEscaped, !isSpecial { item.append("\\") }
            if isEscaped || !isSpecial {
                item.append(scalar)
                isEscaped = false
            } else if scalar == "\\" {
                isEscaped = true
            } else {
                items.append(String(item))
                item.removeAll()
            }
        }
        if isEscaped { item.append("\\") }
        items.append(String(item))
        return items
    }

    private static func escape(_ item: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in item.unicodeScalars {
            if scalar == "|" || scalar == "\\" { escaped.append("\\") }
            escaped.append(scalar)
        }
        return String(escaped)
    }
}

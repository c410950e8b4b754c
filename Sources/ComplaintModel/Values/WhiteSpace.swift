extension Unicode.Scalar {
    /// Whether Unicode calls the character White_Space. Spelled out, since looking the property up shows in an import.
    var isWhiteSpace: Bool {
        switch value {
        case 0x20, 0x09...0x0D, 0x3000: true
        case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F: true
        default: false
        }
    }
}

extension StringProtocol {
    /// Whether there is nothing but white space.
    var isBlank: Bool { unicodeScalars.allSatisfy(\.isWhiteSpace) }

    /// The text without white space at either end.
    var trimmed: String {
        var scalars = unicodeScalars[...].drop(while: \.isWhiteSpace)
        while let last = scalars.last, last.isWhiteSpace { scalars = scalars.dropLast() }
        return String(String.UnicodeScalarView(scalars))
    }
}

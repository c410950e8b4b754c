/// Which runs of digits are Chinese telephone numbers: the patterns that ``PhoneNumber`` and ``Mask`` share.
///
/// Mobile numbers and area codes follow the national numbering plan (MIIT, 电信网编号计划): mobiles are 1[3-9] and nine more
/// digits; area codes are 010, 02x, and 0 with three more digits, the first of them 3–9; local numbers have seven or eight
/// digits and do not begin with 0 or 1.
enum DialledDigits {
    /// Whether the digits (values 0–9) are a mobile number.
    static func isMobile(_ digits: some RandomAccessCollection<UInt8>) -> Bool {
        digits.count == 11 && digits.first == 1 && (digits.dropFirst().first ?? 0) >= 3
    }

    /// The length of the area code, its 0 included, of a landline number with area code; nil when it is none.
    static func areaLength(_ digits: some RandomAccessCollection<UInt8>) -> Int? {
        guard digits.first == 0, let second = digits.dropFirst().first, second > 0 else { return nil }
        let length = second <= 2 ? 3 : 4
        if second == 1, digits.dropFirst(2).first != 0 { return nil }
        let local = digits.dropFirst(length)
        guard (7...8).contains(local.count), let first = local.first, first > 1 else { return nil }
        return length
    }

    /// Whether the digits are a number of the 400 or 800 service lines.
    static func isServiceLine(_ digits: some RandomAccessCollection<UInt8>) -> Bool {
        digits.count == 10 && (digits.starts(with: [4, 0, 0]) || digits.starts(with: [8, 0, 0]))
    }

    /// How many leading digits are the country code: 86 or 0086 before a mobile number.
    static func countryCodeLength(_ digits: some RandomAccessCollection<UInt8>) -> Int {
        for code in [[8, 6], [0, 0, 8, 6]] as [[UInt8]]
        where digits.starts(with: code) && isMobile(digits.dropFirst(code.count)) {
            return code.count
        }
        return 0
    }
}

extension Unicode.Scalar {
    /// The value of an ASCII or full-width digit.
    var decimalDigit: UInt8? {
        switch value {
        case 0x30...0x39: UInt8(value - 0x30)
        case 0xFF10...0xFF19: UInt8(value - 0xFF10)
        default: nil
        }
    }

    /// The ASCII form of a full-width character; itself otherwise.
    var halfWidth: Unicode.Scalar {
        guard (0xFF01...0xFF5E).contains(value) else { return value == 0x3000 ? " " : self }
        return Unicode.Scalar(value - 0xFEE0) ?? self
    }

    /// Whether people put it between the digits of a telephone or ID number.
    var separatesDigits: Bool {
        switch value {
        case 0x20, 0xA0, 0x2009, 0x3000: true  // spaces
        case 0x2D, 0x2010...0x2015, 0x2212, 0xFF0D: true  // hyphens and dashes
        case 0x28, 0x29, 0xFF08, 0xFF09: true  // brackets
        default: false
        }
    }

    /// Whether people put it there, or a telephone, a chat or a line's end did: more than ``separatesDigits``, since what
    /// is hidden by mistake does less harm than what is shown.
    public var dividesPersonalNumbers: Bool {
        switch value {
        case 0x2E, 0x2C, 0x2F, 0x5F: true  // . , / _
        case 0xFF0E, 0xFF0C, 0xFF0F, 0xFF3F, 0x3001: true  // the same in full width, and 、
        case 0xB7, 0x2022, 0x2027, 0x2219, 0x22C5, 0x30FB, 0xFF65: true  // dots in the middle
        case 0x09, 0x0A, 0x0D, 0x2028, 0x2029: true  // ends of lines
        case 0xAD, 0x200B...0x200F, 0x2000...0x200A, 0x202A...0x202F, 0x2060...0x2064, 0xFEFF: true  // unseen
        default: separatesDigits
        }
    }
}

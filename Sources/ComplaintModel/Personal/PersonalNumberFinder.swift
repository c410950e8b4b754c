/// Finds telephone and ID numbers in a text, and which of their digits to hide.
///
/// A number is one run of digits or a few, divided the way people divide such numbers. A run is taken as a whole: eleven
/// digits within a longer run are part of an order number, not a telephone number.
struct PersonalNumberFinder {
    private let digits: DigitRuns

    /// The places, as Unicode scalars in rising order, whose digits are to be hidden.
    private(set) var hidden: [Int] = []

    /// How many pieces a divided number has at most.
    private static let mostPieces = 3

    init(_ text: String) {
        digits = DigitRuns(text)
        var first = 0
        while first < digits.runs.count {
            if let found = number(from: first) {
                hidden += found.hidden
                first += found.runs
            } else {
                first += 1
            }
        }
    }

    private typealias Found = (runs: Int, hidden: [Int])

    private func number(from first: Int) -> Found? {
        if let hidden = mobilesTogether(digits.places(from: first, count: 1)) { return (1, hidden) }
        for count in 1...Self.mostPieces {
            guard let shape = digits.shape(from: first, count: count) else { return nil }
            let places = digits.places(from: first, count: count)
            let range = idNumber(places, shape, first) ?? mobile(places, shape) ?? landline(places, shape, first)
            if let range { return (count, Array(places[range])) }
        }
        return nil
    }

    private func values(_ places: [Int]) -> [UInt8] { places.map(digits.digit(at:)) }

    /// All of an ID number but its first three characters and its last two.
    ///
    /// 18 characters count when the check character is right, and also when region and day of birth are possible: a number
    /// with a typing error still gives its owner away.
    private func idNumber(_ places: [Int], _ shape: [Int], _ first: Int) -> Range<Int>? {
        let last = digits.runs[first + shape.count - 1]
        let length = places.count + (last.hasX && places.count == 17 ? 1 : 0)
        guard length == 18 || length == 15, shape.count == 1 || shape.starts(with: [6, 8]) else { return nil }
        var characters = values(places).map { $0 + UInt8(ascii: "0") }
        if length > places.count { characters.append(UInt8(ascii: "X")) }
        let isWhole = shape.count == 1 && IDNumber.hasCheckCharacter(characters)
        return isWhole || IDNumber.isPlausible(characters) ? 3..<(length - 2) : nil
    }

    /// The four middle digits of a mobile number, with or without country code.
    private func mobile(_ places: [Int], _ shape: [Int]) -> Range<Int>? {
        let values = values(places)
        let code = DialledDigits.countryCodeLength(values)
        guard DialledDigits.isMobile(values.dropFirst(code)) else { return nil }
        var pieces = shape
        pieces[0] -= code
        let usual = [[11], [3, 4, 4], [3, 8], [7, 4], [3, 3, 5]]
        return usual.contains(pieces) ? (code + 3)..<(code + 7) : nil
    }

    /// The middle digits of two or three mobile numbers that nothing divides.
    private func mobilesTogether(_ places: [Int]) -> [Int]? {
        guard places.count == 22 || places.count == 33 else { return nil }
        let starts = stride(from: 0, to: places.count, by: 11)
        let values = values(places)
        guard starts.allSatisfy({ DialledDigits.isMobile(values[$0..<($0 + 11)]) }) else { return nil }
        return starts.flatMap { places[($0 + 3)..<($0 + 7)] }
    }

    /// The local number of a landline but its last four digits.
    private func landline(_ places: [Int], _ shape: [Int], _ first: Int) -> Range<Int>? {
        var values = values(places)
        let isAbroad = first > 0 && digits.runs[first].isJoined && isCountryCode(first - 1)
        // Abroad, an area code is dialled without its 0.
        if isAbroad, values.first != 0 { values.insert(0, at: 0) }
        guard let area = DialledDigits.areaLength(values) else { return nil }
        let shift = values.count - places.count
        guard shape.count == 1 || shape[0] == area - shift else { return nil }
        return (area - shift)..<(places.count - 4)
    }

    private func isCountryCode(_ run: Int) -> Bool {
        let values = (digits.runs[run].start..<digits.runs[run].end).map(digits.digit(at:))
        return values == [0, 0, 8, 6] || digits.runs[run].hasPlus && values == [8, 6]
    }
}

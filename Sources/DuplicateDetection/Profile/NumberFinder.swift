import TextAnalysis

/// Finds long numbers (of orders, phones, persons) and sums of money among the atoms of a text.
struct NumberFinder {
    /// Letters and digits without what divides them, lower case.
    private(set) var numbers: [String] = []
    /// In fen.
    private(set) var sums: [Int64] = []

    private static let dividers = Set("-_/#".utf8)

    /// - Parameter takesAll: whether the part is one number by itself, however short.
    init(_ analysis: Analysis, _ atoms: Range<Int>, _ body: [UInt8], takesAll: Bool = false) {
        var place = atoms.lowerBound
        while place < atoms.upperBound {
            guard analysis.atoms[place].hanzi == nil else {
                place += 1
                continue
            }
            var end = place + 1
            while end < atoms.upperBound, analysis.atoms[end].hanzi == nil, Self.joined(analysis, end, body) {
                end += 1
            }
            take(analysis, place..<end, body, takesAll)
            place = end
        }
        if takesAll, numbers.count > 1 { numbers = [numbers.joined()] }
    }

    private static func joined(_ analysis: Analysis, _ place: Int, _ body: [UInt8]) -> Bool {
        let (from, to) = (analysis.atoms[place - 1].range.upperBound, analysis.atoms[place].range.lowerBound)
        return to <= from || (to == from + 1 && dividers.contains(body[from]))
    }

    private mutating func take(_ analysis: Analysis, _ atoms: Range<Int>, _ body: [UInt8], _ takesAll: Bool) {
        var bytes: [UInt8] = []
        for place in atoms { bytes += analysis.pool[analysis.atoms[place].squeezedRange].filter { $0 != 0x1F } }
        let digits = bytes.count { (0x30...0x39).contains($0) }
        if takesAll {
            if !bytes.isEmpty { numbers.append(String(decoding: bytes, as: UTF8.self)) }
            return
        }
        // A day has 8 digits; an order number with letters may be shorter.
        let isLong = digits == bytes.count ? digits >= 9 : digits >= 5 && bytes.count >= 7 && !bytes.contains(0x2E)
        if isLong, !Self.isStandard(bytes) { numbers.append(String(decoding: bytes, as: UTF8.self)) }
        if atoms.count == 1, let sum = Self.sum(bytes), Self.isMoney(analysis, atoms.lowerBound, body) {
            sums.append(sum)
        }
    }

    /// Whether it is the number of a national standard (GB 51039-2014, GB/T 19001-2016), which many texts cite.
    private static func isStandard(_ bytes: [UInt8]) -> Bool {
        guard bytes.starts(with: "gb".utf8) else { return false }
        let rest = bytes.dropFirst(2)
        return (rest.first == 0x74 ? rest.dropFirst() : rest).allSatisfy { (0x30...0x39).contains($0) }
    }

    /// 2800 or 2800.5 in fen.
    private static func sum(_ bytes: [UInt8]) -> Int64? {
        guard bytes.count <= 12, let yuan = Double(String(decoding: bytes, as: UTF8.self)), yuan >= 10, yuan < 1e9
        else { return nil }
        return Int64((yuan * 100).rounded())
    }

    /// Whether 元 or 块 follows, or a currency sign stands before.
    private static func isMoney(_ analysis: Analysis, _ place: Int, _ body: [UInt8]) -> Bool {
        if place + 1 < analysis.atoms.count, let next = analysis.atoms[place + 1].hanzi, next == "元" || next == "块" {
            return true
        }
        let before = body[..<analysis.atoms[place].range.lowerBound]
        return before.suffix(2) == [0xC2, 0xA5] || before.suffix(3) == [0xEF, 0xBF, 0xA5]
    }
}

/// A place of the administrative divisions: as deep as is known of it. Codes are those of GB/T 2260, 0 for unknown.
struct Region: Sendable, Hashable {
    /// Two digits.
    var province: UInt8 = 0
    /// Four digits and two noughts; a municipality's own code; six digits for a city directly under its province.
    var city: UInt32 = 0
    /// A district, a county or a city of that rank: six digits.
    var area: UInt32 = 0

    static let unknown = Region()

    var isUnknown: Bool { province == 0 }

    init() {}

    /// The division with a six-digit code.
    init(code: UInt32) {
        province = UInt8(code / 10_000)
        guard code % 10_000 != 0 || Self.municipalities.contains(province) else { return }
        let prefecture = code / 100 % 100
        if Self.municipalities.contains(province) {
            city = UInt32(province) * 10_000
        } else {
            // 90 stands for counties without a prefecture above them.
            city = prefecture == 90 ? code : code / 100 * 100
        }
        if code % 100 != 0 && city != code { area = code }
    }

    /// Beijing, Tianjin, Shanghai, Chongqing.
    private static let municipalities: Set<UInt8> = [11, 12, 31, 50]

    /// Whether both may be one place, one of them perhaps told less exactly.
    func agrees(with other: Region) -> Bool {
        if isUnknown || other.isUnknown { return true }
        return province == other.province && (city == 0 || other.city == 0 || city == other.city)
    }

    /// This one, with what only the other tells.
    func filled(from other: Region) -> Region {
        guard agrees(with: other) else { return self }
        var region = self
        if region.province == 0 { region.province = other.province }
        if region.city == 0 { region.city = other.city }
        if region.area == 0 && region.city == other.city { region.area = other.area }
        return region
    }
}

extension Region {
    /// The deepest code known: six digits, 0 for none.
    var code: Int64 { Int64(area != 0 ? area : city != 0 ? city : UInt32(province) * 10_000) }

    init(stored code: Int64) { self = code == 0 ? .unknown : Region(code: UInt32(clamping: code)) }
}

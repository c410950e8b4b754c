import Foundation

extension FilterField {
    /// What `text`, typed after the colon, says of this field; nil when it says nothing the field could be held against.
    func condition(_ text: String, notes: inout QueryNotes) -> FilterCondition? {
        switch self {
        case .channel, .kind, .status: EnumeratedValues.value(text, of: self).map { .value($0) }
        case .amount: AmountSyntax.range(text, notes: &notes).map { .amount($0) }
        case .received: ReceivedSyntax.range(text, notes: &notes).map { .received($0) }
        case .merchant, .phone, .order, .number, .category, .district, .tag, .person:
            textCondition(text, notes: &notes)
        }
    }

    private func textCondition(_ text: String, notes: inout QueryNotes) -> FilterCondition? {
        let value = text.trimmedOfQuerySpace
        let bare = value.trimmed { QueryCharacter($0) == .space || QueryCharacter($0) == .star }
        guard bare.hasAtoms, accepts(bare) else { return nil }
        guard value.unicodeScalars.last.map({ QueryCharacter($0) == .star }) == true else { return .text(value) }
        notes.add(.starInValue(value))
        return .text(value.trimmedAtEnd { QueryCharacter($0) == .space || QueryCharacter($0) == .star })
    }

    /// A phone has digits and signs, a person's hash ASCII letters and digits: 电话:打不通 and 人:张三 are plain words.
    private func accepts(_ value: String) -> Bool {
        switch self {
        case .phone:
            let digits = value.plainForm.unicodeScalars.filter { ("0"..."9").contains($0) }.count
            let signs = value.plainForm.unicodeScalars.filter { "+-() *#".unicodeScalars.contains($0) }.count
            return digits >= 3 && digits + signs == value.plainForm.unicodeScalars.count
        case .person:
            return value.plainForm.unicodeScalars.allSatisfy { scalar in
                ("0"..."9").contains(scalar) || ("a"..."z").contains(scalar) || "-_=".unicodeScalars.contains(scalar)
            }
        default: return true
        }
    }
}

/// The closed lists: channel, kind and status, by the contract's value or a Chinese name.
enum EnumeratedValues {
    /// The contract's value `text` stands for, nil when none.
    static func value(_ text: String, of field: FilterField) -> String? {
        tables[field]?[key(text)]
    }

    /// The contract's values of `field`, in its order; empty for a field that is not a closed list.
    static func values(of field: FilterField) -> [String] {
        rows(of: field).map(\.value)
    }

    private static func key(_ text: String) -> String {
        let kept = text.plainForm.unicodeScalars.filter { QueryCharacter($0) != .space && $0 != "-" && $0 != "_" }
        return String(String.UnicodeScalarView(kept))
    }

    private static let tables: [FilterField: [String: String]] = {
        var tables: [FilterField: [String: String]] = [:]
        for field in [FilterField.channel, .kind, .status] {
            for row in rows(of: field) {
                for name in [row.value] + row.names { tables[field, default: [:]][key(name)] = row.value }
            }
        }
        return tables
    }()

    private static func rows(of field: FilterField) -> [(value: String, names: [String])] {
        switch field {
        case .kind:
            [
                ("complaint", ["投诉", "投訴"]), ("report", ["举报", "舉報"]), ("consultation", ["咨询", "諮詢"]),
            ]
        case .status:
            [
                ("received", ["已收到", "收到", "已接收", "已登记", "待受理", "已登記"]),
                ("accepted", ["已受理", "受理"]),
                ("declined", ["不予受理", "不受理", "已拒绝"]),
                ("mediating", ["调解中", "调解", "正在调解", "調解中", "調解"]),
                ("closed", ["已办结", "办结", "已结案", "结案", "已结", "已关闭", "关闭", "已辦結", "已結案"]),
            ]
        case .channel:
            [
                ("12315", ["12315热线", "消费者热线"]), ("12365", ["12365热线"]), ("12331", ["12331热线"]),
                ("12330", ["12330热线"]), ("12358", ["12358热线"]), ("12345", ["12345热线", "市长热线", "市民热线"]),
                ("web", ["网站", "网页", "互联网", "網站", "網頁"]),
                ("city-site", ["市局网站", "城市网站", "市级网站", "本市网站"]),
                ("app", ["手机应用", "客户端", "應用", "客戶端"]),
                ("mini-program", ["小程序", "微信小程序"]),
                ("letter", ["来信", "信函", "信件", "來信"]),
                ("visit", ["来访", "上门", "现场", "來訪"]),
                ("other", ["其他", "其它"]),
            ]
        default: []
        }
    }
}

extension StringProtocol {
    /// Without the code points at the end that `unwanted` picks.
    func trimmedAtEnd(_ unwanted: (Unicode.Scalar) -> Bool) -> String {
        String(String.UnicodeScalarView(unicodeScalars.reversed().drop(while: unwanted).reversed()))
    }
}

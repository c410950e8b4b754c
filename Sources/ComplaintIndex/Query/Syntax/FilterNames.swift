import Foundation

extension FilterField {
    /// The field of a name as typed before the colon: the contract's, in any case or width, or a Chinese one.
    init?(typed name: String) {
        guard let field = Self.byName[name.plainForm] else { return nil }
        self = field
    }

    /// Chinese names, Simplified and Traditional; the first is the one to show.
    var chineseNames: [String] {
        switch self {
        case .merchant: ["商家", "商户", "企业", "公司", "经营者", "被投诉方", "商戶", "企業"]
        case .phone: ["电话", "手机", "手机号", "电话号码", "電話", "手機"]
        case .order: ["订单", "订单号", "訂單", "訂單號"]
        case .number: ["编号", "投诉编号", "單號", "单号", "編號"]
        case .category: ["类别", "分类", "類別", "分類"]
        case .district: ["区", "地区", "辖区", "區", "地區"]
        case .channel: ["渠道", "来源", "來源"]
        case .kind: ["类型", "類型"]
        case .status: ["状态", "狀態"]
        case .tag: ["标签", "標籤"]
        case .person: ["人", "投诉人", "投訴人"]
        case .amount: ["金额", "金額"]
        case .received: ["日期", "时间", "收到", "登记日期", "時間"]
        }
    }

    /// How the field is written rightly, for notes.
    var example: String {
        switch self {
        case .merchant: "merchant:优健"
        case .phone: "phone:13800001234"
        case .order: "order:YJ20201201-88"
        case .number: "number:WH20210104-000123"
        case .category: "category:预付卡"
        case .district: "district:洪山区"
        case .channel: "channel:12315, channel:小程序"
        case .kind: "kind:投诉, kind:举报, kind:咨询"
        case .status: "status:已受理, status:调解中"
        case .tag: "tag:群体"
        case .person: "person:3f9a0c"
        case .amount: "amount:>1000, amount:100..200"
        case .received: "received:2021-01-04, received:2021-01..2021-03"
        }
    }

    private static let byName: [String: FilterField] = {
        var fields: [String: FilterField] = [:]
        for field in allCases {
            for name in [field.rawValue] + field.chineseNames { fields[name.plainForm] = field }
        }
        return fields
    }()
}

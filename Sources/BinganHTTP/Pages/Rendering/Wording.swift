import Foundation
import BinganService
import ComplaintIndex
import ComplaintModel
import DuplicateDetection
import MerchantClusters

/// How the pages call things in Chinese, where the model has no name of its own.
enum Wording {
    /// A field or parameter by its dotted name; the name itself where none is known.
    static func field(_ name: String) -> String { fields[name] ?? name }

    static func role(_ role: Role) -> String {
        switch role {
        case .intake: "登记"
        case .search: "办理"
        case .enforcement: "执法"
        case .admin: "管理"
        }
    }

    static func sort(_ sort: SearchSort) -> String {
        switch sort {
        case .relevance: "相关"
        case .newest: "最新"
        case .oldest: "最早"
        case .amount: "金额"
        }
    }

    static func verdict(_ verdict: Verdict) -> String {
        switch verdict {
        case .duplicate: "重复"
        case .copy: "雷同"
        case .related: "关联"
        case .new: "新件"
        }
    }

    /// `97%`; `>99%` and `<1%` at the ends, where nothing is certain.
    static func percent(_ probability: Double) -> String {
        let percent = Int((probability * 100).rounded())
        return percent >= 100 ? ">99%" : percent <= 0 ? "<1%" : "\(percent)%"
    }

    /// One decimal.
    static func tenths(_ number: Double) -> String {
        guard number.isFinite, abs(number) < 1e9 else { return "—" }
        let tenths = Int((number * 10).rounded())
        return "\(tenths < 0 ? "−" : "")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }

    static func sort(_ sort: ClusterSort) -> String {
        switch sort {
        case .significance: "显著度"
        case .size: "件数"
        case .newest: "最新"
        case .amount: "金额"
        }
    }

    /// Log-odds with a sign: `+3.2`; nil for nothing.
    static func weight(_ weight: Double) -> String? {
        let tenths = Int((weight * 10).rounded())
        guard tenths != 0 else { return nil }
        return "\(tenths < 0 ? "−" : "+")\(tenths.magnitude / 10).\(tenths.magnitude % 10)"
    }

    /// How long ago: `今天`, `3 天前`, `2 年前`.
    static func age(_ time: Timestamp, now: Timestamp) -> String {
        let days = Int(now.day.daysSince1970 - time.day.daysSince1970)
        return switch days {
        case ..<0: "日期在后"
        case 0: "今天"
        case 1..<60: "\(days) 天前"
        case 60..<730: "\(days / 30) 个月前"
        default: "\(days / 365) 年前"
        }
    }

    static func facet(_ facet: FacetName) -> String { field(facet.rawValue) }

    /// What a value of a closed set is called; the value itself for any other.
    static func value(_ value: String, of field: String) -> String {
        switch field {
        case "channel": Channel(rawValue: value)?.chineseName ?? value
        case "kind": Kind(rawValue: value)?.chineseName ?? value
        case "status": Status(rawValue: value)?.chineseName ?? value
        default: time(value) ?? value
        }
    }

    /// `2021-01-04 13:05` of an RFC 3339 text; nil for another.
    private static func time(_ value: String) -> String? {
        value.contains("T") ? Timestamp(rfc3339: value).map(moment) : nil
    }

    /// `2021-01-04 13:05`, in Shanghai.
    static func moment(_ time: Timestamp) -> String { String(time.text.prefix(16).replacing("T", with: " ")) }

    /// `12,800` or `12,800.50`
    static func yuan(_ amount: Amount) -> String {
        let text = amount.text
        return grouped(Int(amount.cents / 100)) + (text.hasSuffix(".00") ? "" : String(text.suffix(3)))
    }

    /// `12,800`
    static func grouped(_ number: Int) -> String {
        let digits = Array(String(number.magnitude))
        var text = number < 0 ? "−" : ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
            text.append(digit)
        }
        return text
    }

    /// A sentence without the English that stands in parentheses behind its Chinese.
    static func chinese(_ message: String) -> String {
        guard message.unicodeScalars.contains(where: { !$0.isASCII }) else { return message }
        return message.replacing(/\ \([ -'*-~]*\)/, with: "")
    }

    private static let fields = [
        "q": "检索词", "from": "收到起", "to": "收到止", "sort": "排序", "limit": "件数", "cursor": "翻页标记",
        "facets": "筛选", "explain": "解释", "phone": "电话", "order": "订单号", "id": "编号", "version": "版本",
        "number": "来件编号", "kind": "类型", "channel": "渠道", "received_at": "收到时间", "complainant": "投诉人",
        "complainant.name": "投诉人姓名", "complainant.phone": "投诉人电话", "complainant.id_number": "投诉人证件号",
        "merchant": "商家", "merchant.name": "商家名称", "merchant.address": "商家地址",
        "merchant.uscc": "统一社会信用代码", "merchant.platform": "所在平台", "merchant.phone": "商家电话",
        "category": "类别", "district": "辖区", "text": "投诉内容", "demand": "诉求", "amount": "涉及金额",
        "order_number": "订单号", "occurred_on": "发生日期", "evidence": "证据", "tags": "标签", "status": "状态",
        "assigned_to": "承办", "due_at": "期限", "accepted_at": "受理时间", "contacted_at": "首次联系",
        "closed_at": "办结时间", "outcome": "处理结果", "recovered_amount": "挽回金额", "token": "访问令牌",
        "reason": "理由", "min-size": "至少几件", "as-of": "截至", "assignee": "分派给", "until": "暂停到", "mute-until": "暂停到",
        "assign": "分派给", "action": "操作",
        "name": "名称", "by": "分组", "as": "结论", "other": "另一个", "day": "按日", "week": "按周", "month": "按月",
    ]
}

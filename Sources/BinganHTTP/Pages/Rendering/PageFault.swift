import BinganService

/// What a problem says to staff: in Chinese, with what to do next.
enum PageFault {
    static func sentence(_ failure: Failure) -> String {
        sentence(code: failure.code, field: failure.field, detail: failure.detail)
    }

    /// A sentence for a problem of this code at this field.
    static func sentence(code: String, field: String?, detail: String) -> String {
        let name = field.flatMap { $0 == "line" ? nil : "“\(Wording.field($0))”" } ?? "所填内容"
        return told[code] ?? filled(code, name, field) ?? "\(name)：\(detail)"
    }

    /// What is wrong with what somebody filled in; nil for another code.
    private static func filled(_ code: String, _ name: String, _ field: String?) -> String? {
        switch code {
        case "unknown-parameter": "地址里的参数\(name)不认识，请去掉。"
        case "repeated": "\(name)只能给一次。"
        case "nul": "\(name)里有空字符，请删去。"
        case "not-utf8": "\(name)不是有效的 UTF-8 编码。"
        case "not-a-time": "\(name)读不出时间，请写成 2021、2021-03 或 2021-03-15。"
        case "out-of-range": "\(name)的值不能用。" + (outOfRange[field ?? ""] ?? "")
        case "missing": "请填写\(name)。"
        case "not-a-day": "\(name)应是日期，例如 2021-03-15。"
        case "not-a-number": "\(name)应是数字，例如 2800 或 2800.50。"
        case "negative": "\(name)不能小于零。"
        case "too-many-decimals": "\(name)最多两位小数。"
        case "too-large", "too-long": "\(name)太长或太大，请缩短。"
        case "not-a-date": "\(name)读不出日期，请写成 2021-03-15。"
        case "not-an-enum-value": "\(name)的值不认识，请从列表中选择。"
        case "too-many": "\(name)项数太多，请减少。"
        case "wrong-type", "not-a-boolean", "not-an-array": "\(name)的形式不对，请核对。"
        case "lone-surrogate", "not-unicode": "\(name)里有无效的字符，请删去后重新输入。"
        case "field-not-allowed": "您的角色不能改\(name)。"
        case "masked": "\(name)里有被遮盖的号码，不能照此保存。"
        case "control-character": "\(name)里有控制字符，请删去。"
        case "unknown-field", "not-changeable": "\(name)不能这样填写。"
        case "empty": "\(name)不能为空。"
        default: nil
        }
    }

    /// What needs no field's name.
    private static let told = [
        "not-a-cursor": "翻页标记已失效，请从第一页开始。",
        "no-such-complaint": "没有这件投诉，请核对编号。",
        "no-such-cluster": "没有这个聚集，请核对编号。",
        "no-such-merchant": "没有这家商家，请核对商家号。",
        "no-such-alert": "没有这个预警，或它已不再多于往常。",
        "not-an-alert": "没有这个预警。",
        "forbidden": "您的角色不能做这件事。",
        "csrf": "页面已过期，请刷新后再试。",
        "contradicts-review": "这与先前的一项人工认定矛盾，请先撤销那一项。",
        "no-such-review": "没有可撤销的认定。",
        "same-complaint": "请指定另一件。",
        "idempotency-key-reused": "这张表已经登记过一件；如果是另一件，请重新打开登记页。",
        "no-such-route": "没有这个页面。",
        "method-not-allowed": "这个页面不能这样使用，请从页面上的按钮操作。",
        "overloaded": "现在请求太多，请过几秒再试。",
        "number-exists": "这个来件编号已有另一件，请核对。",
        "stale": "这件在您打开之后已被别人改动，请核对后再保存。",
        "precondition-failed": "这件在您打开之后已被别人改动，请核对后再保存。",
        "same-merchant": "请指定另一家商家。",
        "no-such-name": "这家商家没有这个名称。",
        "only-name": "这是它唯一的名称，不能拆分。",
        "nothing-to-undo": "没有可撤销的认定。",
        "rate-limited": "您的请求太频繁，请稍候再试。",
        "busy": "另一项操作正在写入数据库，请稍候再试。",
        "other-site": "请求来自别的网站，没有执行。",
        "unauthorized": "请先登录。",
        "timeout": "内容没有及时传到，请再试一次。",
        "not-loopback": "尚未设置令牌，只能在本机以 127.0.0.1 或 localhost 打开。",
        "broken-off": "请求不完整，请再试一次。",
        "malformed": "请求不完整，请再试一次。",
        "unsupported-media-type": "请从页面上的表单提交。",
        "uri-too-long": "地址太长，请缩短检索词。",
        "headers-too-large": "地址太长，请缩短检索词。",
        "database": "系统暂时不能使用数据库，请联系管理员查看日志。",
        "unexpected": "系统暂时不能使用数据库，请联系管理员查看日志。",
        "dictionary": "系统暂时不能使用数据库，请联系管理员查看日志。",
    ]

    private static let outOfRange = [
        "cursor": "请从第一页开始。", "limit": "请减少。", "until": "请填今天以后的日期。", "mute-until": "不能早于预警的截止日。",
        "assign": "请填 1 到 500 字。", "budget": "请填 0.01 到 1000。",
        "min-size": "请填 1 以上的整数。", "assignee": "请填 1 到 500 字。", "reason": "请填 1 到 500 字。",
        "by": "请从列表中选择。", "sort": "请从列表中选择。", "as": "请用页面上的按钮认定。",
        "channel": "请从列表中选择。", "kind": "请从列表中选择。", "status": "请从列表中选择。",
        "phone": "请填电话号码，例如 13800001234。", "to": "止不能早于起。",
    ]
}

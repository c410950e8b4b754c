import Hummingbird

/// The query language and the keys, explained.
struct HelpPages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [
            desk.page("/help", .intake, .search) { call in
                _ = try call.parameters()
                return call.page(.help, title: "检索语法与快捷键", HelpView())
            }
        ]
    }
}

/// What the template of the help page shows.
struct HelpView {
    struct Line {
        let example: String
        let meaning: String
        let href: String

        init(_ example: String, _ meaning: String) {
            self.example = example
            self.meaning = meaning
            href = PageLink(path: "/", pairs: [("q", example)]).text
        }
    }

    struct Key {
        let keys: [String]
        let meaning: String

        init(_ meaning: String, _ keys: String...) {
            self.keys = keys
            self.meaning = meaning
        }
    }

    let words = [
        Line("优健 退卡", "两个词都要有，先后不论；简体、繁体互通"),
        Line("\"退还余额\"", "加引号：一字不差，连在一起"),
        Line("健身 -游泳", "减号紧贴词前：不含这个词"),
        Line("退卡 OR 退款", "有其一即可；括号可分组，如 (退卡 OR 退款) 健身"),
        Line("预付*", "以此开头的词"),
        Line("\"教练 离职\"~5", "两词相距不超过五个词"),
        Line("四千九百八", "中文数字与阿拉伯数字相通，等于 4980"),
    ]

    let fields = [
        Line("商家:优健", "商家名称含有；merchant:优健 相同，下同"),
        Line("电话:13800001234", "来电号码；只输号码也能查到"),
        Line("订单:YJ20201201-88", "订单号；只输订单号也能查到"),
        Line("编号:WH20210303-002758", "来件编号"),
        Line("类别:预付卡", "类别，含其下级"),
        Line("区:洪山区", "辖区"),
        Line("渠道:小程序", "渠道：12315、网站、小程序、来信……"),
        Line("类型:举报", "投诉、举报、咨询"),
        Line("状态:调解中", "办理状态"),
        Line("标签:群体", "标签"),
        Line("金额:>1000", "涉及金额；区间写作 金额:100..200"),
        Line("日期:2021-01..2021-03", "收到日期；也可写年、月、日"),
        Line("-渠道:网站", "字段前加减号：排除"),
    ]

    let keys = [
        Key("到检索框", "/"), Key("下一件、上一件", "j", "k"), Key("打开所选的一件", "Enter"),
        Key("认定所选候选：重复、雷同、关联、不同", "1", "2", "3", "4"), Key("并入最相近的原件", "b"), Key("撤销刚才的认定", "u"),
        Key("复核：下一对", "n"), Key("本页帮助", "?"), Key("关闭提示", "Esc"),
    ]
}

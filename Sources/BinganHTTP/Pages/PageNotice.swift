/// What became of a form, told on the page that follows it. The address holds only the code, so that nobody can put
/// words of their own into a page.
enum PageNotice {
    static func of(_ code: String) -> PageFrame.Notice? {
        texts[code].map { PageFrame.Notice(kind: "ok", text: $0) }
    }

    private static let texts = [
        "saved": "已保存。", "decided": "已认定，可按“撤销认定”收回。", "undone": "已撤销认定。", "unchanged": "没有改动。", "stored": "已登记。",
        "known": "这件先前已登记过，内容相同。",
    ]
}

/// What the template of an error's page shows.
struct ErrorView {
    let heading: String
    let detail: String
    let status: Int
    let code: String
    /// The parameter or field at fault, by its Chinese name.
    let place: String?
    let href: String
    let action: String

    /// Names of headers and the like, which say nothing to staff.
    private static let technical: Set<String> = ["Authorization", "Sec-Fetch-Site", "Host", "csrf", "line"]

    init(_ problem: Problem) {
        status = problem.status.code
        code = problem.code
        place = problem.field.flatMap { Self.technical.contains($0) ? nil : Wording.field($0) }
        detail = PageFault.sentence(code: problem.code, field: problem.field, detail: problem.detail)
        switch problem.status.code {
        case 401: (heading, href, action) = ("请先登录", "/login", "登录")
        case 403: (heading, href, action) = ("没有权限", "/", "回到首页")
        case 404: (heading, href, action) = ("找不到", "/", "回到首页")
        case 429, 503: (heading, href, action) = ("系统正忙", "/", "再试一次")
        case 500...: (heading, href, action) = ("出了差错", "/", "回到首页")
        default: (heading, href, action) = ("无法照办", "/", "回到首页")
        }
    }
}

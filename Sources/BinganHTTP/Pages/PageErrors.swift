import HTTPTypes
import Hummingbird

/// Errors outside any page (no such address, a wrong token, a database that can't be used) as a page, for browsers.
struct PageErrors: Sendable {
    let renderer: PageRenderer

    /// Nil for programs: they get problem+json.
    func response(to problem: Problem, _ request: Request) -> Response? {
        guard request.headers[.accept]?.contains("text/html") == true, !request.uri.path.hasPrefix("/v1/") else {
            return nil
        }
        let frame = PageFrame(title: "出错", visitor: nil, body: ErrorView(problem))
        var response = PageCall.html(renderer.page(frame, .error), problem.status)
        for field in problem.headers { response.headers[field.name] = field.value }
        return response
    }
}

import BinganService
import HTTPTypes
import Hummingbird

/// The search page.
struct SearchPages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [
            // The first page of everybody, also of those who may not search.
            desk.page("/", .intake, .search) { call in
                guard call.visitor.mayOpen(.search) else {
                    return PageDesk.redirect(to: PageLink(path: Navigation.home(call.visitor)))
                }
                return try await search(call)
            }
        ]
    }

    private func search(_ call: PageCall) async throws -> Response {
        let pairs = try call.pairs()
        let parameters = try SearchParameters(pairs: pairs)
        let page = SearchPage(service: desk.service, visitor: call.visitor)
        return try await desk.lanes.search.run {
            let (view, failure) = try page.view(parameters)
            if let result = view.result { call.note(.search, query: parameters.spoken, rows: result.hits.count) }
            let title = view.q.isEmpty ? "检索" : view.q
            return call.page(.search, title: title, kind: "search", status: failure == nil ? .ok : .badRequest, view)
        }
    }
}

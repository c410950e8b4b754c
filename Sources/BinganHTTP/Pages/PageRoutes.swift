import Hummingbird

/// The staff's pages.
struct PageRoutes: Sendable {
    let desk: PageDesk

    init(backend: Backend) {
        desk = PageDesk(backend: backend)
    }

    var endpoints: [Endpoint] {
        AssetPages.endpoints + SessionPages(desk: desk).endpoints + HelpPages(desk: desk).endpoints
            + SearchPages(desk: desk).endpoints + SuggestPages(desk: desk).endpoints + IntakePages(desk: desk).endpoints
            + ComplaintPages(desk: desk).endpoints + ReviewPages(desk: desk).endpoints
            + StatsPages(desk: desk).endpoints + DuePages(desk: desk).endpoints
            + ClusterPages(desk: desk).endpoints + AlertPages(desk: desk).endpoints
            + MerchantPages(desk: desk).endpoints
    }

    var errors: PageErrors { PageErrors(renderer: desk.renderer) }

    func add(to router: Router<BinganContext>) {
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                try await endpoint.respond(to: request, context)
            }
        }
    }
}

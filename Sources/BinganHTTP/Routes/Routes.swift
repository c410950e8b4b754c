import BinganService
import HTTPTypes
import Hummingbird

/// All routes, and what stands in front of them.
struct Routes: Sendable {
    let backend: Backend

    /// The routes for programs; each file beside this one has those of one thing.
    var endpoints: [Endpoint] {
        HealthRoutes(backend: backend).endpoints
            + SearchRoutes(backend: backend).endpoints
            + ComplaintRoutes(backend: backend).endpoints
    }

    var router: Router<BinganContext> {
        let router = Router(context: BinganContext.self, options: .autoGenerateHeadEndpoints)
        let endpoints = endpoints
        let pages = PageRoutes(backend: backend)
        router.add(
            middleware: EdgeMiddleware(
                log: backend.log, allowed: AllowedMethods(endpoints + pages.endpoints), pages: pages.errors))
        router.add(middleware: IdentityMiddleware(gate: backend.gate))
        for endpoint in endpoints {
            router.on(RouterPath(endpoint.path), method: endpoint.method) { request, context in
                try await endpoint.respond(to: request, context)
            }
        }
        pages.add(to: router)
        return router
    }
}

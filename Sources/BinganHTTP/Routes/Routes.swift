import BinganService
import HTTPTypes
import Hummingbird

/// All routes, and what stands in front of them.
struct Routes: Sendable {
    let backend: Backend

    /// The routes for programs, with the document that tells of them.
    var endpoints: [Endpoint] {
        let resources = resources
        let path = "/openapi.json"
        let document = OpenAPIDocument(endpoints: resources + [Endpoint(.get, path) { _ in Response(status: .ok) }])
        let bytes = document.bytes
        return resources + [
            Endpoint(.get, path) { call in
                _ = try call.parameters()
                return .json(bytes)
            }
        ]
    }

    /// Each file beside this one has the routes of one thing.
    private var resources: [Endpoint] {
        HealthRoutes(backend: backend).endpoints
            + SearchRoutes(backend: backend).endpoints
            + IntakeRoutes(backend: backend).endpoints
            + ComplaintRoutes(backend: backend).endpoints
            + DuplicateRoutes(backend: backend).endpoints
            + ReviewRoutes(backend: backend).endpoints
            + ExportRoutes(backend: backend).endpoints
            + StatsRoutes(backend: backend).endpoints
            + MerchantRoutes(backend: backend).endpoints
            + ClusterRoutes(backend: backend).endpoints
            + AlertRoutes(backend: backend).endpoints
            + ReportRoutes(backend: backend).endpoints
            + SuggestRoutes(backend: backend).endpoints
            + MetricsRoutes(backend: backend).endpoints
            + AuditRoutes(backend: backend).endpoints
    }

    var router: Router<BinganContext> {
        let router = Router(context: BinganContext.self, options: .autoGenerateHeadEndpoints)
        let endpoints = endpoints
        let pages = PageRoutes(backend: backend)
        router.add(
            middleware: EdgeMiddleware(
                backend: backend, allowed: AllowedMethods(endpoints + pages.endpoints), pages: pages.errors))
        router.add(middleware: CompressionMiddleware())
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

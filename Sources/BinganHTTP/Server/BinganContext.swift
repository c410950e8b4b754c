import Hummingbird
import Logging

/// What is known of a request besides the request itself.
struct BinganContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    /// Who asks; nil for somebody who shows no token where some are configured.
    var identity: Identity?
    /// Names the request in the log and in the answer's `X-Request-Id`.
    var requestID = ""

    init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }

    /// A context outside a server, as in tests.
    init(logger: Logger) { coreContext = CoreRequestContextStorage(source: LoneSource(logger: logger)) }

    private struct LoneSource: RequestContextSource {
        let logger: Logger
    }
}

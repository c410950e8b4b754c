import CoreMetrics

/// How often each route was asked for and how long the answers took: recorded through swift-metrics, kept by a registry of
/// this service's own, since a test runs several services in one process.
struct RequestMetrics: Sendable {
    private let registry = PrometheusRegistry()

    private enum Label {
        static let requests = "bingan_http_requests_total"
        static let seconds = "bingan_http_request_seconds"
    }

    func note(route: String, method: String, status: Int, time: Duration) {
        let labels = [("route", route), ("method", method)]
        Counter(label: Label.requests, dimensions: labels + [("status", "\(status)")], factory: registry).increment()
        let (seconds, attoseconds) = time.components
        Timer(label: Label.seconds, dimensions: labels, factory: registry)
            .recordNanoseconds(seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    /// The counters and histograms.
    func write(into text: inout PrometheusText) {
        registry.writeCounters(Label.requests, "Requests answered.", into: &text)
        registry.writeTimers(Label.seconds, "Time from a request's head to its answer.", into: &text)
    }
}

import Synchronization

/// How often each route was asked for and how long the answers took, as Prometheus reads it.
final class RequestMetrics: Sendable {
    private struct Key: Hashable {
        let route: String
        let method: String
    }

    fileprivate struct Route {
        var byStatus: [Int: Int] = [:]
        /// How many answers took at most each bound; the last counts all.
        var buckets = [Int](repeating: 0, count: RequestMetrics.bounds.count + 1)
        var seconds = 0.0
    }

    /// Upper bounds in seconds.
    static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.04, 0.1, 0.25, 1, 2.5, 10]

    private let routes = Mutex<[Key: Route]>([:])

    func note(route: String, method: String, status: Int, seconds: Double) {
        let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
        routes.withLock { routes in
            routes[Key(route: route, method: method), default: Route()].note(status, place, seconds)
        }
    }

    /// The counters and histograms.
    func write(into text: inout PrometheusText) {
        let routes = routes.withLock { $0 }
        let order = routes.keys.sorted { ($0.route, $0.method) < ($1.route, $1.method) }
        text.family("bingan_http_requests_total", "counter", "Requests answered.") { family in
            for key in order {
                for (status, count) in (routes[key]?.byStatus ?? [:]).sorted(by: { $0.key < $1.key }) {
                    family.sample(
                        [("route", key.route), ("method", key.method), ("status", "\(status)")], Double(count))
                }
            }
        }
        text.family("bingan_http_request_seconds", "histogram", "Time from a request's head to its answer.") { family in
            for key in order {
                if let route = routes[key] { route.write([("route", key.route), ("method", key.method)], to: &family) }
            }
        }
    }
}

extension RequestMetrics.Route {
    fileprivate mutating func note(_ status: Int, _ place: Int, _ seconds: Double) {
        byStatus[status, default: 0] += 1
        buckets[place] += 1
        self.seconds += seconds
    }

    fileprivate func write(_ labels: [(String, String)], to family: inout PrometheusText.Family) {
        var sum = 0
        for (bound, count) in zip(RequestMetrics.bounds, buckets) {
            sum += count
            family.sample(labels + [("le", "\(bound)")], Double(sum), suffix: "_bucket")
        }
        sum += buckets.last ?? 0
        family.sample(labels + [("le", "+Inf")], Double(sum), suffix: "_bucket")
        family.sample(labels, seconds, suffix: "_sum")
        family.sample(labels, Double(sum), suffix: "_count")
    }
}

/// Prometheus' text format, version 0.0.4.
struct PrometheusText {
    private(set) var text = ""

    struct Family {
        fileprivate let name: String
        fileprivate var lines = ""

        mutating func sample(_ labels: [(String, String)], _ value: Double, suffix: String = "") {
            let shown = labels.map { "\($0)=\"\(PrometheusText.escaped($1))\"" }.joined(separator: ",")
            let number = value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
            lines += name + suffix + (labels.isEmpty ? "" : "{\(shown)}") + " " + number + "\n"
        }
    }

    mutating func family(_ name: String, _ type: String, _ help: String, _ body: (inout Family) -> Void) {
        var family = Family(name: name)
        body(&family)
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n" + family.lines
    }

    mutating func gauge(_ name: String, _ help: String, _ value: Double) {
        family(name, "gauge", help) { $0.sample([], value) }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

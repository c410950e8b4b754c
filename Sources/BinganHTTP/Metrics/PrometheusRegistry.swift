import CoreMetrics
import Synchronization

/// What swift-metrics records, kept to be read by Prometheus: counters, and timers as histograms. The same label with the
/// same dimensions is the same series, however often a `Counter` or `Timer` is made; memory grows with the series, so
/// dimensions must be of few values.
final class PrometheusRegistry: MetricsFactory {
    private let counters = SeriesTable<CountedSeries>()
    private let timers = SeriesTable<TimedSeries>()

    func makeCounter(label: String, dimensions: [(String, String)]) -> any CounterHandler {
        counters.series(Series(label, dimensions), CountedSeries.init)
    }

    func makeTimer(label: String, dimensions: [(String, String)]) -> any TimerHandler {
        timers.series(Series(label, dimensions), TimedSeries.init)
    }

    /// Gauges are written when they are read (see MetricsRoutes): nothing records values through here.
    func makeRecorder(label: String, dimensions: [(String, String)], aggregate: Bool) -> any RecorderHandler {
        NOOPMetricsHandler.instance
    }

    // A series lasts as long as the service, as Prometheus expects of a counter.
    func destroyCounter(_ handler: any CounterHandler) {}
    func destroyRecorder(_ handler: any RecorderHandler) {}
    func destroyTimer(_ handler: any TimerHandler) {}

    func writeCounters(_ label: String, _ help: String, into text: inout PrometheusText) {
        text.family(label, "counter", help) { family in
            for (dimensions, series) in counters.all(of: label) { family.sample(dimensions, Double(series.count)) }
        }
    }

    func writeTimers(_ label: String, _ help: String, into text: inout PrometheusText) {
        text.family(label, "histogram", help) { family in
            for (dimensions, series) in timers.all(of: label) { series.histogram.write(dimensions, to: &family) }
        }
    }
}

/// The series of one kind, each made when it is first asked for.
private final class SeriesTable<Value: AnyObject & Sendable>: Sendable {
    private let known = Mutex<[Series: Value]>([:])

    func series(_ key: Series, _ make: () -> Value) -> Value {
        known.withLock { known in
            if let value = known[key] { return value }
            let value = make()
            known[key] = value
            return value
        }
    }

    /// Those of a label, in the order of their dimensions' values.
    func all(of label: String) -> [(dimensions: [(String, String)], series: Value)] {
        known.withLock { $0 }.filter { $0.key.label == label }
            .sorted { $0.key.values.lexicographicallyPrecedes($1.key.values) }
            .map { ($0.key.dimensions, $0.value) }
    }
}

private struct Series: Hashable {
    let label: String
    let names: [String]
    let values: [String]

    init(_ label: String, _ dimensions: [(String, String)]) {
        self.label = label
        names = dimensions.map(\.0)
        values = dimensions.map(\.1)
    }

    var dimensions: [(String, String)] { Array(zip(names, values)) }
}

private final class CountedSeries: CounterHandler {
    private let value = Atomic<Int64>(0)

    var count: Int64 { value.load(ordering: .relaxed) }
    func increment(by amount: Int64) { value.wrappingAdd(amount, ordering: .relaxed) }
    func reset() { value.store(0, ordering: .relaxed) }
}

private final class TimedSeries: TimerHandler {
    private let state = Mutex(TimeHistogram())

    var histogram: TimeHistogram { state.withLock { $0 } }
    func recordNanoseconds(_ duration: Int64) { state.withLock { $0.note(Double(duration) / 1e9) } }
}

private struct TimeHistogram {
    /// Upper bounds in seconds; the figures that the service is held to are among them.
    private static let bounds = [0.001, 0.0025, 0.005, 0.01, 0.015, 0.025, 0.04, 0.1, 0.25, 1, 2.5, 10]

    /// How many took at most each bound and more than the one before; the last: more than all.
    private var buckets = [Int](repeating: 0, count: bounds.count + 1)
    private var seconds = 0.0

    mutating func note(_ seconds: Double) {
        buckets[Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count] += 1
        self.seconds += seconds
    }

    func write(_ labels: [(String, String)], to family: inout PrometheusText.Family) {
        var sum = 0
        for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], buckets) {
            sum += count
            family.sample(labels + [("le", bound)], Double(sum), suffix: "_bucket")
        }
        family.sample(labels, seconds, suffix: "_sum")
        family.sample(labels, Double(sum), suffix: "_count")
    }
}

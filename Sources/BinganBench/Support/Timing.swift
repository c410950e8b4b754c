import Foundation

/// How long something took. CPU time stands beside wall time, since other programs may have held the cores meanwhile.
struct Timing {
    /// Seconds.
    var wall: Double
    /// Seconds of this process, all threads together.
    var cpu: Double

    static func of<R>(_ body: () throws -> R) rethrows -> (result: R, timing: Timing) {
        let (wall, cpu) = (clock(CLOCK_MONOTONIC), clock(CLOCK_PROCESS_CPUTIME_ID))
        let result = try body()
        return (
            result, Timing(wall: clock(CLOCK_MONOTONIC) - wall, cpu: clock(CLOCK_PROCESS_CPUTIME_ID) - cpu)
        )
    }

    private static func clock(_ id: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(id, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}

/// Measurements of one thing, made again and again.
struct Samples {
    private var values: [Double] = []

    init(_ values: [Double] = []) { self.values = values.sorted() }

    mutating func add(_ value: Double) {
        values.insert(value, at: values.partitioningIndex { $0 > value })
    }

    var count: Int { values.count }
    var median: Double { percentile(50) }

    /// The smallest measurement that so many per cent don't exceed; 0 for none.
    func percentile(_ percent: Double) -> Double {
        guard !values.isEmpty else { return 0 }
        let place = (percent / 100 * Double(values.count)).rounded(.up)
        return values[min(max(Int(place) - 1, 0), values.count - 1)]
    }
}

extension [Double] {
    /// The first place whose value passes `test`, in values that pass it from some place on.
    fileprivate func partitioningIndex(_ test: (Double) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if test(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

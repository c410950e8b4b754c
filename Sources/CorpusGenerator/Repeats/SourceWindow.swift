/// The sources of the last weeks, a sample of bounded size in order of time.
///
/// Whatever the relation, a source is drawn by age alone, so that the gap of days tells nothing about the label.
struct SourceWindow: Sendable {
    private var ring: [Source] = []
    private var oldest = 0
    private let capacity: Int
    /// The part of complaints that enters, so that the ring spans `reach` days.
    private let sampling: Double

    private static let reach = 90.0

    init(capacity: Int, complaintsPerDay: Double) {
        self.capacity = capacity
        sampling = min(1, Double(capacity) / max(1, complaintsPerDay * Self.reach))
    }

    var isEmpty: Bool { ring.isEmpty }

    mutating func offer(_ source: Source, _ random: inout SeededRandom) {
        guard random.unit() < sampling else { return }
        if ring.count < capacity {
            ring.append(source)
        } else {
            ring[oldest] = source
            oldest = (oldest + 1) % capacity
        }
    }

    /// A source about as old as an age drawn at random: within two days in a third of all cases, else exponential with
    /// a mean of eighteen days.
    func draw(before now: Moment, _ random: inout SeededRandom) -> Source {
        let days = random.chance(0.33) ? 2 * random.unit() : -18 * logarithm(1 - random.unit())
        let aim = Moment(seconds: now.seconds - Int(days * 86_400))
        var low = 0
        var high = ring.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if self[middle].received <= aim { low = middle } else { high = middle - 1 }
        }
        return self[low]
    }

    /// In order of time, the oldest first.
    private subscript(place: Int) -> Source { ring[(oldest + place) % ring.count] }
}

/// A line on the terminal that tells how far a long command has come; elsewhere nothing.
struct ProgressBar {
    /// How far the work has come.
    struct State {
        /// Done and in all, in any one unit; nil where the whole isn't known.
        var done: Int
        var total: Int?
        /// Rows so far; their rate is shown.
        var rows: Int
        /// Bytes so far; their rate is shown where they are known.
        var bytes: Int?
    }

    private let title: String
    private let isShown = Terminal.isStandardError
    private let start = ContinuousClock.now
    private var lastDrawn: ContinuousClock.Instant?

    init(_ title: String) {
        self.title = title
    }

    /// Draws the state, at most ten times a second.
    mutating func show(_ state: State) {
        guard isShown else { return }
        let now = ContinuousClock.now
        if let lastDrawn, now - lastDrawn < .milliseconds(100) { return }
        lastDrawn = now
        let line = String(Self.line(title, state, after: now - start).prefix(Terminal.width - 1))
        StandardError.write("\r\u{1B}[K" + line, end: "")
    }

    /// Takes the line away, so that what follows stands alone.
    mutating func finish() {
        guard lastDrawn != nil else { return }
        StandardError.write("\r\u{1B}[K", end: "")
        lastDrawn = nil
    }

    /// `corpus.jsonl ████████░░░░  41%  18234 rows/s  11.2 MB/s  00:12 left`
    static func line(_ title: String, _ state: State, after elapsed: Duration) -> String {
        let seconds = max(elapsed / .seconds(1), 0.001)
        var parts = [title]
        if let total = state.total, total > 0 {
            let share = min(1, max(0, Double(state.done) / Double(total)))
            let filled = Int(share * 20)
            parts.append(String(repeating: "█", count: filled) + String(repeating: "░", count: 20 - filled))
            parts.append("\(Int(share * 100))%")
        }
        parts.append("\(Int(Double(state.rows) / seconds)) rows/s")
        if let bytes = state.bytes { parts.append("\(Numbers.fixed(Double(bytes) / seconds / 1e6, 1)) MB/s") }
        if let total = state.total, state.done > 0 {
            let left = seconds * Double(max(0, total - state.done)) / Double(state.done)
            parts.append("\(clock(left)) left")
        }
        return parts.joined(separator: "  ")
    }

    private static func clock(_ seconds: Double) -> String {
        let whole = Int(min(seconds.rounded(.up), 359_999))
        let (hours, minutes, rest) = (whole / 3600, whole / 60 % 60, whole % 60)
        return (hours > 0 ? "\(hours):" : "") + Numbers.twoDigits(minutes) + ":" + Numbers.twoDigits(rest)
    }
}

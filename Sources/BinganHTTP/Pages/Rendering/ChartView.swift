/// Counts over time as bars. Labels stand beside the drawing, which may then be stretched to any width.
struct ChartView {
    struct Bar {
        let x: Int
        let y: String
        let w: String
        let h: String
        /// Class of the bar.
        let kind: String
        let label: String
    }

    let title: String
    /// What a screen reader says instead.
    let summary: String
    let width: Int
    let top: String
    let first: String
    let last: String
    let bars: [Bar]
    /// All bars as one outline, for so many that each would be too narrow to point at; nil for fewer.
    let outline: String?

    /// Bars that are drawn one by one, each with what it counts.
    private static let mostBars = 120
    /// Units of the drawing from one bar to the next.
    private static let step = 10

    /// Nil for a single value: it is told as well without.
    /// - Parameter marked: bars drawn in the other colour, such as those of an alert.
    init?(title: String, _ values: [(label: String, count: Int)], marked: Range<Int> = 0..<0) {
        guard values.count > 1, let first = values.first, let last = values.last else { return nil }
        let top = max(1, values.map(\.count).max() ?? 1)
        self.title = title
        self.first = first.label
        self.last = last.label
        self.top = Wording.grouped(top)
        width = values.count * Self.step
        let most = values.first { $0.count == top }?.label ?? ""
        summary = "\(title)：从 \(first.label) 到 \(last.label)，最多 \(most) \(top) 件"
        // A few bars as wide as the page would shout.
        let wide = values.count < 16 ? 4 : 8
        let bars = values.enumerated().filter { $0.element.count > 0 }.map { place, value in
            // At least a line, so that one complaint among thousands can be seen.
            let height = max(1, Double(value.count) / Double(top) * 96)
            return Bar(
                x: place * Self.step + (Self.step - wide) / 2, y: Self.tenths(100 - height), w: "\(wide)",
                h: Self.tenths(height),
                kind: marked.contains(place) ? "also" : "main", label: "\(value.label)：\(Wording.grouped(value.count))")
        }
        let isDense = values.count > Self.mostBars && marked.isEmpty
        self.bars = isDense ? [] : bars
        outline = isDense ? bars.map { "M\($0.x) 100V\($0.y)h\($0.w)V100z" }.joined() : nil
    }

    /// One decimal.
    private static func tenths(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return "\(tenths / 10).\(tenths % 10)"
    }
}

import ComplaintModel

/// Draws a timeline as SVG: a bar a week or month, distinct complaints below, repeats and copies above in a lighter shade.
struct ReportChart {
    /// In points of the drawing.
    let width: Double
    let height: Double
    /// Whether to write scale and dates.
    let hasAxes: Bool

    static let whole = ReportChart(width: 680, height: 170, hasAxes: true)
    static let small = ReportChart(width: 660, height: 74, hasAxes: true)

    private var left: Double { hasAxes ? 34 : 0 }
    private var bottom: Double { hasAxes ? 18 : 0 }
    private static let top = 8.0

    func drawing(_ timeline: ReportTimeline, label: String) -> HTML {
        let top = Self.scale(timeline.highest)
        let plot = (width: width - left - 4, height: height - bottom - Self.top)
        let slot = plot.width / Double(max(1, timeline.points.count))
        let bar = max(0.8, min(26, slot * 0.78))
        var parts: [HTML] = []
        if hasAxes { parts += grid(top, plot) }
        for (place, point) in timeline.points.enumerated() {
            let x = left + slot * Double(place) + (slot - bar) / 2
            let low = plot.height * Double(point.distinct) / Double(top)
            let high = plot.height * Double(point.others) / Double(top)
            let floor = Self.top + plot.height
            parts.append(rectangle(x, floor - low, bar, low, "distinct"))
            parts.append(rectangle(x, floor - low - high, bar, high, "others"))
        }
        if hasAxes { parts += dates(timeline, slot) }
        return """
            <svg viewBox="0 0 \(Self.number(width)) \(Self.number(height))" role="img" aria-label="\(label)">\
            \(HTML.joined(parts))</svg>
            """
    }

    /// The least of 1, 2, 5, 10, 20 … that holds the highest bar.
    static func scale(_ highest: Int) -> Int {
        var unit = 1
        while true {
            for step in [1, 2, 4, 5, 8] where step * unit >= highest { return step * unit }
            unit *= 10
        }
    }

    private func grid(_ top: Int, _ plot: (width: Double, height: Double)) -> [HTML] {
        let marks = top % 2 == 0 ? [0, top / 2, top] : [0, top]
        return marks.map { mark in
            let y = Self.top + plot.height * (1 - Double(mark) / Double(top))
            return """
                <line x1="\(Self.number(left))" x2="\(Self.number(width - 4))" y1="\(Self.number(y))" y2="\(Self.number(y))"/>\
                <text x="\(Self.number(left - 5))" y="\(Self.number(y + 3.5))" class="scale">\(mark)</text>
                """
        }
    }

    /// At most eight dates, evenly apart.
    private func dates(_ timeline: ReportTimeline, _ slot: Double) -> [HTML] {
        let every = max(1, (timeline.points.count + 7) / 8)
        return timeline.points.enumerated().filter { $0.offset % every == 0 }.map { place, point in
            let x = left + slot * (Double(place) + 0.5)
            let text =
                timeline.step == .week ? String(point.start.text.dropFirst(2)) : String(point.start.text.prefix(7))
            return "<text x=\"\(Self.number(x))\" y=\"\(Self.number(height - 4))\" class=\"date\">\(text)</text>"
        }
    }

    private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ kind: String) -> HTML {
        guard height > 0 else { return .nothing }
        return """
            <rect x="\(Self.number(x))" y="\(Self.number(y))" width="\(Self.number(width))" height="\(Self.number(height))" \
            class="\(kind)"/>
            """
    }

    /// One decimal, the same in every locale.
    private static func number(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10)" : "\(Double(tenths) / 10)"
    }
}

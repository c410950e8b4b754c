import ComplaintModel
import Foundation
import MerchantClusters

/// Weekly counts with outbreaks that experts marked: found, how late, and how many weeks outside were alerts.
enum WeeklyBench {
    struct Series {
        let name: String
        let counts: [Int]
        let isOutbreak: [Bool]

        var outbreaks: [Range<Int>] {
            var ranges: [Range<Int>] = []
            var place = 0
            while place < isOutbreak.count {
                let start = place
                while place < isOutbreak.count, isOutbreak[place] { place += 1 }
                if place > start { ranges.append(start..<place) } else { place += 1 }
            }
            return ranges
        }
    }

    static func run(_ data: DataOptions) throws {
        let series = try read(data)
        BenchHeader(
            question: "Are outbreaks in weekly counts found, how late, with how many alerts outside them?",
            corpus:
                "bursts.jsonl.gz, \(series.count) series, each week judged by those before it; outbreaks marked by experts",
            floor: "EARS C1 over weeks; five or more in a week"
        ).show()
        var table = Table("method", "found", "false-alarm weeks", "share", "delay in weeks")
        let scan = WeeklyScan()
        add("Gamma-Poisson scan, 1%", series, to: &table) { scan.finding($0, week: $1) != nil }
        add("EARS C1", series, to: &table) { counts, week in
            week >= 7 && EARS.isAlertC1(counts[(week - 7)...week].map { Int32($0) }[...])
        }
        add("5 or more", series, to: &table) { $0[$1] >= 5 }
        table.show()
    }

    private static func add(
        _ name: String, _ series: [Series], to table: inout Table, _ isAlert: ([Int], Int) -> Bool
    ) {
        var (found, total, falseWeeks, quietWeeks) = (0, 0, 0, 0)
        var delays: [String] = []
        for one in series {
            let alerts = one.counts.indices.map { isAlert(one.counts, $0) }
            for outbreak in one.outbreaks {
                total += 1
                let delay = outbreak.firstIndex { alerts[$0] }.map { $0 - outbreak.lowerBound }
                if delay != nil { found += 1 }
                delays.append("\(one.name) \(delay.map(String.init) ?? "missed")")
            }
            quietWeeks += one.isOutbreak.count { !$0 }
            falseWeeks += one.counts.indices.count { alerts[$0] && !one.isOutbreak[$0] }
        }
        table.add(
            name, "\(found)/\(total)", "\(falseWeeks)/\(quietWeeks)", falseWeeks.share(of: quietWeeks),
            delays.joined(separator: ", "))
    }

    private static func read(_ data: DataOptions) throws -> [Series] {
        var series: [Series] = []
        try data.forEachObject(in: "bursts.jsonl.gz") { object in
            func numbers(_ name: String) -> [Int] {
                guard case .array(let list)? = object[name] else { return [] }
                return list.compactMap { if case .number(let number) = $0 { Int(number.text) } else { nil } }
            }
            series.append(
                Series(
                    name: object.string("series"), counts: numbers("observed"),
                    isOutbreak: numbers("outbreak").map { $0 == 1 }))
        }
        return series
    }
}

import ComplaintIndex
import ComplaintModel
import DuplicateDetection
import Foundation
import GRDB

/// How soon an operator who types a stored complaint again sees it, and how long each answer takes.
struct TypingTest {
    let store: Store
    let checker: DuplicateChecker

    init(_ store: Store) throws {
        self.store = store
        checker = try DuplicateChecker(store)
    }

    private static let longest = 30
    /// Characters at which the list is looked at, and how many it shows.
    private static let looked = 12
    private static let shown = DuplicateChecker.usualMatches

    /// What more complaints begin with than are shown: none of them can be told from the others by then.
    private func crowdedOpenings() throws -> Set<String> {
        try store.read { db in
            try String.fetchSet(
                db.statement(named: BenchSQL.crowdedOpenings), arguments: [Self.looked, Self.shown])
        }
    }

    /// - Parameter ids: the complaints that are typed again.
    func run(_ ids: [Int64]) throws {
        var (until, inFive, first, times): ([Int], Int, Int, Samples) = ([], 0, 0, Samples())
        var typed = 0
        let crowded = try crowdedOpenings()
        var (distinct, distinctInFive) = (0, 0)
        for id in ids {
            guard let text = try store.complaint(id: id)?.complaint.text, text.count >= Self.looked else { continue }
            typed += 1
            let characters = Array(text)
            let isDistinct = !crowded.contains(String(text.unicodeScalars.prefix(Self.looked)))
            if isDistinct { distinct += 1 }
            var seen: Int?
            for count in 3...min(Self.longest, characters.count) {
                var part = Complaint(text: "")
                part.text = String(characters.prefix(count))
                let run = try Timing.of { try checker.checkPart(part, masks: true) { _, _ in nil } }
                times.add(run.timing.cpu * 1000)
                let place = run.result.matches.firstIndex { $0.id == id }
                if place == 0, seen == nil { seen = count }
                if place != 0 { seen = nil }
                guard count == Self.looked else { continue }
                if place == 0 { first += 1 }
                if place != nil { inFive += 1 }
                if place != nil && isDistinct { distinctInFive += 1 }
            }
            until.append(seen ?? .max)
        }
        let median = until.sorted()[max(0, until.count / 2 - 1)]
        print(
            "typing: \(typed) complaints; first for good after a median of \(median == .max ? "more" : "\(median)") characters; "
                + "at \(Self.looked) characters first \(first.share(of: typed)), "
                + "in the top \(Self.shown) \(inFive.share(of: typed)); "
                + "of \(distinct) whose first \(Self.looked) characters no more than \(Self.shown) complaints share, "
                + "\(distinctInFive.share(of: distinct))")
        print(
            "unfinished forms, CPU ms: median \(times.median.digits(2)), p99 \(times.percentile(99).digits(2)) "
                + "(\(times.count) answers)")
    }

    /// Whole complaints, checked as if they came again.
    func latency(_ ids: [Int64]) throws {
        var times = Samples()
        for id in ids {
            guard let complaint = try store.complaint(id: id)?.complaint else { continue }
            times.add(try Timing.of { try checker.check(complaint, masks: true) { _, _ in nil } }.timing.cpu * 1000)
        }
        print(
            "check, CPU ms: median \(times.median.digits(2)), p99 \(times.percentile(99).digits(2)) (\(times.count) answers)"
        )
    }
}

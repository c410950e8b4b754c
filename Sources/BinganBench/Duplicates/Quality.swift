import DuplicateDetection
import Foundation

/// How right verdicts are, by complaint, as intake gives them.
struct Quality {
    /// given[verdict][truth], by strength.
    private(set) var given = [[Int]](repeating: [0, 0, 0, 0], count: 4)
    /// Verdicts that name a complaint of which they hold.
    private(set) var right = [0, 0, 0, 0]
    private(set) var truths = [0, 0, 0, 0]
    private(set) var falseFlags = 0
    /// Flags that name a complaint which is repeated or copied.
    private var rightFlags = 0
    private(set) var trulyNew = 0
    private var bins = [(sum: Double, right: Int, count: Int)](repeating: (0, 0, 0), count: 10)
    /// (probability of the best repeat, whether it is one), for the curve.
    private(set) var duplicates: [(probability: Double, isRight: Bool)] = []

    /// - Parameters:
    ///   - truth: the strongest verdict that holds of any earlier complaint.
    ///   - ofBest: the verdict that holds of the complaint named.
    mutating func add(_ verdict: Verdict, _ probability: Double, truth: Verdict, ofBest: Verdict) {
        given[verdict.strength][truth.strength] += 1
        truths[truth.strength] += 1
        let isRight = verdict == .new ? truth == .new : ofBest == verdict
        if isRight { right[verdict.strength] += 1 }
        if verdict.strength >= 2, ofBest.strength >= 2 { rightFlags += 1 }
        if truth.strength < 2 {
            trulyNew += 1
            if verdict.strength >= 2 { falseFlags += 1 }
        }
        let bin = min(9, Int(probability * 10))
        bins[bin] = (bins[bin].sum + probability, bins[bin].right + (isRight ? 1 : 0), bins[bin].count + 1)
    }

    mutating func addCurve(_ probability: Double, isRight: Bool) { duplicates.append((probability, isRight)) }

    func precision(_ verdict: Verdict) -> Double {
        Double(right[verdict.strength]) / Double(max(1, given[verdict.strength].reduce(0, +)))
    }

    func recall(_ verdict: Verdict) -> Double {
        Double(right[verdict.strength]) / Double(max(1, truths[verdict.strength]))
    }

    /// Of all that repeat or copy, how many are flagged as either beside one that they repeat or copy.
    var flagRecall: Double { Double(rightFlags) / Double(max(1, truths[2] + truths[3])) }

    var flagPrecision: Double { Double(rightFlags) / Double(max(1, (given[2] + given[3]).reduce(0, +))) }

    func f1(_ verdict: Verdict) -> Double {
        let (p, r) = (precision(verdict), recall(verdict))
        return p + r > 0 ? 2 * p * r / (p + r) : 0
    }

    /// The expected calibration error over ten bins (Naeini et al. 2015).
    var calibrationError: Double {
        let all = Double(max(1, bins.reduce(0) { $0 + $1.count }))
        return bins.reduce(0) { $0 + abs($1.sum - Double($1.right)) } / all
    }

    func printTable(days: Double) {
        print("verdict    precision  recall  F1      given  true")
        for verdict in [Verdict.duplicate, .copy, .related, .new] {
            let numbers = [precision(verdict), recall(verdict), f1(verdict)].map { String(format: "%.4f", $0) }
            print(
                verdict.rawValue.padding(toLength: 11, withPad: " ", startingAt: 0) + numbers.joined(separator: "     ")
                    + "  \(given[verdict.strength].reduce(0, +))  \(truths[verdict.strength])")
        }
        print("given \\ true   new  related  copy  duplicate")
        for strength in (0..<4).reversed() {
            print(
                "\(Verdict(strength: strength).rawValue): " + given[strength].map(String.init).joined(separator: "  "))
        }
        let thousand = 1000 * Double(falseFlags) / Double(max(1, trulyNew))
        print(
            "false flags: \(falseFlags) of \(trulyNew) that repeat and copy nothing: "
                + String(
                    format: "%.2f in 1,000; %.2f a day of 2,000", thousand,
                    2000 * Double(falseFlags) / Double(max(1, trulyNew))))
        print("calibration: ECE " + String(format: "%.4f", calibrationError))
        for (place, bin) in bins.enumerated() where bin.count > 0 {
            print(
                String(
                    format: "  %.1f-%.1f  said %.3f  was %.3f  (%d)", Double(place) / 10, Double(place + 1) / 10,
                    bin.sum / Double(bin.count), Double(bin.right) / Double(bin.count), bin.count))
        }
    }

    /// Precision by recall as the threshold of `duplicate` falls.
    func printCurve(of truths: Int) {
        let sorted = duplicates.sorted { $0.probability > $1.probability }
        var (right, next) = (0, 50)
        print("recall  precision  threshold")
        for (place, entry) in sorted.enumerated() {
            if entry.isRight { right += 1 }
            let recall = Double(right) / Double(max(1, truths))
            guard recall * 100 >= Double(next) else { continue }
            print(String(format: "%.2f    %.4f     %.4f", recall, Double(right) / Double(place + 1), entry.probability))
            next += next < 90 ? 10 : 1
        }
    }
}

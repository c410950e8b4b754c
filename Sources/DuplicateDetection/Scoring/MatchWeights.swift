import Foundation
import TextAnalysis

/// What each feature weighs for each verdict against `new`, in natural log-odds, from which probability on a verdict is
/// given, and how often `new` overlooks one. From Index/match-weights.tsv, which `bingan-bench fit` writes.
package struct MatchWeights: Sendable {
    /// One number a verdict; `new` weighs 0 throughout.
    package struct Weight: Sendable, Equatable {
        package var duplicate: Float
        package var copy: Float
        package var related: Float

        package init(duplicate: Float, copy: Float, related: Float) {
            self.duplicate = duplicate
            self.copy = copy
            self.related = related
        }

        package static let zero = Weight(duplicate: 0, copy: 0, related: 0)

        static func + (a: Weight, b: Weight) -> Weight {
            Weight(duplicate: a.duplicate + b.duplicate, copy: a.copy + b.copy, related: a.related + b.related)
        }

        /// Setting that of `new`, which is 0, changes nothing.
        package subscript(verdict: Verdict) -> Float {
            get {
                switch verdict {
                case .duplicate: duplicate
                case .copy: copy
                case .related: related
                case .new: 0
                }
            }
            set {
                switch verdict {
                case .duplicate: duplicate = newValue
                case .copy: copy = newValue
                case .related: related = newValue
                case .new: break
                }
            }
        }
    }

    static let fileName = "match-weights.tsv"
    package static let columns = ["feature", "duplicate", "copy", "related"]
    static let thresholdName = "threshold"
    static let unseenName = "unseen"

    /// By the place of `Features.names`.
    package let weights: [Weight]
    package let thresholds: Weight
    /// How probable it is that a complaint has an earlier one of each verdict where none that was looked at says so: those
    /// whose merchant stands in neither's field, or that are none of its newest.
    package let unseen: Weight

    package init(weights: [Weight], thresholds: Weight, unseen: Weight = .zero) {
        self.weights = weights
        self.thresholds = thresholds
        self.unseen = unseen
    }

    /// How probable it is that nothing of the kind is overlooked among so many complaints: a handful hides none.
    func nothingUnseen(among complaints: Int64) -> Double {
        let share = Double(unseen.duplicate + unseen.copy + unseen.related)
        return 1 - min(1, share) * Double(complaints) / (Double(complaints) + Self.handful)
    }

    /// Of the generator's first hundred complaints some .08 have an overlooked one, of all .1.
    private static let handful = 50.0

    /// The weights of this release.
    /// - Throws: `DictionaryError` for a missing, unknown or unreadable line.
    package init() throws(DictionaryError) {
        try self.init(DictionaryFile(named: Self.fileName, columns: Self.columns))
    }

    package init(_ file: DictionaryFile) throws(DictionaryError) {
        var found: [String: Weight] = [:]
        for entry in file.entries {
            let numbers = entry.columns.dropFirst().compactMap { Float($0) }
            guard numbers.count == 3 else {
                throw .value(file: file.name, line: entry.line, problem: "expected three numbers")
            }
            found[String(entry.columns[0])] = Weight(duplicate: numbers[0], copy: numbers[1], related: numbers[2])
        }
        guard let thresholds = found.removeValue(forKey: Self.thresholdName) else {
            throw .value(file: file.name, line: 1, problem: "no line “\(Self.thresholdName)”")
        }
        let unseen = found.removeValue(forKey: Self.unseenName) ?? .zero
        let known = Set(Features.names)
        if let stranger = found.keys.first(where: { !known.contains($0) }) {
            throw .value(file: file.name, line: 1, problem: "no such feature: \(stranger)")
        }
        // A combination that the fit never met weighs nothing of its own.
        self.init(
            weights: Features.names.map { found[$0] ?? .zero }, thresholds: thresholds, unseen: unseen)
    }
}

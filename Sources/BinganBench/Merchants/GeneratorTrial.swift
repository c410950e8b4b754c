import ComplaintModel
import CorpusGenerator
import Foundation
import MerchantClusters
import TextAnalysis

/// The generator's complaints with their true merchants.
struct GeneratorTrial {
    let count: Int
    let seed: UInt64
    let errors: Int

    func run() throws {
        var trial = try MerchantTrial(Analyzer())
        let (complaints, truths) = try generated()
        var mentions: [Int64?] = []
        let (_, timing) = try Timing.of { for complaint in complaints { mentions.append(try trial.add(complaint)) } }
        var table = Table(
            "generator, named complaints", "pair P", "pair R", "pair F1", "B³ P", "B³ R", "B³ F1", "seconds CPU")
        let online = mentions.map { $0.map(trial.entity) }
        add("as they arrive", online, truths, timing, to: &table)
        let (_, full) = Timing.of { trial.resolve() }
        let resolved = mentions.map { $0.map(trial.entity) }
        add("resolved anew", resolved, truths, full, to: &table)
        let names = complaints.map { $0.merchant.name }
        let (exact, exactTiming) = try Timing.of {
            try names.map { try $0.map { try trial.folded($0) } }
        }
        add("exact folded name", exact, truths, exactTiming, to: &table)
        let (loose, looseTiming) = Timing.of { SubsequenceBaseline.clusters(exact) }
        add("subsequence", loose, truths, looseTiming, to: &table)
        table.show()
        let both: [(truth: Int64, found: Int64)] = zip(resolved, online).compactMap { pair in
            guard let truth = pair.0, let found = pair.1 else { return nil }
            return (truth, found)
        }
        let agreement = PartitionScores(both)
        print(
            "as they arrive against resolved anew: pair F1 \(agreement.pairF1.digits(4)), \(trial.mentionCount) mentions\n"
        )
        if errors > 0 { show(trial, complaints, mentions, resolved, truths) }
    }

    private func generated() throws -> ([Complaint], [String]) {
        var generator = ComplaintGenerator(CorpusOptions(count: count, seed: seed))
        var (rows, labels): ([UInt8], [UInt8]) = ([], [])
        var complaints: [Complaint] = []
        var truth: [String: String] = [:]
        let decoder = ComplaintDecoder()
        while generator.writeNext(rows: &rows, labels: &labels) {
            for line in rows.split(separator: 0x0A) { complaints.append(try decoder.decode(line)) }
            for line in labels.split(separator: 0x0A) {
                guard case .object(let object) = try JSONValue(parsing: line), object["number"] != nil else { continue }
                truth[object.string("number")] = object.string("merchant")
            }
            rows.removeAll(keepingCapacity: true)
            labels.removeAll(keepingCapacity: true)
        }
        return (complaints, complaints.map { truth[$0.number ?? ""] ?? "" })
    }

    private func add<F: Hashable>(
        _ name: String, _ found: [F?], _ truths: [String], _ timing: Timing, to table: inout Table
    ) {
        let things = zip(truths, found).compactMap { truth, found in found.map { (truth: truth, found: $0) } }
        table.add([name] + PartitionScores(things).cells + [timing.cpu.digits(2)])
    }

    /// The largest merchants that were mixed, and those that fell apart most.
    private func show(
        _ trial: MerchantTrial, _ complaints: [Complaint], _ mentions: [Int64?], _ found: [Int64?], _ truths: [String]
    ) {
        ErrorList(
            zip(zip(truths, found), mentions).compactMap { pair, mention in
                pair.1.flatMap { found in mention.map { (pair.0, found, trial.name(of: $0), trial.reasons(of: $0)) } }
            }, limit: errors
        ).show()
    }
}

/// Names joined when one is a subsequence of the other, the shortest first: what one would try first.
enum SubsequenceBaseline {
    /// Each name goes to the longest known name that it is a subsequence of, within names of the same first two
    /// characters.
    static func clusters(_ names: [[UInt32]?]) -> [[UInt32]?] {
        var byHead: [[UInt32]: [[UInt32]]] = [:]
        for name in Set(names.compactMap { $0 }) { byHead[Array(name.prefix(2)), default: []].append(name) }
        var goal: [[UInt32]: [UInt32]] = [:]
        for group in byHead.values {
            let longestFirst = group.sorted { ($1.count, text($0)) < ($0.count, text($1)) }
            for name in longestFirst {
                goal[name] = longestFirst.first { $0.count > name.count && isSubsequence(name, $0) } ?? name
            }
        }
        return names.map { $0.flatMap { goal[$0] } }
    }

    private static func text(_ units: [UInt32]) -> String { units.map { String($0) }.joined(separator: " ") }

    static func isSubsequence(_ short: [UInt32], _ long: [UInt32]) -> Bool {
        var place = 0
        for unit in long where place < short.count && unit == short[place] { place += 1 }
        return place == short.count
    }
}

/// Where a partition and the truth differ most.
struct ErrorList {
    private let things: [(truth: String, found: Int64, name: String, reasons: [LinkReason])]
    private let limit: Int

    init(_ things: [(String, Int64, String, [LinkReason])], limit: Int) {
        self.things = things.map { (truth: $0.0, found: $0.1, name: $0.2, reasons: $0.3) }
        self.limit = limit
    }

    func show() {
        let mixed = Dictionary(grouping: things, by: \.found).values.map { Dictionary(grouping: $0, by: \.truth) }
            .filter { $0.count > 1 }.sorted { wrong($0) > wrong($1) }
        print("mixed:")
        for group in mixed.prefix(limit) { show(group.map { ($0.key, $0.value) }) }
        let torn = Dictionary(grouping: things, by: \.truth).values.map { Dictionary(grouping: $0, by: \.found) }
            .filter { $0.count > 1 }.sorted { wrong($0) > wrong($1) }
        print("torn:")
        for group in torn.prefix(limit) { show(group.map { ("\($0.key)", $0.value) }) }
    }

    private func wrong<K>(_ groups: [K: [(truth: String, found: Int64, name: String, reasons: [LinkReason])]]) -> Int {
        let counts = groups.values.map(\.count)
        let total = counts.reduce(0, +)
        return counts.reduce(total * total) { $0 - $1 * $1 } / 2
    }

    private func show(_ groups: [(String, [(truth: String, found: Int64, name: String, reasons: [LinkReason])])]) {
        for (key, members) in groups.sorted(by: { $0.1.count > $1.1.count }).prefix(6) {
            let names = Dictionary(grouping: members, by: \.name).sorted { $0.value.count > $1.value.count }.prefix(6)
            let shown = names.map { name, members in
                let why = members[0].reasons.map { "\($0.kind.rawValue) \($0.weight)" }.joined(separator: " ")
                return "\(name)×\(members.count) {\(why)}"
            }
            print("  \(key) ×\(members.count): \(shown.joined(separator: "; "))")
        }
        print("")
    }
}

import ArgumentParser
import ComplaintIndex
import Foundation
import MerchantClusters

/// How far the clusters agree with labelled issues, the merchant given.
struct ClustersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "clusters",
        abstract: "Agreement of clusters with labelled issues, the merchant given, beside simple baselines.",
        discussion: """
            Corpus: by default complaints of the generator. Floors: one cluster per merchant, per merchant and category, \
            connected components of pairs above a likeness. Figures: pairwise and B3 precision, recall, F1; adjusted Rand.
            """)

    @Option(help: "Generated complaints; 0 for none.") var count = 20_000
    @Option(help: "The generator's seed.") var seed: UInt64 = 7
    @Option(help: "Labelled complaints: JSON Lines with merchant, issue, text, category.") var labelled: [String] = []
    @Option(help: "Car complaints: JSON Lines with brand, series, text, issue_codes.") var cars: [String] = []
    @Option(help: "Thresholds of joining to try, besides the rule's own.") var join: [Float] = []
    @Flag(help: "Print the groups of labelled files.") var show = false

    func run() throws {
        let grouper = try Grouper()
        var corpora = try labelled.map { try LabelledComplaints(file: $0) }
        corpora += try cars.map { try LabelledComplaints(cars: $0) }
        if count > 0 { corpora.append(try LabelledComplaints(generated: count, seed: seed)) }
        for corpus in corpora { try measure(corpus, grouper) }
    }

    private func measure(_ corpus: LabelledComplaints, _ grouper: Grouper) throws {
        let prepared = try grouper.prepare(corpus)
        print("\(corpus.name): \(corpus.items.count) complaints, \(Set(prepared.labels).count) labelled issues")
        print(Self.row("method", ["pair P", "pair R", "pair F1", "B3 P", "B3 R", "B3 F1", "ARI", "groups"]))
        let clock = ContinuousClock()
        var found: [Int] = []
        let time = clock.measure { found = prepared.clusters(ClusterRule()) }
        tell("clusters", found, prepared)
        tell("clusters, full run", prepared.refined(ClusterRule()), prepared)
        for value in join {
            var rule = ClusterRule()
            rule.join = value
            tell("clusters, join \(value)", prepared.clusters(rule), prepared)
        }
        tell("components at .10", prepared.components(0.10), prepared)
        tell("components at .20", prepared.components(0.20), prepared)
        tell("one a merchant", prepared.merchants, prepared)
        tell("merchant x category", prepared.categories, prepared)
        let micros = time / .microseconds(1) / Double(max(1, corpus.items.count))
        print("\(Int(micros.rounded())) us a complaint beside its analysis\n")
        if show { list(corpus, found, prepared) }
    }

    private func tell(_ name: String, _ found: [Int], _ prepared: PreparedCorpus) {
        let a = Agreement(found: found, labelled: prepared.labels)
        let values = [
            a.pairPrecision, a.pairRecall, a.pairF, a.cubedPrecision, a.cubedRecall, a.cubedF, a.adjustedRand,
        ].map { String(format: "%.3f", $0) }
        print(Self.row(name, values + ["\(a.groups)"]))
    }

    private static func row(_ name: String, _ cells: [String]) -> String {
        let first = name + String(repeating: " ", count: max(1, 24 - name.count))
        return first + cells.map { String(repeating: " ", count: max(1, 9 - $0.count)) + $0 }.joined()
    }

    private func list(_ corpus: LabelledComplaints, _ found: [Int], _ prepared: PreparedCorpus) {
        let order = found.indices.sorted {
            (prepared.merchants[$0], found[$0], $0) < (prepared.merchants[$1], found[$1], $1)
        }
        for place in order {
            let item = corpus.items[place]
            print("\(item.merchant) \(found[place]) [\(item.issue)] \(item.complaint.text.prefix(60))")
        }
    }
}

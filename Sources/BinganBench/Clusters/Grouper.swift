import ComplaintIndex
import Foundation
import MerchantClusters

/// Prepares labelled complaints as intake would.
struct Grouper {
    private let store: Store
    private let extractor: IssueTermExtractor

    init() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("bench-\(UUID().uuidString).sqlite")
            .path
        store = try Store(path: path, access: .create)
        extractor = try IssueTermExtractor.shared.get()
    }

    func prepare(_ corpus: LabelledComplaints) throws -> PreparedCorpus {
        var frequencies = TermFrequencies()
        let terms = try corpus.items.map { extractor.terms(of: try store.draft($0.complaint)) }
        for term in terms { frequencies.count(term) }
        var names: [String: Int] = [:]
        func number(_ name: String) -> Int {
            if let known = names[name] { return known }
            names[name] = names.count
            return names.count - 1
        }
        return PreparedCorpus(
            vectors: terms.map { IssueVector($0, frequencies) },
            merchants: corpus.items.map { number("m" + $0.merchant) },
            categories: corpus.items.map { number("c" + $0.merchant + "\t" + ($0.complaint.category ?? "")) },
            labels: corpus.items.map { number("i" + $0.merchant + "\t" + $0.issue) })
    }
}

/// Labelled complaints with what the methods need; each array has an entry a complaint.
struct PreparedCorpus {
    let vectors: [IssueVector]
    let merchants: [Int]
    let categories: [Int]
    let labels: [Int]

    private var byMerchant: [[Int]] {
        Dictionary(grouping: merchants.indices, by: { merchants[$0] }).sorted { $0.key < $1.key }.map(\.value)
    }

    /// The product's clusters.
    func clusters(_ rule: ClusterRule) -> [Int] {
        var found = [Int](repeating: 0, count: vectors.count)
        for places in byMerchant {
            var engine = ClusterEngine([], rule)
            for place in places { found[place] = Int(engine.put(Int64(place + 1), vectors[place])) }
            let target = engine.targets
            for place in places { found[place] = Int(target[Int64(found[place])] ?? Int64(found[place])) }
        }
        return found
    }

    /// The product's clusters after the full run's second look.
    func refined(_ rule: ClusterRule) -> [Int] {
        let first = clusters(rule)
        var found = first
        for places in byMerchant {
            var refinement = ClusterRefinement(
                places.map { (id: Int64($0 + 1), vector: vectors[$0]) }, clusters: places.map { Int64(first[$0]) }, rule
            )
            for group in refinement.run() {
                for member in group.members { found[places[member]] = places[group.members[0]] + 1 }
            }
        }
        return found
    }

    /// Connected components of pairs of one merchant at least so alike: chains.
    func components(_ threshold: Float) -> [Int] {
        var parent = Array(vectors.indices)
        func root(_ i: Int) -> Int {
            var i = i
            while parent[i] != i { i = parent[i] }
            return i
        }
        for places in byMerchant where places.count <= 2_000 {
            let profiles = places.map { ClusterProfile(founder: 0, vectors[$0]) }
            for i in places.indices {
                for j in 0..<i where root(places[i]) != root(places[j]) {
                    if profiles[j].likeness(vectors[places[i]]) >= threshold {
                        parent[root(places[i])] = root(places[j])
                    }
                }
            }
        }
        return vectors.indices.map(root)
    }
}

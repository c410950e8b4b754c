import ComplaintIndex
import ComplaintModel
import GRDB
import TextAnalysis

/// Says in words what a cluster is about, from its profile and a sample of its complaints.
struct ClusterDescriber {
    private let store: Store
    private let extractor: IssueTermExtractor
    private let db: Database
    private let known: KnownDescriptions

    /// Complaints read for a description.
    static let sampleSize = 12
    /// The share of sampled complaints that must name an issue for the title to do so.
    static let titleShare = 0.3

    /// - Parameter known: for those who describe more than once.
    init(
        _ store: Store, _ extractor: IssueTermExtractor, _ db: Database,
        _ known: KnownDescriptions = KnownDescriptions()
    ) {
        self.store = store
        self.extractor = extractor
        self.db = db
        self.known = known
    }

    struct Description: Sendable {
        /// As its profile or complaints have it; it may stand for another today.
        var merchant: Int64?
        var merchantID: Int64?
        var merchantName: String?
        var title = ""
        var keyTerms: [String] = []
        var representative: ClusterSummary.Member?
        var weakest: ClusterSummary.Member?
    }

    /// A complaint of the sample.
    private struct Sample {
        let id: Int64
        let vector: IssueVector
        /// Where its words stand, by key.
        let words: [(key: UInt32, pool: Range<Int>)]
        /// Places of the issues named.
        let issues: Set<Int>
        let analysis: Analysis
    }

    /// - Parameter ids: the cluster's, or some of them; rising.
    func describe(_ cluster: Int64, _ ids: [Int32], _ facts: RowFacts) throws -> Description {
        let stored = try ClusterTables.stored(cluster, db)
        let sample = KnownDescriptions.Sample(cluster: cluster, ids: Self.spread(ids))
        let documents = try db.value(named: ClusterSQL.readTermDocuments, as: Int.self) ?? 0
        let source = KnownDescriptions.Source(sample, stored, facts, documents: documents)
        if let description = known.description(sample, source, facts) { return try named(description) }
        let description = try description(sample, stored)
        known.keep(description, sample, source, facts)
        return try named(description)
    }

    private func description(
        _ sample: KnownDescriptions.Sample, _ stored: ClusterTables.Stored?
    ) throws -> Description {
        var description = Description()
        let samples = try samples(sample.ids)
        guard let first = samples.first else { return description }
        let found = stored?.profile(sample.cluster)
        var profile = found ?? ClusterProfile(founder: sample.cluster, first.vector)
        if found == nil { for sample in samples.dropFirst() { profile.add(sample.vector) } }
        description.merchant =
            try found == nil ? Store.row(first.id, db)?.stored.merchantID : stored?.merchant
        let typical = samples.max { profile.likeness($0.vector) < profile.likeness($1.vector) } ?? first
        description.representative = try member(typical.id, profile.likeness(typical.vector))
        let issues = issues(samples)
        description.keyTerms = keyTerms(samples, profile)
        let title = issues.isEmpty ? Array(description.keyTerms.prefix(3)) : issues
        description.title = title.joined(separator: "、")
        if profile.size > 1 { description.weakest = try member(profile.weakestMember, profile.weakest) }
        return description
    }

    /// The description with its merchant as that stands and is called today.
    func named(_ description: Description) throws -> Description {
        var description = description
        description.merchantID = try description.merchant.map { try MerchantDirectory.entity(of: $0, db) ?? $0 }
        description.merchantName = try description.merchantID.flatMap { try name(ofMerchant: $0) }
        return description
    }

    /// The issue vector of a complaint; nil when there is no such complaint.
    func vector(of id: Int64) throws -> IssueVector? {
        var reader = IssueText.Reader(store.analyzer)
        return try sample(id, &reader, known.frequencies.current(db))?.vector
    }

    func name(ofMerchant id: Int64) throws -> String? {
        try db.value(named: ClusterSQL.nameOfMerchant, [id], as: String.self)
    }

    /// The most typical of a spread of complaints, most typical first, no two of one text.
    func examples(_ cluster: Int64, _ ids: [Int32], _ count: Int) throws -> [ClusterSummary.Member] {
        let samples = try samples(Self.spread(ids))
        guard let first = samples.first else { return [] }
        var profile = ClusterProfile(founder: cluster, first.vector)
        for sample in samples.dropFirst() { profile.add(sample.vector) }
        var (chosen, texts): ([ClusterSummary.Member], Set<String>) = ([], [])
        let ranked = samples.map { ($0, profile.likeness($0.vector)) }
            .sorted { ($1.1, $0.0.id) < ($0.1, $1.0.id) }
        for (sample, likeness) in ranked where chosen.count < count {
            guard let member = try member(sample.id, likeness), texts.insert(member.text).inserted else { continue }
            chosen.append(member)
        }
        return chosen
    }

    /// Evenly over the whole time of the cluster.
    static func spread(_ ids: [Int32]) -> [Int32] {
        guard ids.count > sampleSize else { return ids }
        return (0..<sampleSize).map { ids[$0 * (ids.count - 1) / (sampleSize - 1)] }
    }

    private func samples(_ ids: [Int32]) throws -> [Sample] {
        var reader = IssueText.Reader(store.analyzer)
        let frequencies = try known.frequencies.current(db)
        return try ids.compactMap { try sample(Int64($0), &reader, frequencies) }
    }

    private func sample(
        _ id: Int64, _ reader: inout IssueText.Reader, _ frequencies: TermFrequencies
    ) throws -> Sample? {
        guard let issue = try reader.read(id, db) else { return nil }
        var (words, issues): ([(key: UInt32, pool: Range<Int>)], Set<Int>) = ([], [])
        let terms = extractor.terms(of: issue) { place in
            if place.kind == .issue { issues.insert(place.issue) }
            if place.kind == .word { words.append((place.key, place.pool)) }
        }
        return Sample(
            id: id, vector: IssueVector(terms, frequencies), words: words, issues: issues, analysis: issue.analysis)
    }

    private func member(_ id: Int64, _ likeness: Float) throws -> ClusterSummary.Member? {
        guard let stored = try Store.row(id, db)?.stored else { return nil }
        return ClusterSummary.Member(
            id: stored.id, number: stored.complaint.number, receivedAt: stored.complaint.receivedAt,
            likeness: Double(likeness), text: stored.complaint.text)
    }

    /// The issues that enough of the sample name, commonest first, at most three.
    private func issues(_ samples: [Sample]) -> [String] {
        var counts: [Int: Int] = [:]
        for sample in samples { for issue in sample.issues { counts[issue, default: 0] += 1 } }
        let least = max(1, Int((Double(samples.count) * Self.titleShare).rounded(.up)))
        // Names rise as their places do.
        return counts.filter { $0.value >= least }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map {
            extractor.issueWords.names[$0.key]
        }
    }

    /// The words that weigh most in the profile, none within another, at most six.
    private func keyTerms(_ samples: [Sample], _ profile: ClusterProfile) -> [String] {
        var places: [UInt32: (sample: Int, pool: Range<Int>)] = [:]
        for (sample, words) in samples.map(\.words).enumerated() {
            for word in words { places[word.key] = (sample, word.pool) }
        }
        let heavy = profile.sum.filter { places[$0.key] != nil }.sorted { ($1.weight, $0.key) < ($0.weight, $1.key) }
        var terms: [String] = []
        for element in heavy {
            guard let place = places[element.key] else { continue }
            let text = String(decoding: samples[place.sample].analysis.pool[place.pool], as: UTF8.self)
            guard !terms.contains(where: { $0.contains(text) || text.contains($0) }) else { continue }
            terms.append(text)
            if terms.count == 6 { break }
        }
        return terms
    }
}

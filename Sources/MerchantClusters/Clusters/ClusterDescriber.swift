import ComplaintIndex
import ComplaintModel
import GRDB

/// Says in words what a cluster is about, from its profile and a sample of its complaints.
struct ClusterDescriber {
    private let store: Store
    private let extractor: IssueTermExtractor
    private let db: Database
    private let frequencies: FrequencyCache

    /// Complaints read for a description.
    static let sampleSize = 12
    /// The share of sampled complaints that must name an issue for the title to do so.
    static let titleShare = 0.3

    /// - Parameter frequencies: half a megabyte, not read again by those who keep it.
    init(
        _ store: Store, _ extractor: IssueTermExtractor, _ db: Database,
        _ frequencies: FrequencyCache = FrequencyCache()
    ) {
        self.store = store
        self.extractor = extractor
        self.db = db
        self.frequencies = frequencies
    }

    /// Complaints that the frequencies were counted over.
    func documents() throws -> Int { try db.value(named: ClusterSQL.readTermDocuments, as: Int.self) ?? 0 }

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
        /// Words and issues named, by key.
        let texts: [UInt32: (text: String, isIssue: Bool)]
    }

    func describe(_ cluster: Int64, _ ids: [Int32]) throws -> Description {
        var description = Description()
        let found = try ClusterTables.profile(cluster, db)
        let samples = try samples(ids)
        guard let first = samples.first else { return description }
        var profile = found?.profile ?? ClusterProfile(founder: cluster, first.vector)
        if found == nil { for sample in samples.dropFirst() { profile.add(sample.vector) } }
        description.merchant = try found?.merchant ?? Store.row(first.id, db)?.stored.merchantID
        let typical = samples.max { profile.likeness($0.vector) < profile.likeness($1.vector) } ?? first
        description.representative = try member(typical.id, profile.likeness(typical.vector))
        let issues = issues(samples)
        description.keyTerms = keyTerms(samples, profile)
        let title = issues.isEmpty ? Array(description.keyTerms.prefix(3)) : issues
        description.title = title.joined(separator: "、")
        if profile.size > 1 { description.weakest = try member(profile.weakestMember, profile.weakest) }
        return try named(description)
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
        return try sample(id, &reader)?.vector
    }

    func name(ofMerchant id: Int64) throws -> String? {
        try db.value(named: ClusterSQL.nameOfMerchant, [id], as: String.self)
    }

    /// The most typical of a spread of complaints, most typical first, no two of one text.
    func examples(_ cluster: Int64, _ ids: [Int32], _ count: Int) throws -> [ClusterSummary.Member] {
        let samples = try samples(ids)
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
        return try Self.spread(ids).compactMap { try sample(Int64($0), &reader) }
    }

    private func sample(_ id: Int64, _ reader: inout IssueText.Reader) throws -> Sample? {
        guard let issue = try reader.read(id, db) else { return nil }
        var texts: [UInt32: (text: String, isIssue: Bool)] = [:]
        extractor.visit(issue) { place in
            if place.kind != .pair {
                texts[place.key] = (extractor.text(of: place, in: issue.analysis), place.kind == .issue)
            }
        }
        let frequencies = try frequencies.current(db)
        return Sample(id: id, vector: IssueVector(extractor.terms(of: issue), frequencies), texts: texts)
    }

    private func member(_ id: Int64, _ likeness: Float) throws -> ClusterSummary.Member? {
        guard let stored = try Store.row(id, db)?.stored else { return nil }
        return ClusterSummary.Member(
            id: stored.id, number: stored.complaint.number, receivedAt: stored.complaint.receivedAt,
            likeness: Double(likeness), text: stored.complaint.text)
    }

    /// The issues that enough of the sample name, commonest first, at most three.
    private func issues(_ samples: [Sample]) -> [String] {
        var counts: [String: Int] = [:]
        for sample in samples {
            for entry in sample.texts.values where entry.isIssue { counts[entry.text, default: 0] += 1 }
        }
        let least = max(1, Int((Double(samples.count) * Self.titleShare).rounded(.up)))
        return counts.filter { $0.value >= least }.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3).map(
            \.key)
    }

    /// The words that weigh most in the profile, none within another, at most six.
    private func keyTerms(_ samples: [Sample], _ profile: ClusterProfile) -> [String] {
        var texts: [UInt32: String] = [:]
        for sample in samples {
            for (key, entry) in sample.texts where !entry.isIssue { texts[key] = entry.text }
        }
        let heavy = profile.sum.filter { texts[$0.key] != nil }.sorted { ($1.weight, $0.key) < ($0.weight, $1.key) }
        var terms: [String] = []
        for element in heavy {
            guard let text = texts[element.key], !terms.contains(where: { $0.contains(text) || text.contains($0) })
            else { continue }
            terms.append(text)
            if terms.count == 6 { break }
        }
        return terms
    }
}

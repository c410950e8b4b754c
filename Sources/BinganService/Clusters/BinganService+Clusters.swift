import ComplaintIndex
import ComplaintModel
import MerchantClusters

extension BinganService {
    /// The clusters that `parameters` choose, ordered, texts masked as `visibility` says.
    /// - Parameter after: so many of them are passed over.
    /// - Throws: `Failure` for parameters; errors of the store as they are.
    public func clusters(
        _ parameters: ClusterParameters, _ visibility: Visibility = .masked, after: Int = 0
    ) throws -> ClusterList {
        let reader = ClusterReader(store, liveGroups)
        var request = try parameters.request()
        request.after = after
        if let merchant = parameters[.merchant] { request.merchants = try reader.merchants(named: merchant) }
        var list = try reader.list(request)
        list.clusters = list.clusters.map { visibility.shown($0) }
        return list
    }

    /// One cluster with the ids of its complaints; the id of one that went into another leads there. Nil when there is
    /// none.
    public func cluster(id: Int64, _ visibility: Visibility = .masked) throws -> ShownCluster? {
        guard let found = try ClusterReader(store, liveGroups).cluster(id) else { return nil }
        return ShownCluster(summary: visibility.shown(found.summary), complaints: found.complaints)
    }

    /// The id of the cluster of a complaint; nil when it is in none, such as one without a merchant.
    public func cluster(ofComplaint id: Int64) throws -> Int64? {
        try ClusterReader(store).cluster(ofComplaint: id)
    }
}

/// One cluster as it may be shown.
public struct ShownCluster: Sendable {
    public let summary: ClusterSummary
    /// The ids of its complaints, rising.
    public let complaints: [Int64]
}

extension Visibility {
    /// A cluster with its texts as they may be shown, cut to an excerpt.
    func shown(_ cluster: ClusterSummary) -> ClusterSummary {
        var copy = cluster
        copy.merchantName = cluster.merchantName.map { shown($0) }
        copy.title = shown(cluster.title)
        copy.keyTerms = cluster.keyTerms.map { shown($0) }
        copy.representative = cluster.representative.map { shown($0) }
        copy.weakest = cluster.weakest.map { shown($0) }
        return copy
    }

    /// Scalars of an excerpt.
    private static var excerptLength: Int { 160 }

    private func shown(_ member: ClusterSummary.Member) -> ClusterSummary.Member {
        var copy = member
        let masked = shown(member.text)
        let isCut = masked.unicodeScalars.count > Self.excerptLength
        copy.text =
            isCut ? String(String.UnicodeScalarView(masked.unicodeScalars.prefix(Self.excerptLength))) + "…" : masked
        return copy
    }
}

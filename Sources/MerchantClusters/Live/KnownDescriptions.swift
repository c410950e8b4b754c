import ComplaintIndex
import Foundation
import Synchronization

/// Descriptions as they were last made, each good while all that it was made from is what it was: the profile, the complaints
/// read for it and the frequencies of terms. With them the frequencies themselves, half a megabyte.
///
/// A cluster may be known by several samples, since a period or district leaves only some of its complaints in.
final class KnownDescriptions: Sendable {
    let frequencies = FrequencyCache()
    private let known = Mutex<[Sample: Entry]>([:])
    private static let limit = 4_096

    /// The complaints that a description is made from.
    struct Sample: Sendable, Hashable {
        let cluster: Int64
        let ids: [Int32]
    }

    /// What a description depends on beside them.
    struct Source: Sendable, Equatable {
        let profile: ClusterTables.Stored?
        /// Of the rows that are read.
        let versions: [Int64]
        let documents: Int

        init(_ sample: Sample, _ profile: ClusterTables.Stored?, _ facts: RowFacts, documents: Int) {
            self.profile = profile
            versions = sample.ids.map { facts.blockVersion(Int($0)) }
            self.documents = documents
        }
    }

    private struct Entry {
        let source: Source
        let description: ClusterDescriber.Description
        /// Of the row of the weakest member, which may be none of the sample.
        let weakest: Int64?
    }

    /// Nil where it is not known or may not be what it was.
    func description(_ sample: Sample, _ source: Source, _ facts: RowFacts) -> ClusterDescriber.Description? {
        guard let entry = known.withLock({ $0[sample] }), entry.source == source,
            entry.weakest == Self.weakest(entry.description, facts)
        else { return nil }
        return entry.description
    }

    func keep(
        _ description: ClusterDescriber.Description, _ sample: Sample, _ source: Source, _ facts: RowFacts
    ) {
        let entry = Entry(source: source, description: description, weakest: Self.weakest(description, facts))
        known.withLock { known in
            if known.count >= Self.limit { known = [:] }
            known[sample] = entry
        }
    }

    private static func weakest(_ description: ClusterDescriber.Description, _ facts: RowFacts) -> Int64? {
        description.weakest.map { facts.blockVersion(Int($0.id)) }
    }
}

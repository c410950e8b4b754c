import ComplaintIndex
import ComplaintModel
import GRDB

/// Finds people who complain against many merchants with one template: their complaints say little about the merchant,
/// and are shown apart.
struct TemplateSenders {
    /// Fewest merchants.
    static let leastMerchants = 3
    /// Average likeness of the texts from which they are one template; complaints of one issue in different words stay
    /// below .3.
    static let leastLikeness = 0.5
    /// Texts compared of one person.
    static let sampleSize = 12
    /// Most people shown.
    static let limit = 20

    private static let roles = Array("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉")

    private let describer: ClusterDescriber
    private let facts: RowFacts
    private let entities: MerchantEntities

    init(_ describer: ClusterDescriber, _ facts: RowFacts, _ entities: MerchantEntities) {
        self.describer = describer
        self.facts = facts
        self.entities = entities
    }

    /// Most complaints first.
    func senders(_ ids: [Int32], _ links: Links) throws -> [Report.TemplateSender] {
        var byPerson: [UInt32: [Int32]] = [:]
        for id in ids
        where links.person[Int(id)] != 0 && links.relation[Int(id)] != LinkRecord.Relation.duplicate.rawValue {
            byPerson[links.person[Int(id)], default: []].append(id)
        }
        var found: [Report.TemplateSender] = []
        for (_, own) in byPerson.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
            guard own.count >= Self.leastMerchants, found.count < Self.limit else { break }
            if let sender = try sender(own, role: Self.roles[found.count]) { found.append(sender) }
        }
        return found
    }

    private func sender(_ ids: [Int32], role: Character) throws -> Report.TemplateSender? {
        let merchants = Set(
            ids.compactMap { id in facts[Int(id)]?.merchant.map { entities.entity(of: UInt32(clamping: $0)) } })
        guard merchants.count >= Self.leastMerchants else { return nil }
        let vectors = try ids.prefix(Self.sampleSize).compactMap { try describer.vector(of: Int64($0)) }
        guard let first = vectors.first else { return nil }
        var profile = ClusterProfile(founder: 0, first)
        for vector in vectors.dropFirst() { profile.add(vector) }
        guard Double(profile.cohesion) >= Self.leastLikeness else { return nil }
        let times = ids.compactMap { facts[Int($0)]?.receivedAt }
        return Report.TemplateSender(
            role: String(role), complaints: ids.count, merchants: merchants.count, likeness: Double(profile.cohesion),
            firstAt: times.min().map { Timestamp(epochSeconds: $0) },
            lastAt: times.max().map { Timestamp(epochSeconds: $0) })
    }
}

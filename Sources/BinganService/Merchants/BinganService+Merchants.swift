import ComplaintIndex
import ComplaintModel
import MerchantClusters

extension BinganService {
    static let merchantLimits = 1...1000

    /// Merchants by number of complaints; those with names like `query` where it is not empty.
    /// - Parameter after: so many of them are passed over.
    /// - Throws: `Failure` for a limit out of range; errors of the store as they are.
    public func merchants(_ query: String, limit: String? = nil, after: Int = 0) throws -> MerchantList {
        let limit = try Self.limit(limit, usual: 20)
        let found = try MerchantDirectory(store, liveGroups).list(query, limit: limit, after: after)
        return MerchantList(total: found.total, merchants: found.merchants)
    }

    /// One merchant with its names, branches, decisions and timeline; an id that a merge made a redirect gives the
    /// merchant it stands for. Nil for an id that was never given out.
    public func merchant(id: Int64, _ visibility: Visibility = .masked) throws -> MerchantDetail? {
        guard var detail = try MerchantDirectory(store, liveGroups).detail(of: id) else { return nil }
        for place in detail.linked.indices { detail.linked[place].value = visibility.shown(detail.linked[place].value) }
        return detail
    }

    /// The merchant that an id stands for today; nil for an id that was never given out.
    public func merchantEntity(of id: Int64) throws -> Int64? {
        try MerchantDirectory(store, liveGroups).entity(of: id)
    }

    /// Makes two merchants one, which binds; returns it.
    public func joinMerchants(_ one: Int64, _ other: Int64, by: String, reason: String? = nil) throws -> Int64 {
        try decide(other: other) { try $0.join(one, other, by: by, reason: reason) }
    }

    /// Makes a name of a merchant a merchant of its own, which binds; returns the new one.
    public func partMerchant(_ id: Int64, name: String, by: String, reason: String? = nil) throws -> Int64 {
        try decide { try $0.part(id, name: name, by: by, reason: reason) }
    }

    /// Takes back the last decision about a merchant.
    public func undoMerchant(_ id: Int64, by: String) throws -> MerchantDecision {
        try decide { try $0.undo(id, by: by) }
    }

    /// Puts all names to merchants anew, by all the evidence; decisions stay.
    public func resolveMerchants(_ progress: (Int, Int) -> Void = { _, _ in }) throws -> ResolutionCounts {
        try MerchantResolver(store).resolve(progress)
    }

    /// - Parameter other: the merchant that a caller knows as `other`.
    private func decide<T>(other: Int64? = nil, _ body: (MerchantEditor) throws -> T) throws -> T {
        do {
            return try body(MerchantEditor(store))
        } catch let error as MerchantError {
            if case .unknown(let id) = error, id == other { throw Failure.noMerchant("\(id)", field: "other") }
            throw Failure(error)
        }
    }

    static func limit(_ text: String?, usual: Int) throws(Failure) -> Int {
        guard let text else { return usual }
        guard let limit = Int(text), merchantLimits.contains(limit) else {
            throw .parameter("limit", "out-of-range", "Give a number from 1 to \(merchantLimits.upperBound).")
        }
        return limit
    }
}

extension Failure {
    init(_ error: MerchantError) {
        let (kind, field, code): (Kind, String, String) =
            switch error {
            case .unknown: (.notFound, "id", "no-such-merchant")
            case .sameMerchant: (.rejected, "other", "same-merchant")
            case .noSuchName: (.notFound, "name", "no-such-name")
            case .onlyName: (.rejected, "name", "only-name")
            case .nothingToUndo: (.notFound, "id", "nothing-to-undo")
            }
        self.init(kind, field: field, code: code, detail: error.description)
    }

    public static func noMerchant(_ reference: String, field: String = "id") -> Failure {
        Failure(
            .notFound, field: field, code: "no-such-merchant", detail: "There is no merchant \(reference.prefix(40)).")
    }
}

/// Merchants by number of complaints.
public struct MerchantList: Sendable {
    public var total: Int
    public var merchants: [MerchantSummary]
}

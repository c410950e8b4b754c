import ComplaintIndex
import ComplaintModel
import DuplicateDetection
import MerchantClusters

/// What the command line and HTTP share: each call takes parameters as they were typed and gives answers as they may be
/// shown, personal data masked unless the caller may see it.
///
/// All calls block on SQLite; an event loop hands them to other threads.
public struct BinganService: Sendable {
    public let store: Store
    /// What alerts were worked out from last.
    let alertCache = AlertCache()
    /// The rows of each merchant and cluster.
    let liveGroups = LiveGroups()
    /// Complaints as checks compare them.
    private let profiles = SharedProfiles()
    /// Merchants as checks look for them.
    let knownBlocks = KnownBlocks()
    /// Answers questions about repeats.
    var checker: DuplicateChecker { get throws { try DuplicateChecker(store, profiles) } }

    public init(store: Store) {
        self.store = store
    }

    /// Opens a database with every stage of intake in place.
    /// - Throws: `StoreError`, `DictionaryError`.
    public init(path: String, access: Store.Access, waiting: (@Sendable (String) -> Void)? = nil) throws {
        // Who only reads stores nothing, and needs none of the stages' dictionaries.
        let stages = access == .read ? [] : try IntakeStages.all()
        self.init(store: try Store(path: path, access: access, stages: stages, waiting: waiting))
    }

    /// - Throws: `Failure` for parameters; errors of the store as they are (``Failure/init(_:)`` sorts them).
    public func search(_ parameters: SearchParameters, _ visibility: Visibility = .masked) throws -> ShownAnswer {
        ShownAnswer(try store.search(parameters.request()), visibility, warnings: store.warnings)
    }

    /// Reads dictionaries as the first check would have to: a quarter of a second.
    public func warmChecks() throws {
        var complaint = Complaint(text: "商家不退款")
        complaint.merchant.name = "某某商店"
        _ = try check(complaint)
    }

    /// Reads the columns and counts over all rows as the first search and the first lists of merchants, clusters and alerts
    /// would have to. O(rows), some 20 bytes of memory each for lists.
    public func warmLists() throws {
        var first = ClusterParameters()
        try first.set(.limit, "1")
        _ = try clusters(first)
        _ = try merchants("", limit: "1")
        _ = try alerts(AlertParameters())
    }

    /// Searches for pieces of the newest complaints, so that the lists of common words and pairs are kept before anybody
    /// asks: without, each of the first thousand questions reads some of them from the index. Some 10 ms a piece at a
    /// million complaints.
    /// - Parameter limit: how long it may take; the rest is left then.
    /// - Returns: how many pieces were searched for.
    @discardableResult
    public func warmSearches(within limit: Duration) throws -> Int {
        let end = ContinuousClock.now + limit
        let newest = try store.search(SearchRequest(query: "", sort: .newest, limit: Self.warmingComplaints))
        for (place, hit) in newest.hits.enumerated() {
            guard ContinuousClock.now < end else { return place }
            let piece = hit.snippet.filter(\.isLetter).prefix(Self.warmingLetters)
            _ = try store.rankedIDs(SearchRequest(query: String(piece), limit: 1))
        }
        return newest.hits.count
    }

    /// Enough for lists to be asked for twice, which is when they are kept.
    private static let (warmingComplaints, warmingLetters) = (64, 24)

    /// Lets go of what can be read again, and gives the system what was freed.
    public func giveMemoryBack() {
        alertCache.forgetSource()
        store.giveMemoryBack()
    }

    /// Keeps the full-text tables in few pieces, where no process that serves does.
    public func mergeMany() throws { try store.mergeMany() }

    /// Nil when there is no such complaint.
    public func complaint(id: Int64, _ visibility: Visibility = .masked) throws -> StoredComplaint? {
        try store.complaint(id: id).map { visibility.shown(try withCluster($0)) }
    }

    /// The complaint whose id or, failing that, whose sender's number `reference` is.
    public func complaint(
        named reference: String, _ visibility: Visibility = .masked
    ) throws -> StoredComplaint? {
        if let id = ComplaintID(reference), let found = try complaint(id: id.number, visibility) { return found }
        return try store.complaint(number: reference).map { visibility.shown(try withCluster($0)) }
    }

    /// The complaint of a sender's own number.
    public func complaint(number: String, _ visibility: Visibility = .masked) throws -> StoredComplaint? {
        try store.complaint(number: number).map { visibility.shown(try withCluster($0)) }
    }

    func withCluster(_ stored: StoredComplaint) throws -> StoredComplaint {
        var copy = stored
        copy.clusterID = try cluster(ofComplaint: stored.id)
        return copy
    }

    /// What was changed in a complaint, oldest first.
    public func history(id: Int64, _ visibility: Visibility = .masked) throws -> [Change] {
        try store.history(id: id).map { Change($0, visibility) }
    }

    /// Why a complaint is or isn't in the answer to a query; nil when there is no such complaint.
    public func explain(id: Int64, _ parameters: SearchParameters) throws -> Explanation? {
        try store.explain(id: id, query: parameters.query(), filters: parameters.filters())
    }
}

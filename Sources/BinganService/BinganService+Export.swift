import ComplaintIndex
import ComplaintModel

extension BinganService {
    /// Rows read in one transaction: few, since a long one would keep the WAL from being folded in.
    public static let exportBatch = 500

    /// Hands the complaints that `parameters` select to `body`, by rising id; rows added meanwhile may be among them.
    public func export(
        _ parameters: SearchParameters, _ visibility: Visibility = .masked, _ body: (StoredComplaint) throws -> Void
    ) throws {
        let query = parameters.query()
        let filters = try parameters.filters()
        var last: Int64 = 0
        while true {
            let ids = try store.matchingIDs(query: query, filters: filters, after: last, limit: Self.exportBatch)
            try complaints(ids, visibility).forEach(body)
            guard let end = ids.last else { return }
            last = end
        }
    }

    /// The ids of the complaints that `parameters` select, by rising id: a part of an export.
    public func exportIDs(_ parameters: SearchParameters, after: Int64, limit: Int) throws -> [Int64] {
        try store.matchingIDs(query: parameters.query(), filters: parameters.filters(), after: after, limit: limit)
    }

    /// The complaints of these ids; a row may have gone since its id was read.
    public func complaints(_ ids: some Sequence<Int64>, _ visibility: Visibility) throws -> [StoredComplaint] {
        try store.complaints(ids: ids).map { visibility.shown($0) }
    }

    /// What the reader should know about how a query is taken where no search answer says it.
    public func notes(on parameters: SearchParameters) throws -> [Note] {
        try QueryParser.parse(parameters.query()).notes
            + store.warnings.map { Note(code: "index-outdated", message: $0) }
    }

    /// The unknown fields of the complaints that `parameters` select, by dotted names: a CSV header must know them
    /// before the first row is written.
    public func extraFields(_ parameters: SearchParameters) throws -> [String] {
        var names: [String] = []
        var seen: Set<String> = []
        try export(parameters, .personal) { stored in
            let complaint = stored.complaint
            let found =
                complaint.complainant.extra.members.map { "complainant." + $0.name }
                + complaint.merchant.extra.members.map { "merchant." + $0.name } + complaint.extra.members.map(\.name)
            for name in found where seen.insert(name).inserted { names.append(name) }
        }
        return names
    }
}

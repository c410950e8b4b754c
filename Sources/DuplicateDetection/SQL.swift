import ComplaintIndex
import GRDB

/// The statements that this module uses (Index/queries/duplicates.sql).
enum SQL: String, NamedSQL {
    case newestOfKey = "newest-of-key"
    case allKeys = "all-duplicate-keys"
    case anyUnsignedKey = "any-unsigned-key"
    case insertKey = "insert-duplicate-key"
    case deleteKey = "delete-duplicate-key"
    case newestOfPhone = "newest-of-phone"
    case newestOfIDNumber = "newest-of-id-number"
    case newestOfOrder = "newest-of-order"
    case newestOfMerchant = "newest-of-merchant"
    case countOfMerchant = "count-of-merchant"
    case candidateFields = "candidate-fields"
    case versionOfCandidate = "version-of-candidate"
    case indexMark = "mark-of-duplicates"
    case insertVerdict = "insert-verdict"
    case complaintOfLastChange = "complaint-of-last-change"
    case insertLateVerdict = "insert-late-verdict"
    case writeVerdict = "write-verdict"
    case readVerdict = "read-verdict"
    case deletePairsOf = "delete-pairs-of"
    case insertPair = "insert-pair"
    case pairsOf = "pairs-of"
    case decisionsOf = "decisions-of"
    case namesOfMerchant = "names-of-merchant"
    case merchantOfName = "merchant-of-name"
    case anyDecision = "any-decision"
    case eraseKeys = "erase-from-duplicates"
    case eraseVerdict = "erase-verdict"
    case erasePairs = "erase-pairs"
    case eraseDecisions = "erase-decisions"
    case orphanVerdicts = "orphan-verdicts"
    case orphanRoots = "orphan-roots"
    case insertDecision = "insert-review"
    case endDecision = "end-decision"
    case endDecisionOnPair = "end-decision-on-pair"
    case decisionByID = "decision-by-id"
    case decisionOnPair = "decision-on-pair"
    case allDecisionsOf = "all-decisions-of"
    case decisionsInForce = "reviews-in-force"
    case mostUncertain = "most-uncertain"
    case countPairsFrom = "count-pairs-from"
    case firstUnchecked = "first-unchecked"
    case lastComplaint = "newest-checked"
    case forgetDedupeMark = "forget-dedupe-mark"
    case clearKeys = "clear-duplicate-keys"
    case followers
    case writeRoots = "write-roots"
    case pairsToExport = "pairs-to-export"
}

extension Database {
    /// So that this module's statements can be called by a leading dot.
    func statement(_ sql: SQL) throws -> Statement { try statement(named: sql) }

    func run(_ sql: SQL, _ arguments: StatementArguments = []) throws { try run(named: sql, arguments) }

    func value<T: DatabaseValueConvertible & StatementColumnConvertible>(
        _ sql: SQL, _ arguments: StatementArguments = [], as type: T.Type = T.self
    ) throws -> T? {
        try value(named: sql, arguments)
    }
}

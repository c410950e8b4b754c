import GRDB
import TextAnalysis

/// A statement of Index/queries, called by name; each module lists its own. SQL is nowhere else.
package protocol NamedSQL: RawRepresentable<String>, CaseIterable, Sendable {}

extension NamedSQL {
    /// The text of the statement; empty when no file has it, which a test rules out.
    package var text: String { SQLFiles.texts[rawValue] ?? "" }
}

/// The statements that this module uses.
enum SQL: String, NamedSQL {
    // store.sql
    case readMeta = "read-meta"
    case writeMeta = "write-meta"
    case deleteMeta = "delete-meta"
    case readCounter = "read-counter"
    case writeCounter = "write-counter"
    case fetchComplaint = "fetch-complaint"
    case fetchComplaintsFrom = "fetch-complaints-from"
    case fetchBody = "fetch-body"
    case fetchHit = "fetch-hit"
    case fetchHistory = "fetch-history"
    case idOfNumber = "id-of-number"
    case idsOfOrder = "ids-of-order"
    case idsOfPhone = "ids-of-phone"
    case idsOfPhonePrefix = "ids-of-phone-prefix"
    case idsOfIDNumber = "ids-of-id-number"
    case idsOfIDNumberPrefix = "ids-of-id-number-prefix"
    case merchantOfKey = "merchant-of-key"
    case merchantName = "merchant-name"
    // merchants.sql
    case merchantEntities = "merchant-entities"
    case entityOfMention = "entity-of-mention"
    case entityName = "entity-name"
    case mentionsWithTerms = "mentions-with-terms"
    case mentionIDsWithTerms = "mention-ids-with-terms"
    case codeOfValue = "code-of-value"
    case codesOfList = "codes-of-list"
    case codedValues = "coded-values"
    case countTables = "count-tables"
    case countComplaints = "count-complaints"
    case countUnindexed = "count-unindexed"
    case lastID = "last-id"
    // intake.sql
    case insertComplaint = "insert-complaint"
    case insertChange = "insert-change"
    case updateComplaint = "update-complaint"
    case knownNumber = "known-number"
    case knownContent = "known-content"
    case nextOrdinal = "next-ordinal"
    case insertMerchant = "insert-merchant"
    case insertCode = "insert-code"
    case countCodes = "count-codes"
    case insertHistory = "insert-history"
    case insertWords = "insert-words"
    case deleteWords = "delete-words"
    case insertBigrams = "insert-bigrams"
    case deleteBigrams = "delete-bigrams"
    case bigramsFormat = "bigrams-format"
    case bigramsRecord = "bigrams-record"
    case writeBigramsRecord = "write-bigrams-record"
    case insertBigramsLeaf = "insert-bigrams-leaf"
    case insertBigramsLeafTerm = "insert-bigrams-leaf-term"
    case insertReading = "insert-reading"
    case allBigramsWithReadings = "all-bigrams-with-readings"
    case readBlock = "read-block"
    case writeBlock = "write-block"
    case writeBlockVersion = "write-block-version"
    // links.sql
    case readLinkBlock = "read-link-block"
    case writeLinkBlock = "write-link-block"
    case writeLinkVersion = "write-link-version"
    case changedLinkBlocks = "changed-link-blocks"
    // erase.sql
    case deleteComplaint = "delete-complaint"
    case deleteHistoryOf = "delete-history-of"
    case deleteReading = "delete-reading"
    case deleteAnswersOf = "delete-answers-of"
    case forgetAuditQueries = "forget-audit-queries"
    case forgetAlertReasons = "forget-alert-reasons"
    case optimizeWords = "optimize-words"
    case optimizeBigrams = "optimize-bigrams"
    // search.sql
    case wordPostings = "word-postings"
    case bigramPostings = "bigram-postings"
    case countWordPostings = "count-word-postings"
    case countBigramPostings = "count-bigram-postings"
    case bigramsOfReading = "bigrams-of-reading"
    case changedBlocks = "changed-blocks"
    case lastBlock = "last-block"
    // stats.sql
    case notContacted = "not-contacted"
    case due
    case recoveredAmounts = "recovered-amounts"
    // maintenance.sql
    case settingOfWords = "setting-of-words"
    case setWords = "set-words"
    case setBigrams = "set-bigrams"
    case mergeWords = "merge-words"
    case mergeBigrams = "merge-bigrams"
    case structureOfWords = "structure-of-words"
    case structureOfBigrams = "structure-of-bigrams"
    case setStructureOfWords = "set-structure-of-words"
    case setStructureOfBigrams = "set-structure-of-bigrams"
    case checkWords = "check-words"
    case checkBigrams = "check-bigrams"
    case countIndexed = "count-indexed"
    case insertNextWords = "insert-next-words"
    case insertNextBigrams = "insert-next-bigrams"
    case createNextTables = "create-next-tables"
    case dropNextTables = "drop-next-tables"
    case swapTables = "swap-tables"
    case markIndexed = "mark-indexed"
    case vacuumInto = "vacuum-into"
    case schemaObjects = "schema-objects"
    case clearColumns = "clear-columns"
    case clearReadings = "clear-readings"
}

/// Index/queries, cut into statements.
package enum SQLFiles {
    /// The statements of every file under Index/queries, by name.
    package static let texts: [String: String] = {
        var texts: [String: String] = [:]
        for file in IndexFile.all where file.name.hasPrefix("queries/") {
            for (name, text) in named(in: file.text) { texts[name] = text }
        }
        return texts
    }()

    /// Cuts a file at its `-- name:` lines.
    static func named(in text: String) -> [(name: String, text: String)] {
        var statements: [(name: String, text: String)] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("-- name: ") {
                statements.append((String(line.dropFirst(9)), ""))
            } else if !statements.isEmpty {
                statements[statements.count - 1].text += line + "\n"
            }
        }
        return statements
    }
}

extension Database {
    /// The prepared statement, kept by the connection.
    package func statement(named sql: some NamedSQL) throws -> Statement {
        try cachedStatement(sql: sql.text)
    }

    /// Runs a statement that gives no rows. Kept by the connection.
    package func run(named sql: some NamedSQL, _ arguments: StatementArguments = []) throws {
        try statement(named: sql).execute(arguments: arguments)
    }

    /// The first column of the first row; nil without a row, or when it is NULL.
    package func value<T: DatabaseValueConvertible & StatementColumnConvertible>(
        named sql: some NamedSQL, _ arguments: StatementArguments = [], as type: T.Type = T.self
    ) throws -> T? {
        try T.fetchOne(statement(named: sql), arguments: arguments)
    }
}

extension Database {
    /// As the generic one, so that this module's statements can be called by a leading dot.
    func statement(_ sql: SQL) throws -> Statement { try statement(named: sql) }

    func run(_ sql: SQL, _ arguments: StatementArguments = []) throws { try run(named: sql, arguments) }

    func value<T: DatabaseValueConvertible & StatementColumnConvertible>(
        _ sql: SQL, _ arguments: StatementArguments = [], as type: T.Type = T.self
    ) throws -> T? {
        try value(named: sql, arguments)
    }
}

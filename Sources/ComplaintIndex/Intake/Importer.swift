import ComplaintModel
import struct ComplaintModel.RecordError  // GRDB has one too
import Foundation
import GRDB

public struct ImportOptions: Sendable {
    /// Whether other content under a known number replaces the stored one.
    public var update: Bool
    /// Where rejects go; nil: beside the database, `<database>.rejects.jsonl`.
    public var rejects: String?
    /// False leaves out the stages that check.
    public var checks: Bool
    /// Who the history names.
    public var by: String

    public init(update: Bool = false, rejects: String? = nil, checks: Bool = true, by: String) {
        self.update = update
        self.rejects = rejects
        self.checks = checks
        self.by = by
    }
}

public struct ImportSource: Sendable {
    /// A file, or `-` for standard input.
    public var path: String

    public init(path: String) { self.path = path }

    /// By the name, whether packed or not: `.csv`, `.csv.gz`. All else is JSON Lines.
    var isCSV: Bool {
        let name = path.lowercased()
        return name.hasSuffix(".csv") || name.hasSuffix(".csv.gz")
    }
}

public struct ImportProgress: Sendable {
    public var bytesRead = 0
    /// Nil for a pipe.
    public var bytesTotal: Int?
    public var lines = 0
    public var imported = 0
    public var rejected = 0
}

public struct ImportCounts: Sendable, Equatable {
    public var imported = 0
    public var unchanged = 0
    public var updated = 0
    public var rejected = 0
    /// Found to be repeats or copies of earlier ones.
    public var flagged = 0

    public init() {}
}

/// Adds the complaints of files. Idempotent: a file imported twice, or again after a crash, changes nothing the second
/// time. Holds a few thousand complaints in memory, however long the file.
public final class Importer {
    /// Rows a transaction takes: enough for FTS5 to write large segments, few enough that a kill costs seconds. A million
    /// rows are 31 segments, which become one at the end.
    static let transactionSize = 32_768

    private let store: Store
    private let options: ImportOptions
    private let rejects: RejectsFile
    private var known: KnownBigrams?

    public init(store: Store, options: ImportOptions) {
        self.store = store
        self.options = options
        rejects = RejectsFile(path: options.rejects ?? store.path + ".rejects.jsonl")
    }

    /// Where rejected lines go.
    public var rejectsPath: String { rejects.path }

    /// Imports one file; `progress` is called now and then, on the caller's thread.
    /// - Throws: `InputError` when the file can't be read to its end (what came before is stored); `StoreError`.
    public func run(_ source: ImportSource, progress: (ImportProgress) -> Void) throws -> ImportCounts {
        let file = try InputFile(path: source.path)
        let channel = BoundedChannel<ImportBatch>(capacity: 4)
        let ahead = ReadAhead(store)
        start(ProducerStart(file: file, isCSV: source.isCSV), channel, ahead)
        defer { channel.cancel() }
        var state = ImportState()
        state.progress.bytesTotal = file.size
        if known == nil { known = try store.read { db in try KnownBigrams(db) } }
        try store.withBulkCache {
            while !state.isDone {
                try commit(channel, ahead, source, &state, progress)
                known = state.known
                state.known = nil
                progress(state.progress)
                try store.mergeMany(from: Store.mostInImport)
            }
            if try isLarge(state.counts) { try store.mergeAll() } else { try store.mergeMany() }
        }
        if let failure = state.failure {
            throw InputError(file: source.path == "-" ? "standard input" : source.path, problem: failure.text)
        }
        return state.counts
    }

    /// Whether so much was imported that it pays to make one segment of all; what is less is left to who serves.
    private func isLarge(_ counts: ImportCounts) throws -> Bool {
        let total = try store.read { db in try db.value(.lastID, as: Int.self) ?? 0 }
        return counts.imported >= max(Self.transactionSize, total / 8)
    }

    private func commit(
        _ channel: BoundedChannel<ImportBatch>, _ ahead: ReadAhead, _ source: ImportSource, _ state: inout ImportState,
        _ progress: (ImportProgress) -> Void
    ) throws {
        var isCommitting = false
        defer { if isCommitting { ahead.endCommit() } }
        try store.write { db in
            try transaction(db, channel, source, &state, progress)
            ahead.beginCommit()
            isCommitting = true
        }
    }

    private func start(_ start: ProducerStart, _ channel: BoundedChannel<ImportBatch>, _ ahead: ReadAhead) {
        let (store, checks) = (store, options.checks)
        Thread.detachNewThread {
            var producer = DraftProducer(channel: channel, store: store, checks: checks, ahead: ahead)
            producer.run(start.file, isCSV: start.isCSV)
        }
    }

    private func transaction(
        _ db: Database, _ channel: BoundedChannel<ImportBatch>, _ source: ImportSource, _ state: inout ImportState,
        _ progress: (ImportProgress) -> Void
    ) throws {
        let bigrams = known ?? .none
        known = nil  // the writer holds the only copy, so that adding to it copies nothing
        let sessions = try IntakeSessions(store.stages, checks: options.checks, db)
        var writer = try RowWriter(
            db, indexes: store.isCurrent, knownBigrams: bigrams, isBulk: !options.update, sessions)
        var rows = 0
        while rows < Self.transactionSize, !writer.isFull {
            guard let batch = channel.receive() else {
                state.isDone = true
                break
            }
            for item in batch.items { try take(item, source, &writer, &state) }
            rows += batch.items.count
            // Beside a running service the transaction is kept short, so that intake there goes on.
            if store.isWriterWanted { rows = Self.transactionSize }
            state.failure = state.failure ?? batch.failure
            state.progress.bytesRead = batch.bytesRead
            progress(state.progress)
        }
        try writer.finish()
        state.known = writer.knownBigrams
    }

    private func take(
        _ item: ImportItem, _ source: ImportSource, _ writer: inout RowWriter, _ state: inout ImportState
    ) throws {
        state.progress.lines += 1
        switch item {
        case .reject(let error, let record): try reject(error, record, source, &state)
        case .draft(let draft, let line, let place, let record):
            do {
                let answer = try writer.add(draft, update: options.update, by: options.by, ordinal: { _ in place })
                if answer.findings.contains(where: \.isFlag) { state.counts.flagged += 1 }
                switch answer.result {
                case .added: state.counts.imported += 1
                case .unchanged: state.counts.unchanged += 1
                case .updated: state.counts.updated += 1
                }
                state.progress.imported = state.counts.imported
            } catch let error as RecordError {
                try reject(error.at(line: line), record, source, &state)
            }
        }
    }

    private func reject(_ error: RecordError, _ record: [UInt8], _ source: ImportSource, _ state: inout ImportState)
        throws
    {
        try rejects.append(error, record: record, of: source.path)
        state.counts.rejected += 1
        state.progress.rejected = state.counts.rejected
    }
}

private struct ImportState {
    var counts = ImportCounts()
    var progress = ImportProgress()
    var known: KnownBigrams?
    var failure: InputError?
    var isDone = false
}

/// Takes the file to the producer's thread.
///
/// `@unchecked Sendable`: the importer reads only `size`, which never changes, after handing it over.
private struct ProducerStart: @unchecked Sendable {
    let file: InputFile
    let isCSV: Bool
}

extension InputError {
    /// The problem with the place a producer named.
    fileprivate var text: String { file.hasPrefix("line ") ? "\(file): \(problem)" : problem }
}

import ComplaintModel
import Foundation
import TextAnalysis

/// One record of a file on its way to the writer.
enum ImportItem: Sendable {
    /// `place` is the draft's place among equal lines without a number.
    case draft(Draft, line: Int, place: Int, record: [UInt8])
    case reject(RecordError, record: [UInt8])
}

/// A piece of a file, and how far the file was read by then.
struct ImportBatch: Sendable {
    var items: [ImportItem] = []
    var bytesRead = 0
    /// The file can't be read on; what came before is in the batches.
    var failure: InputError?
}

/// Reads, decodes and analyzes a file on a thread of its own, so that the writer's core does nothing but write.
struct DraftProducer {
    private let channel: BoundedChannel<ImportBatch>
    private let store: Store
    private let checks: Bool
    private let ahead: ReadAhead
    private var batch = ImportBatch()
    private var places: [Data: Int] = [:]
    private var isWanted = true

    /// Records a batch holds.
    static let batchSize = 512

    init(channel: BoundedChannel<ImportBatch>, store: Store, checks: Bool, ahead: ReadAhead) {
        self.channel = channel
        self.store = store
        self.checks = checks
        self.ahead = ahead
    }

    /// Reads `file` to its end, or until the writer wants no more.
    mutating func run(_ file: InputFile, isCSV: Bool) {
        do {
            if isCSV { try readCSV(file) } else { try readLines(file) }
        } catch let error as InputError {
            batch.failure = error
        } catch {
            batch.failure = InputError(file: "import", problem: "\(error)")
        }
        send(file)
        channel.finish()
    }

    private mutating func readLines(_ file: InputFile) throws {
        var splitter = LineSplitter()
        let decoder = ComplaintDecoder()
        while isWanted, let chunk = try file.next() {
            try splitter.feed(chunk) { line, bytes in try take(line, bytes, decoder, file) }
        }
        try splitter.finish { line, bytes in try take(line, bytes, decoder, file) }
    }

    private mutating func take(_ line: Int, _ bytes: ArraySlice<UInt8>?, _ decoder: ComplaintDecoder, _ file: InputFile)
        throws
    {
        guard let bytes else {
            let limit = LineSplitter.limit >> 20
            let error = RecordError(
                line: line, rule: "too-long", detail: "A line has at most \(limit) MiB: send it in smaller complaints.")
            return add(.reject(error, record: []), file)
        }
        let record = line == 1 ? ByteOrderMark.skip(bytes) : bytes
        if record.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return }
        do throws(RecordError) {
            try add(draft: decoder.decode(record), line, Array(record), file)
        } catch {
            add(.reject(error.at(line: line), record: Array(record)), file)
        }
    }

    private mutating func readCSV(_ file: InputFile) throws {
        var reader = CSVReader()
        var decoder: CSVComplaintDecoder?
        while isWanted, let chunk = try file.next() {
            try reader.feed(chunk) { outcome in try take(outcome, &decoder, file) }
        }
        try reader.finish { outcome in try take(outcome, &decoder, file) }
    }

    private mutating func take(_ outcome: CSVReader.Outcome, _ decoder: inout CSVComplaintDecoder?, _ file: InputFile)
        throws
    {
        switch outcome {
        case .failure(let error):
            guard decoder != nil else { throw InputError(file: "line \(error.line ?? 1)", problem: "\(error)") }
            add(.reject(error, record: []), file)
        case .success(let record):
            guard let known = decoder else {
                do throws(RecordError) {
                    decoder = try CSVComplaintDecoder(header: record)
                } catch {
                    throw InputError(file: "line \(error.line ?? 1)", problem: "\(error)")
                }
                return
            }
            var text: [UInt8] = []
            CSVWriter(guardsFormulas: false).append(record.fields, to: &text)
            do throws(RecordError) {
                try add(draft: known.decode(record), record.line, text, file)
            } catch {
                add(.reject(error.at(line: record.line), record: text), file)
            }
        }
    }

    private mutating func add(draft complaint: Complaint, _ line: Int, _ record: [UInt8], _ file: InputFile)
        throws(RecordError)
    {
        let draft: Draft
        do {
            draft = try store.draft(complaint, checks: checks)
        } catch {
            throw RecordError(field: "text", rule: "not-analyzed", detail: "\(error)")
        }
        var place = 0
        if complaint.number == nil {
            place = places[draft.contentHash, default: 0]
            places[draft.contentHash] = place + 1
        }
        add(.draft(draft, line: line, place: place, record: record), file)
    }

    private mutating func add(_ item: ImportItem, _ file: InputFile) {
        batch.items.append(item)
        if batch.items.count >= Self.batchSize { send(file) }
    }

    private mutating func send(_ file: InputFile) {
        batch.bytesRead = file.position
        if checks { ahead.read(&batch.items) }  // only stages that check read ahead
        isWanted = channel.send(batch) && isWanted
        batch = ImportBatch()
    }
}

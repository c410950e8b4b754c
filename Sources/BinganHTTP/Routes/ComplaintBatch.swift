import BinganService
import ComplaintIndex
import ComplaintModel
import Hummingbird
import NIOCore

/// The answers to some lines of a batch.
struct BatchAnswers: Sendable {
    var bytes: [UInt8] = []
    /// Complaints that are stored now, new or known.
    var stored = 0
}

/// Complaints that come in one a line, stored some at a time: each line is taken or refused for itself.
struct ComplaintBatch: Sendable {
    let backend: Backend
    let body: RequestBody
    let update: Bool
    let by: String
    let visibility: Visibility

    /// Lines that one transaction takes: a disk write for all of them, and short enough that others get their turn.
    static let transactionSize = 64

    func lines() -> Lines { Lines(batch: self) }

    /// Reads the body line by line.
    struct Lines: Sendable {
        private let batch: ComplaintBatch
        private let reader: LineReader
        private var number = 0

        fileprivate init(batch: ComplaintBatch) {
            self.batch = batch
            reader = LineReader(body: batch.body)
        }

        /// The answers to the next lines; nil at the end.
        /// - Parameter isBegun: whether lines before them were answered.
        mutating func next(isBegun: Bool = false) async throws -> BatchAnswers? {
            var records: [(line: Int, record: LineReader.Line)] = []
            while records.count < ComplaintBatch.transactionSize, let line = try await reader.next() {
                number += 1
                if case .bytes(let bytes) = line, bytes.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                records.append((number, line))
            }
            return records.isEmpty ? nil : try await batch.store(records, isBegun)
        }
    }

    private func store(
        _ records: [(line: Int, record: LineReader.Line)], _ isBegun: Bool
    ) async throws -> BatchAnswers {
        let (service, update, by, visibility) = (backend.service, update, by, visibility)
        return try await backend.lanes.write.run(isBegun: isBegun) {
            var complaints: [Complaint] = []
            var outcomes: [Result<Int, RecordError>] = []
            for (line, record) in records {
                do throws(RecordError) {
                    complaints.append(try Self.complaint(record))
                    outcomes.append(.success(complaints.count - 1))
                } catch {
                    outcomes.append(.failure(error.at(line: line)))
                }
            }
            let results = try service.intake(complaints, update: update, by: by, visibility)
            var answers = BatchAnswers()
            for ((line, _), outcome) in zip(records, outcomes) {
                switch outcome.flatMap({ place in results[place].mapError { $0.at(line: line) } }) {
                case .success(let answer):
                    answers.stored += 1
                    Self.append(answer, line, to: &answers.bytes)
                case .failure(let error): Self.append(error, line, to: &answers.bytes)
                }
            }
            return answers
        }
    }

    private static func complaint(_ record: LineReader.Line) throws(RecordError) -> Complaint {
        switch record {
        case .bytes(let bytes): return try ComplaintDecoder().decode(bytes)
        case .tooLong:
            throw RecordError(rule: "too-long", detail: "Send complaints of at most \(BodyLimit.complaint >> 20) MiB.")
        }
    }

    private static func append(_ answer: IntakeAnswer, _ line: Int, to bytes: inout [UInt8]) {
        // The answer's own members follow the line's number.
        bytes += Array("{\"line\":\(line),\"status\":\(answer.result == .added ? 201 : 200),".utf8)
        bytes += answer.json.dropFirst()
        bytes.append(0x0A)
    }

    private static func append(_ error: RecordError, _ line: Int, to bytes: inout [UInt8]) {
        JSONObjectWriter.append(to: &bytes) { object in
            object.field("line", line)
            let problem = Problem(error)
            object.field("status", problem.status.code)
            object.object("problem") { problem.writeFields(into: &$0) }
        }
        bytes.append(0x0A)
    }
}

/// Cuts a body into lines as it arrives, holding one line and one piece of the body.
///
/// `@unchecked Sendable`: one task reads, one call after the other, since each awaits the one before.
final class LineReader: @unchecked Sendable {
    enum Line: Sendable {
        case bytes([UInt8])
        /// A line over the limit; it is skipped to its end.
        case tooLong
    }

    private var iterator: RequestBody.AsyncIterator
    private var piece = ByteBuffer()
    private var line: [UInt8] = []
    private var isTooLong = false
    private var isAtEnd = false

    init(body: RequestBody) { iterator = body.makeAsyncIterator() }

    /// The next line without its end; nil when there is none.
    func next() async throws -> Line? {
        while true {
            if let end = piece.readableBytesView.firstIndex(of: 0x0A) {
                take(piece.readBytes(length: end - piece.readerIndex) ?? [])
                piece.moveReaderIndex(forwardBy: 1)
                return finished()
            }
            take(piece.readBytes(length: piece.readableBytes) ?? [])
            if isAtEnd { return line.isEmpty && !isTooLong ? nil : finished() }
            if let next = try await iterator.next() { piece = next } else { isAtEnd = true }
        }
    }

    private func take(_ bytes: [UInt8]) {
        guard !isTooLong else { return }
        line += bytes
        if line.count > BodyLimit.complaint {
            isTooLong = true
            line = []
        }
    }

    private func finished() -> Line {
        defer {
            line = []
            isTooLong = false
        }
        if isTooLong { return .tooLong }
        if line.last == 0x0D { line.removeLast() }
        return .bytes(line)
    }
}

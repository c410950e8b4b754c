/// Reads CSV (RFC 4180) from chunks of bytes, record by record, without holding the file.
///
/// Records end with CRLF, LF or CR; blank lines and a byte order mark are passed over; a quote inside a field that does
/// not begin with one stands for itself. Every record must have as many fields as the first, which is the header.
///
/// A record that cannot be read is an error with its line, and reading goes on with the line after that: a stray quote
/// never swallows the file, since a record of more than `recordLimit` bytes is one such error. When the very first outcome
/// is an error, the file has no header: stop there.
public struct CSVReader: Sendable {
    public typealias Outcome = Result<CSVRecord, RecordError>

    /// The most bytes that a record may have.
    public let recordLimit: Int
    /// Whether the apostrophe that ``CSVWriter`` puts before formulas is taken off again.
    public let removesFormulaGuards: Bool

    /// What is not yet read, from the record's start on, so that reading can go back to the next line.
    private var buffer: [UInt8] = []
    private var scan = CSVScan()
    private var columns: Int?
    private var isAtStart = true

    public init(recordLimit: Int = 1 << 20, removesFormulaGuards: Bool = true) {
        self.recordLimit = recordLimit
        self.removesFormulaGuards = removesFormulaGuards
    }

    /// Takes the next bytes of the file and hands every record that they complete to `handle`.
    public mutating func feed<E: Error>(
        _ chunk: ArraySlice<UInt8>, _ handle: (Outcome) throws(E) -> Void
    ) throws(E) {
        buffer.append(contentsOf: chunk)
        try read(isLast: false, handle)
    }

    public mutating func feed<E: Error>(_ chunk: [UInt8], _ handle: (Outcome) throws(E) -> Void) throws(E) {
        try feed(chunk[...], handle)
    }

    /// Hands over what is left at the end of the file.
    public mutating func finish<E: Error>(_ handle: (Outcome) throws(E) -> Void) throws(E) {
        try read(isLast: true, handle)
    }

    private mutating func read<E: Error>(isLast: Bool, _ handle: (Outcome) throws(E) -> Void) throws(E) {
        if isAtStart {
            guard isLast || buffer.count >= ByteOrderMark.bytes.count else { return }
            isAtStart = false
            if buffer.starts(with: ByteOrderMark.bytes) { buffer.removeFirst(ByteOrderMark.bytes.count) }
        }
        defer {
            buffer.removeFirst(scan.recordStart)
            scan.rebase()
        }
        while let end = scan.nextRecord(in: buffer, isLast: isLast, limit: recordLimit) {
            switch end {
            case .record:
                let outcome = record()
                scan.beginRecord()
                if let outcome { try handle(outcome) }
            case .fault(let error):
                scan.resynchronise()
                try handle(.failure(error))
            }
        }
    }

    /// The record that the scan has come to the end of; nil for a blank line.
    private mutating func record() -> Outcome? {
        let line = scan.recordLine
        if scan.isBlank { return nil }
        var fields: [String] = []
        fields.reserveCapacity(scan.fields.count)
        for field in scan.fields {
            guard let text = field.text(in: buffer) else {
                let detail = "Save the file as UTF-8 (in Excel: CSV UTF-8); these bytes are in another encoding."
                return .failure(RecordError(line: line, rule: "not-utf8", detail: detail))
            }
            fields.append(removesFormulaGuards ? FormulaGuard.remove(from: text) : text)
        }
        let expected = columns ?? fields.count
        columns = expected
        guard fields.count == expected else {
            let detail =
                "The header has \(expected) fields, this record \(fields.count); quote fields that hold commas."
            return .failure(RecordError(line: line, rule: "ragged", detail: detail))
        }
        return .success(CSVRecord(line: line, fields: fields))
    }
}

/// Where a reader stands in its buffer, and the fields of the record that it is in.
struct CSVScan: Sendable {
    /// A field's bytes in the buffer, without its quotes.
    struct Field: Sendable {
        var range: Range<Int>
        var hasDoubledQuotes = false

        /// Nil when the bytes are not UTF-8.
        func text(in buffer: [UInt8]) -> String? {
            guard hasDoubledQuotes else { return String(strictUTF8: buffer[range]) }
            var content: [UInt8] = []
            content.reserveCapacity(range.count)
            var isSecond = false
            for byte in buffer[range] {
                isSecond = byte == CSVScan.quote && !isSecond
                if !isSecond { content.append(byte) }
            }
            return String(strictUTF8: content[...])
        }
    }

    enum End {
        case record
        case fault(RecordError)
    }

    private enum State {
        case fieldStart
        case plain
        case quoted
        case afterQuote
        /// Within a line that has been given up.
        case skipping
    }

    private(set) var recordStart = 0
    private(set) var recordLine = 1
    private(set) var fields: [Field] = []
    private var state = State.fieldStart
    private var position = 0
    private var line = 1
    private var fieldStart = 0
    private var hasDoubledQuotes = false
    /// The place and the line of the quote that opened last within this record.
    private var opening: (position: Int, line: Int)?

    private static let quote = UInt8(ascii: "\"")
    private static let comma = UInt8(ascii: ",")

    /// Whether the record is a line without a character.
    var isBlank: Bool { fields.count == 1 && fields[0].range.isEmpty && opening == nil }

    /// Goes on to the end of a record; nil when the buffer ends first.
    mutating func nextRecord(in buffer: [UInt8], isLast: Bool, limit: Int) -> End? {
        while position < buffer.count {
            let byte = buffer[position]
            let isLineEnd = byte == 0x0A || byte == 0x0D
            // Whether CR is a line end of its own depends on the byte after it.
            if byte == 0x0D, position + 1 == buffer.count, !isLast { return nil }
            let width = byte == 0x0D && position + 1 < buffer.count && buffer[position + 1] == 0x0A ? 2 : 1
            if isLineEnd {
                if let end = lineEnd(width: width) { return end }
            } else {
                if let fault = step(byte) { return .fault(fault) }
                position += 1
            }
            if state != .skipping, position - recordStart > limit { return .fault(tooLong(limit)) }
        }
        // What has been given up need not be kept for a second look.
        if state == .skipping { recordStart = position }
        return isLast ? lastRecord(at: buffer.count) : nil
    }

    /// Steps over a line end; gives the record that it ends.
    private mutating func lineEnd(width: Int) -> End? {
        let place = position
        position += width
        line += 1
        switch state {
        case .quoted: return nil
        case .skipping:
            beginRecord()
            return nil
        case .fieldStart: fieldStart = place
        case .plain, .afterQuote: break
        }
        closeField(at: place)
        return .record
    }

    /// Takes a byte that ends no line.
    private mutating func step(_ byte: UInt8) -> RecordError? {
        switch state {
        case .fieldStart:
            fieldStart = position
            if byte == Self.quote {
                opening = (position, line)
                fieldStart = position + 1
                hasDoubledQuotes = false
                state = .quoted
            } else if byte == Self.comma {
                closeField(at: position)
            } else {
                state = .plain
            }
        case .plain:
            if byte == Self.comma { closeField(at: position) }
        case .quoted:
            if byte == Self.quote { state = .afterQuote }
        case .afterQuote:
            if byte == Self.quote {
                hasDoubledQuotes = true
                state = .quoted
            } else if byte == Self.comma {
                closeField(at: position)
            } else {
                return fault("stray-quote", "Double the quotes within a quoted field; text follows a closing quote.")
            }
        case .skipping: break
        }
        return nil
    }

    private mutating func closeField(at end: Int) {
        if state == .afterQuote {
            fields.append(Field(range: fieldStart..<(end - 1), hasDoubledQuotes: hasDoubledQuotes))
        } else {
            fields.append(Field(range: fieldStart..<end))
        }
        state = .fieldStart
    }

    /// The record that the end of the file ends.
    private mutating func lastRecord(at end: Int) -> End? {
        switch state {
        case .skipping: return nil
        case .quoted: return .fault(fault("unterminated-quote", "Close the quote that opens in this line."))
        case .fieldStart where fields.isEmpty: return nil
        case .fieldStart: fieldStart = end
        case .plain, .afterQuote: break
        }
        closeField(at: end)
        return .record
    }

    private func tooLong(_ limit: Int) -> RecordError {
        fault("too-long", "Records have at most \(limit) bytes; look for a stray quote in this line.")
    }

    private func fault(_ rule: String, _ detail: String) -> RecordError {
        RecordError(line: opening?.line ?? recordLine, rule: rule, detail: detail)
    }

    /// Begins a record at the present position.
    mutating func beginRecord() {
        recordStart = position
        recordLine = line
        fields.removeAll(keepingCapacity: true)
        opening = nil
        state = .fieldStart
    }

    /// After a fault: goes back to the line after the one where the last quote opened, or skips the rest of this line.
    mutating func resynchronise() {
        let from = opening ?? (recordStart, recordLine)
        position = from.position
        line = from.line
        beginRecord()
        state = .skipping
    }

    /// Moves every place back after the buffer has lost what lies before the record.
    mutating func rebase() {
        position -= recordStart
        fieldStart -= recordStart
        if let opened = opening { opening = (opened.position - recordStart, opened.line) }
        for place in fields.indices {
            let range = fields[place].range
            fields[place].range = (range.lowerBound - recordStart)..<(range.upperBound - recordStart)
        }
        recordStart = 0
    }
}

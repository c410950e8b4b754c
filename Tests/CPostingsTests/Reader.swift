// The module under test, with Swift's arrays at its edges.
import CPostings

struct Postings: Equatable {
    var rows: [UInt32]
    var tf: [UInt16]?
}

final class Reader {
    let pointer: OpaquePointer
    let opened: cpostings_code
    private var list = cpostings_list()

    init(_ db: Database, _ table: String, _ detail: cpostings_detail) {
        var reader: OpaquePointer?
        opened = cpostings_open(db.handle, "main", table, detail, &reader)
        pointer = reader!
    }

    deinit {
        cpostings_list_free(&list)
        cpostings_close(pointer)
    }

    var message: String { String(cString: cpostings_message(pointer)) }

    private var postings: Postings {
        let rows = Array(UnsafeBufferPointer(start: list.rows, count: list.count))
        return Postings(rows: rows, tf: list.tf.map { Array(UnsafeBufferPointer(start: $0, count: list.count)) })
    }

    func term(_ term: String, tf: Bool = false) -> (cpostings_code, Postings) {
        let bytes = Array(term.utf8)
        let want = tf ? UInt32(CPOSTINGS_TF) : UInt32(CPOSTINGS_ROWS)
        let code = cpostings_term(pointer, bytes, bytes.count, want, &list)
        return (code, postings)
    }

    func among(_ term: String, _ rows: [UInt32], tf: Bool = false) -> (cpostings_code, Postings) {
        let bytes = Array(term.utf8)
        let want = tf ? UInt32(CPOSTINGS_TF) : UInt32(CPOSTINGS_ROWS)
        let code = cpostings_among(pointer, bytes, bytes.count, want, rows, rows.count, &list)
        return (code, postings)
    }

    func count(_ term: String) -> (cpostings_code, UInt64) {
        let bytes = Array(term.utf8)
        var rows: UInt64 = 0
        let code = cpostings_count(pointer, bytes, bytes.count, &rows)
        return (code, rows)
    }

    func prefix(_ prefix: String, limit: UInt32 = .max, tf: Bool = false)
        -> (code: cpostings_code, postings: Postings, terms: UInt32, more: Bool)
    {
        let bytes = Array(prefix.utf8)
        var terms: UInt32 = 0
        var more = false
        let want = tf ? UInt32(CPOSTINGS_TF) : UInt32(CPOSTINGS_ROWS)
        let code = cpostings_prefix(pointer, bytes, bytes.count, limit, want, &list, &terms, &more)
        return (code, postings, terms, more)
    }

    private final class Terms { var all: [String: UInt64] = [:], order: [[UInt8]] = [], limit = Int.max }

    func terms(_ prefix: String, limit: Int = .max) -> (code: cpostings_code, rows: [String: UInt64], order: [[UInt8]])
    {
        let found = Terms()
        found.limit = limit
        let bytes = Array(prefix.utf8)
        let context = Unmanaged.passUnretained(found).toOpaque()
        let code = cpostings_each_term(
            pointer, bytes, bytes.count,
            { context, term, size, rows in
                let found = Unmanaged<Terms>.fromOpaque(context!).takeUnretainedValue()
                let bytes = Array(UnsafeBufferPointer(start: term, count: size))
                found.order.append(bytes)
                found.all[String(decoding: bytes, as: UTF8.self)] = rows
                return found.order.count < found.limit
            }, context)
        return (code, found.all, found.order)
    }

    /// The places of each row, each column << 32 | position.
    func places(_ term: String) -> (cpostings_code, [UInt32: [UInt64]]) {
        let bytes = Array(term.utf8)
        let code = cpostings_term(pointer, bytes, bytes.count, UInt32(CPOSTINGS_PLACES), &list)
        var out: [UInt32: [UInt64]] = [:]
        for i in 0..<list.count {
            var places = [UInt64](repeating: 0, count: cpostings_places(&list, i, nil, 0))
            _ = cpostings_places(&list, i, &places, places.count)
            out[list.rows[i]] = places
        }
        return (code, out)
    }

    /// - Parameter among: rows and, for each, the position that the phrase begins below; nil for all rows.
    func phrase(_ terms: [String], among some: (rows: [UInt32], ends: [UInt32])? = nil) -> (cpostings_code, Postings) {
        let lists = UnsafeMutablePointer<cpostings_list>.allocate(capacity: terms.count)
        lists.initialize(repeating: cpostings_list(), count: terms.count)
        defer {
            for i in terms.indices { cpostings_list_free(lists + i) }
            lists.deallocate()
        }
        for (i, term) in terms.enumerated() {
            let bytes = Array(term.utf8)
            let want = UInt32(CPOSTINGS_PLACES)
            let code =
                if let some {
                    cpostings_among(pointer, bytes, bytes.count, want, some.rows, some.rows.count, lists + i)
                } else {
                    cpostings_term(pointer, bytes, bytes.count, want, lists + i)
                }
            if code != CPOSTINGS_OK { return (code, Postings(rows: [], tf: nil)) }
        }
        let pointers: [UnsafePointer<cpostings_list>?] = terms.indices.map { UnsafePointer(lists + $0) }
        let offsets = terms.indices.map { UInt32($0) }
        let count = Int32(terms.count)
        let code =
            if let some {
                cpostings_phrase_among(pointers, offsets, count, some.rows, some.ends, some.rows.count, 0, &list)
            } else {
                cpostings_phrase(pointers, offsets, count, 0, &list)
            }
        return (code, postings)
    }
}

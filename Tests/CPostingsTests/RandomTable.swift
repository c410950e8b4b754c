// An external-content FTS5 table that lives through random inserts, updates, deletes and merges, and beside it the same
// rows in a dictionary: what the index should say.
import CPostings

struct Shape: CustomStringConvertible, Sendable {
    var seed: UInt64
    var full: Bool
    var columns: Int
    var pageSize: Int
    var hashSize: Int
    var automerge: Int
    var description: String {
        "seed \(seed) \(full ? "full" : "none") columns \(columns) pgsz \(pageSize) hashsize \(hashSize) automerge \(automerge)"
    }

    static let all: [Shape] = (0..<32).map { i in
        Shape(
            seed: UInt64(i), full: i % 2 == 0, columns: 1 + i / 2 % 3, pageSize: [48, 100, 512, 4050][i / 4 % 4],
            hashSize: [1, 2_000, 40_000][i % 3], automerge: [0, 4, 2, 16, 0][i % 5])
    }
}

final class RandomTable {
    let db: Database
    let shape: Shape
    var random: Seeded
    var rows: [UInt32: [[String]]] = [:]
    var alive: [UInt32] = []  // the keys of `rows`, in an order that depends on the seed alone
    var top: UInt32 = 0
    static let words: [String] = (0..<160).map { (i: Int) -> String in
        let stems = ["退款", "健身", "退", "武汉市", "a", "ab"]
        if i % 3 > 0 { return "w\(i % 11)x\(i)" }
        return i < 18 ? stems[i / 3] : stems[i / 3 % 6] + "\(i)"
    }

    init(_ db: Database, _ shape: Shape) throws {
        self.db = db
        self.shape = shape
        random = Seeded(shape.seed)
        let names = (0..<shape.columns).map { "c\($0)" }
        try db.run("CREATE TABLE content(id INTEGER PRIMARY KEY, \(names.joined(separator: ", ")))")
        try db.run(
            "CREATE VIRTUAL TABLE t USING fts5(\(names.joined(separator: ", ")), content='content', content_rowid='id', "
                + "detail=\(shape.full ? "full" : "none"), columnsize=0)")
        try db.run("INSERT INTO t(t, rank) VALUES('pgsz', \(shape.pageSize))")
        try db.run("INSERT INTO t(t, rank) VALUES('automerge', \(shape.automerge))")
        try db.run("INSERT INTO t(t, rank) VALUES('crisismerge', 64)")
        try db.run("INSERT INTO t(t, rank) VALUES('hashsize', \(shape.hashSize))")
    }

    var detail: cpostings_detail { shape.full ? CPOSTINGS_FULL : CPOSTINGS_NONE }

    /// Words as skewed as words are: the first ones stand in most rows.
    func text() -> [[String]] {
        (0..<shape.columns).map { column in
            let long = Int.random(in: 0..<40, using: &random) == 0
            let count = Int.random(in: 0...(long ? 600 : 9), using: &random)
            return (0..<count).map { _ in
                let x = Double.random(in: 0..<1, using: &random)
                return Self.words[Int(x * x * x * Double(Self.words.count))]
            }
        }
    }

    private func write(_ command: String?, _ row: UInt32, _ text: [[String]]) throws {
        let names = (0..<shape.columns).map { "c\($0)" }.joined(separator: ", ")
        let marks = Array(repeating: "?", count: shape.columns + 1).joined(separator: ", ")
        let values = [.int(Int64(row))] + text.map { Database.Value.text($0.joined(separator: " ")) }
        if let command {
            try db.run("INSERT INTO t(t, rowid, \(names)) VALUES('\(command)', \(marks))", values)
        } else {
            try db.run("INSERT INTO t(rowid, \(names)) VALUES(\(marks))", values)
        }
    }

    func insert(_ row: UInt32) throws {
        let words = text()
        try write(nil, row, words)
        rows[row] = words
        alive.append(row)
        top = max(top, row)
    }

    func delete(_ row: UInt32) throws {
        try write("delete", row, rows[row]!)
        rows[row] = nil
        alive.swapAt(alive.firstIndex(of: row)!, alive.count - 1)
        alive.removeLast()
    }

    func step() throws {
        let victim = alive.randomElement(using: &random)
        switch Int.random(in: 0..<100, using: &random) {
        case 0..<60: try insert(top + 1 + (Int.random(in: 0..<9, using: &random) == 0 ? 300 : 0))
        case 60..<68:  // somewhere in a gap
            let row = UInt32.random(in: 0...(top + 1), using: &random)
            if rows[row] == nil { try insert(row) }
        case 68..<84: if let victim { try delete(victim) }
        default:  // an update
            if let victim {
                try delete(victim)
                try insert(victim)
            }
        }
    }

    /// A transaction of some steps, then now and then some merging.
    func live(_ transactions: Int) throws {
        for _ in 0..<transactions {
            try db.run("BEGIN")
            for _ in 0..<Int.random(in: 1...30, using: &random) { try step() }
            try db.run("COMMIT")
            switch Int.random(in: 0..<30, using: &random) {
            case 0: try db.run("INSERT INTO t(t, rank) VALUES('merge', 3)")
            case 1: try db.run("INSERT INTO t(t, rank) VALUES('merge', -20)")
            case 2 where shape.seed % 4 == 1: try db.run("INSERT INTO t(t) VALUES('optimize')")
            default: break
            }
        }
    }

    /// The dull version of everything: by looking at each row. Word -> row -> occurrences.
    func recount() -> [String: [UInt32: Int]] {
        var out: [String: [UInt32: Int]] = [:]
        for (row, columns) in rows {
            for words in columns { for word in words { out[word, default: [:]][row, default: 0] += 1 } }
        }
        return out
    }

    /// The rows of all words that `matches` says yes to.
    static func postings(_ counts: [String: [UInt32: Int]], where matches: (String) -> Bool) -> Postings {
        var sum: [UInt32: Int] = [:]
        for (word, rows) in counts where matches(word) { sum.merge(rows, uniquingKeysWith: +) }
        let rows = sum.keys.sorted()
        return Postings(rows: rows, tf: rows.map { UInt16(sum[$0]!) })
    }

    func places(_ word: String, in row: UInt32) -> [UInt64] {
        rows[row]!.enumerated().flatMap { column, words in
            words.enumerated().filter { $1 == word }.map { UInt64(column) << 32 | UInt64($0.offset) }
        }
    }
}

// Damaged records: an error or a list, never a crash and never an endless loop. Judge by running under the address
// sanitizer once in a while; CPOSTINGS_FUZZ sets the rounds.
import CPostings
import Foundation
import Testing

@Suite struct CorruptionTests {
    static let rounds = Int(ProcessInfo.processInfo.environment["CPOSTINGS_FUZZ"] ?? "") ?? 300

    func damage(_ bytes: [UInt8], _ random: inout Seeded) -> [UInt8] {
        var bytes = bytes
        switch Int.random(in: 0..<8, using: &random) {
        case 0: bytes.removeLast(Int.random(in: 0...bytes.count, using: &random))
        case 1:
            bytes.append(
                contentsOf: (0..<Int.random(in: 1...40, using: &random)).map { _ in .random(in: 0...255, using: &random)
                })
        case 2: bytes = (0..<Int.random(in: 0...90, using: &random)).map { _ in .random(in: 0...255, using: &random) }
        case 3 where bytes.count >= 4:  // the page's own header
            bytes[Int.random(in: 0..<4, using: &random)] = .random(in: 0...255, using: &random)
        default:
            for _ in 0..<Int.random(in: 1...6, using: &random) where !bytes.isEmpty {
                let hard: [UInt8] = [0, 1, 0x7f, 0x80, 0xff, .random(in: 0...255, using: &random)]
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = hard.randomElement(using: &random)!
            }
        }
        return bytes
    }

    @Test(arguments: [0, 1, 2, 3]) func damagedPagesGiveAnErrorOrAList(_ which: Int) throws {
        let shape = Shape(
            seed: 90 + UInt64(which), full: which % 2 == 0, columns: 2, pageSize: which < 2 ? 60 : 400, hashSize: 3_000,
            automerge: 4)
        let db = try Database()
        let table = try RandomTable(db, shape)
        try table.live(40)
        let pages = try db.blobs("SELECT id, block FROM t_data WHERE id >= 10")
        let words = RandomTable.words + ["absent"]
        var errors = 0, lists = 0
        func seen(_ code: cpostings_code, _ postings: Postings) {
            if code == CPOSTINGS_OK { lists += 1 } else { errors += 1 }
            #expect(zip(postings.rows, postings.rows.dropFirst()).allSatisfy { $0 < $1 })
            #expect(code == CPOSTINGS_OK || postings.rows.isEmpty)
            #expect([CPOSTINGS_OK, CPOSTINGS_CORRUPT, CPOSTINGS_UNKNOWN_FORMAT].contains(code))
        }
        for _ in 0..<Self.rounds {
            try db.run("BEGIN")
            let structure = Int.random(in: 0..<10, using: &table.random) == 0
            for _ in 0..<Int.random(in: 1...4, using: &table.random) {
                let victim = structure ? pages[0] : pages.randomElement(using: &table.random)!
                if Int.random(in: 0..<20, using: &table.random) == 0 {
                    try db.run("DELETE FROM t_data WHERE id = ?", [.int(victim.id)])
                } else {
                    let bytes = damage(victim.bytes, &table.random)
                    try db.run("UPDATE t_data SET block = ? WHERE id = ?", [.blob(bytes), .int(victim.id)])
                }
            }
            let detail = Int.random(in: 0..<20, using: &table.random) == 0 ? CPOSTINGS_NONE : table.detail
            let reader = Reader(db, "t", detail)
            for _ in 0..<3 {
                let (code, postings) = reader.term(words.randomElement(using: &table.random)!, tf: true)
                seen(code, postings)
            }
            let prefix = reader.prefix(["", "w", "退", "a"].randomElement(using: &table.random)!, tf: true)
            seen(prefix.code, prefix.postings)
            seen(reader.terms("").code, Postings(rows: []))
            if detail == CPOSTINGS_FULL {
                let common = RandomTable.words.prefix(8)
                _ = reader.places(common.randomElement(using: &table.random)!)
                let phrase = reader.phrase([common.randomElement(using: &table.random)!, common[0]])
                seen(phrase.0, phrase.1)
            }
            try db.run("ROLLBACK")
        }
        #expect(errors > Self.rounds / 20 && lists > Self.rounds / 20, "\(errors) errors, \(lists) lists")
        let whole = Reader(db, "t", table.detail)
        #expect(
            whole.term(RandomTable.words[0]).1.rows
                == RandomTable.postings(table.recount()) { $0 == RandomTable.words[0] }.rows)
    }
}

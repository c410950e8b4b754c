import Testing

@testable import ComplaintModel

@Suite("CSV records") struct CSVReaderTests {
    /// Every outcome in short: `line:fields` or `line!rule`.
    private func read(_ bytes: [UInt8], chunk: Int = .max, limit: Int = 1 << 20) -> [String] {
        var reader = CSVReader(recordLimit: limit)
        var seen: [String] = []
        func note(_ outcome: CSVReader.Outcome) {
            switch outcome {
            case .success(let record): seen.append("\(record.line):" + record.fields.joined(separator: "·"))
            case .failure(let error): seen.append("\(error.line ?? 0)!\(error.rule)")
            }
        }
        var rest = bytes[...]
        while !rest.isEmpty {
            reader.feed(rest.prefix(chunk), note)
            rest = rest.dropFirst(chunk)
        }
        reader.finish(note)
        return seen
    }

    private func read(_ text: String, chunk: Int = .max, limit: Int = 1 << 20) -> [String] {
        read(Array(text.utf8), chunk: chunk, limit: limit)
    }

    @Test(
        "Records are read the same however the bytes are cut", arguments: [1, 2, 3, 7, 1000])
    func chunks(size: Int) {
        let text = "\u{FEFF}a,b\r\n1,\"x\r\ny\"\r\n\r\n2,\"say \"\"hi\"\", 好\"\n3,\r4,5\" screen\n\"\",\"\"\n7,end"
        let expected = ["1:a·b", "2:1·x\r\ny", "5:2·say \"hi\", 好", "6:3·", "7:4·5\" screen", "8:·", "9:7·end"]
        #expect(read(text, chunk: size) == expected)
    }

    @Test("A ragged record is an error with its line, and reading goes on")
    func ragged() {
        #expect(read("a,b\n1,2\n3\n4,5,6\n7,8\n") == ["1:a·b", "2:1·2", "3!ragged", "4!ragged", "5:7·8"])
    }

    @Test("An open quote at the end names its line, and the lines after it are read", arguments: [1, 5, 1000])
    func unterminated(size: Int) {
        #expect(read("a,b\n1,\"2\n3,4\n5,6", chunk: size) == ["1:a·b", "2!unterminated-quote", "3:3·4", "4:5·6"])
    }

    @Test("A stray quote cannot swallow the file", arguments: [1, 64, 100_000])
    func strayQuote(size: Int) {
        let good = (3...200).map { "\($0),fine" }
        let text = "a,b\n2,\"oops\n" + good.joined(separator: "\n") + "\n201,\"quoted\"\n"
        let seen = read(text, chunk: size, limit: 256)
        #expect(seen.count == 1 + 1 + good.count + 1)
        #expect(seen[1] == "2!too-long" && seen[2] == "3:3·fine" && seen.last == "201:201·quoted")
        #expect(read("a,b\n\"x\"y,2\n3,4\n") == ["1:a·b", "2!stray-quote", "3:3·4"])
    }

    @Test("A line beyond the limit is skipped as a whole", arguments: [1, 50, 100_000])
    func longLine(size: Int) {
        let text = "a,b\n1," + String(repeating: "x", count: 1000) + "\n3,4\n\"" + String(repeating: "\n", count: 300)
        let seen = read(text, chunk: size, limit: 100)
        #expect(seen == ["1:a·b", "2!too-long", "3:3·4", "4!too-long"])
    }

    @Test("Bytes that are not UTF-8 are an error of their record")
    func notUTF8() {
        #expect(read(Array("a,b\n1,".utf8) + [0xC4, 0xE3] + Array("\n2,3".utf8)) == ["1:a·b", "2!not-utf8", "3:2·3"])
    }

    @Test("Random bytes never trap, and cutting changes nothing", arguments: 0..<4)
    func noise(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        let alphabet = Array("\"\"\"\n\r,,ab'=".utf8) + [0xE4, 0xBD, 0xA0]
        for _ in 0..<150 {
            let bytes = (0..<Int.random(in: 0...120, using: &random)).map { _ in
                alphabet.randomElement(using: &random) ?? 0
            }
            let whole = read(bytes, limit: 30)
            #expect(read(bytes, chunk: 1, limit: 30) == whole)
            #expect(read(bytes, chunk: 7, limit: 30) == whole)
        }
    }

    @Test("What the writer wrote the reader reads, formulas and apostrophes too", arguments: [true, false])
    func writer(guards: Bool) {
        var generator = ComplaintGenerator(seed: 5)
        let writer = CSVWriter(guardsFormulas: guards)
        for _ in 0..<200 {
            // The file's first field must not begin with what is taken for a byte order mark.
            let fields = [""] + (0..<3).map { _ in generator.string() }
            var bytes: [UInt8] = []
            writer.append(fields, to: &bytes)
            var reader = CSVReader(removesFormulaGuards: guards)
            var records: [[String]] = []
            reader.feed(bytes) { if case .success(let record) = $0 { records.append(record.fields) } }
            reader.finish { if case .success(let record) = $0 { records.append(record.fields) } }
            #expect(records.map { $0.map { Array($0.utf8) } } == [fields.map { Array($0.utf8) }])
        }
    }

    @Test(
        "A formula gets an apostrophe and loses exactly that one",
        arguments: [
            ("=1+1", "'=1+1"), ("+86", "'+86"), ("-", "'-"), ("@a", "'@a"), ("\tx", "'\tx"), ("\rx", "'\rx"),
            ("'=1", "''=1"),
            ("'plain", "'plain"), ("'", "'"), ("", ""), ("a=b", "a=b"),
        ])
    func formulas(text: String, guarded: String) {
        #expect(FormulaGuard.add(to: text) == guarded)
        #expect(FormulaGuard.remove(from: guarded) == text)
    }
}

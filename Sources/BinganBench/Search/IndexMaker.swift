import ArgumentParser
import ComplaintIndex
import ComplaintModel
import CorpusGenerator
import Foundation

/// What making an index cost, kept beside it so that later runs can say it.
struct IndexFacts: Codable {
    var rows: Int
    var textBytes: Int
    /// Seconds of CPU, all threads, and of wall time.
    var cpu: Double
    var wall: Double
    var indexBytes: Int
    var peakMegabytes: Double

    var text: String {
        let rate =
            "\((Double(rows) / cpu).digits(0)) complaints per CPU second, \((Double(rows) / wall).digits(0)) per second"
        return "import    \(rows) complaints in \(wall.digits(1)) s (\(cpu.digits(1)) s of CPU): \(rate), at most "
            + "\(peakMegabytes.digits(0)) MB; file \((Double(indexBytes) / 1e6).digits(0)) MB for \((Double(textBytes) / 1e6).digits(0)) MB of text"
    }
}

/// Makes the index that is measured: each text of rows.txt within a generated complaint, so that merchants, dates, money
/// and categories are spread as in life.
struct IndexMaker {
    let work: String
    let db: String
    let rows: Int
    let isPlain: Bool

    /// The facts of the index, which is made where it does not exist.
    func index() throws -> IndexFacts {
        let facts = URL(fileURLWithPath: db + ".facts.json")
        if FileManager.default.fileExists(atPath: db) {
            if let known = try? JSONDecoder().decode(IndexFacts.self, from: Data(contentsOf: facts)) { return known }
            let store = try Store(path: db, access: .read)
            let count = try store.search(SearchRequest(query: "", limit: 1)).total
            return IndexFacts(rows: count, textBytes: 0, cpu: 0, wall: 0, indexBytes: 0, peakMegabytes: 0)
        }
        let lines = db + ".jsonl"
        defer { try? FileManager.default.removeItem(atPath: lines) }
        let bytes = try write(to: lines)
        let store = try Store(path: db, access: .create)
        let (counts, timing) = try Timing.of {
            try Importer(store: store, options: ImportOptions(checks: false, by: "bench")).run(
                ImportSource(path: lines)
            ) { _ in }
        }
        try store.close()
        let size = try FileManager.default.attributesOfItem(atPath: db)[.size] as? Int ?? 0
        let made = IndexFacts(
            rows: counts.imported, textBytes: bytes, cpu: timing.cpu, wall: timing.wall, indexBytes: size,
            peakMegabytes: Memory.now.peak)
        try JSONEncoder().encode(made).write(to: facts)
        return made
    }

    /// Writes the complaints as JSON Lines; gives the bytes of their texts.
    private func write(to path: String) throws -> Int {
        let texts = work + "/rows.txt"
        guard FileManager.default.fileExists(atPath: texts) else {
            throw ValidationError("\(texts): no such file; make it with ../shared/peers/corpus.py")
        }
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let output = FileHandle(forWritingAtPath: path)
        else { throw ValidationError("\(path): can't be written") }
        var generator = ComplaintGenerator(CorpusOptions(count: rows, seed: 5, days: 1460))
        var (generated, labels, buffer): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
        var (bytes, count) = (0, 0)
        let file = try InputFile(path: texts)
        var splitter = LineSplitter()
        func take(_ line: Int, _ text: ArraySlice<UInt8>?) throws {
            guard let text, count < rows else { return }
            count += 1
            bytes += text.count
            generated.removeAll(keepingCapacity: true)
            labels.removeAll(keepingCapacity: true)
            if !isPlain { _ = generator.writeNext(rows: &generated, labels: &labels) }
            Self.write(text, number: line, within: generated, into: &buffer)
            if buffer.count > 1 << 20 {
                try output.write(contentsOf: buffer)
                buffer.removeAll(keepingCapacity: true)
            }
        }
        while count < rows, let chunk = try file.next() { try splitter.feed(chunk, take) }
        try splitter.finish(take)
        try output.write(contentsOf: buffer)
        try output.close()
        return bytes
    }

    /// The text in the place of the generated complaint's own; without one, with a number alone.
    private static func write(
        _ text: ArraySlice<UInt8>, number: Int, within generated: [UInt8], into buffer: inout [UInt8]
    ) {
        var object = JSONObject()
        if case .object(let complaint)? = try? JSONValue(parsing: generated) {
            object = complaint
        } else {
            object.append("number", .string("B\(number)"))
        }
        object["text"] = .string(String(decoding: text, as: UTF8.self))
        object.write(into: &buffer)
        buffer.append(0x0A)
    }
}

import ArgumentParser
import ComplaintIndex
import ComplaintModel
import Foundation

/// An index over texts, made by the importer as a user's would be: the text at place n gets the id n + 1.
struct TextIndex {
    let store: Store
    private let scratch: Scratch
    /// By place, the first place of the same text.
    private let firstPlaces: [Int]

    init(_ texts: [String]) throws {
        var seen: [String: Int] = [:]
        firstPlaces = texts.enumerated().map { place, text in
            let first = seen[text] ?? place
            seen[text] = first
            return first
        }
        scratch = try Scratch()
        let file = scratch.path("texts.jsonl")
        try Self.write(texts, to: file)
        store = try Store(path: scratch.path("index.sqlite"), access: .create)
        let importer = Importer(store: store, options: ImportOptions(by: "bench"))
        let counts = try importer.run(ImportSource(path: file)) { _ in }
        guard counts.imported == texts.count else {
            throw ValidationError("\(counts.imported) of \(texts.count) texts went in: ids would not fit")
        }
    }

    /// Whether two ids stand for equal texts.
    func isSameText(_ a: Int64, _ b: Int64) -> Bool { firstPlaces[Int(a) - 1] == firstPlaces[Int(b) - 1] }

    /// A file of complaints that have nothing but a text.
    static func write(_ texts: [String], to path: String) throws {
        var bytes: [UInt8] = []
        for text in texts {
            JSONValue.object(["text": .string(text)]).write(into: &bytes)
            bytes.append(0x0A)
        }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
    }
}

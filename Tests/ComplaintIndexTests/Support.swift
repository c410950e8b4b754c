import ComplaintModel
import Foundation
import GRDB

@testable import ComplaintIndex

/// A folder that goes when the test ends.
final class Folder: Sendable {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("bingan-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appendingPathComponent(name).path }

    /// Writes a file and gives its path.
    func file(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: path(name)))
        return path(name)
    }
}

/// An index in a folder of its own.
struct TestIndex: Sendable {
    let folder: Folder
    let store: Store

    /// - Parameter texts: a complaint each, ids from 1 on.
    init(_ texts: [String] = []) throws {
        folder = try Folder()
        store = try Store(path: folder.path("index.sqlite"), access: .create)
        for text in texts { _ = try store.add(Complaint(text: text), by: "test") }
    }

    @discardableResult
    func add(_ json: String, update: Bool = false) throws -> AddResult {
        try store.add(TestIndex.complaint(json), update: update, by: "test").result
    }

    static func complaint(_ json: String) throws -> Complaint { try ComplaintDecoder().decode(Array(json.utf8)) }

    /// The rows that hold every word, by id.
    func strict(_ query: String) throws -> [Int64] { try store.matchingIDs(query: query, limit: .max) }

    func search(_ query: String, limit: Int = 100) throws -> SearchAnswer {
        try store.search(SearchRequest(query: query, limit: limit))
    }

    /// The pieces of the first hit's snippet that are marked.
    func marked(_ query: String) throws -> [String] {
        guard let hit = try search(query).hits.first else { return [] }
        let scalars = Array(hit.snippet.unicodeScalars)
        return hit.highlights.map { range in
            scalars[range].reduce(into: "") { $0.unicodeScalars.append($1) }
        }
    }

    /// A number that a statement gives, for what no call of the store tells.
    func number(_ sql: String) throws -> Int? {
        try store.pool.read { db in try Int.fetchOne(db, sql: sql) }
    }
}

/// The checkout.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// Steele, Lea and Flood's SplitMix64: the same choices on every machine.
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}

import Foundation
import Testing

/// Rules that the tree itself keeps.
@Suite("The tree") struct SourceTests {
    private static func texts(_ folder: String, _ suffixes: [String]) throws -> [(path: String, text: String)] {
        let root = Scratch.checkout.appendingPathComponent(folder)
        let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
        return try files.compactMap { $0 as? URL }.filter { suffixes.contains($0.pathExtension) }.map {
            (String($0.path.dropFirst(Scratch.checkout.path.count + 1)), try String(contentsOf: $0, encoding: .utf8))
        }
    }

    @Test("every statement of Index/queries is called by name somewhere")
    func statementsAreUsed() throws {
        let sources = try Self.texts("Sources", ["swift"]).map(\.text).joined()
        let named = Set(sources.matches(of: /"([a-z0-9-]+)"/).map { String($0.1) })
        let cases = Set(
            sources.matches(of: /(?m)^ *case ([a-z, ]+)$/).flatMap {
                $0.1.split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
            })
        var statements = 0
        for file in try Self.texts("Index/queries", ["sql"]) {
            for match in file.text.matches(of: /(?m)^-- name: ([a-z0-9-]+)/) {
                let name = String(match.1)
                statements += 1
                #expect(named.contains(name) || cases.contains(name), "\(file.path): \(name) is called nowhere")
            }
        }
        #expect(statements > 100)
    }

    @Test("no statement of SQL stands in Swift")
    func noSQLInSwift() throws {
        for file in try Self.texts("Sources", ["swift"]) {
            let found = file.text.firstMatch(
                of: #/"(SELECT|INSERT INTO|INSERT OR|UPDATE [a-z_]+ SET|DELETE FROM|CREATE TABLE|CREATE INDEX) /#)
            #expect(found == nil, "\(file.path): \(found.map { String($0.0) } ?? "")")
        }
    }

    @Test("imports run one way: a module uses only those before it")
    func importsRunOneWay() throws {
        let order = [
            "CICU", "CPostings", "TextAnalysis", "ComplaintModel", "ComplaintIndex", "DuplicateDetection",
            "MerchantClusters", "BinganService", "BinganHTTP", "bingan",
        ]
        for (place, module) in order.enumerated() {
            for file in try Self.texts("Sources/\(module)", ["swift"]) {
                for match in file.text.matches(of: /(?m)^(?:@testable )?import (?:[a-z]+ )?([A-Za-z]+)/) {
                    guard let used = order.firstIndex(of: String(match.1)) else { continue }
                    #expect(used < place, "\(file.path) imports \(match.1)")
                }
            }
        }
    }
}

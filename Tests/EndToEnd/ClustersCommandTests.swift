import Foundation
import Testing

@Suite struct ClustersCommandTests {
    /// A database with the sample, gone when the test ends.
    private final class Sample {
        let folder: URL
        var path: String { folder.appendingPathComponent("sample.sqlite").path }

        init() throws {
            folder = FileManager.default.temporaryDirectory.appendingPathComponent(
                "bingan-clusters-\(UUID().uuidString)")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let outcome = try Binary.run(["--db", path, "import", "Corpus/complaints.jsonl"])
            #expect(outcome.code == 0)
        }

        deinit { try? FileManager.default.removeItem(at: folder) }

        func run(_ arguments: String...) throws -> Binary.Outcome { try Binary.run(["--db", path] + arguments) }

        func json(_ arguments: String...) throws -> [String: Any] {
            let outcome = try Binary.run(["--db", path] + arguments + ["--format", "json"])
            #expect(outcome.code == 0)
            return try #require(
                JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any])
        }
    }

    @Test("clusters of the sample add up, and each of their complaints names them")
    func clusters() throws {
        let sample = try Sample()
        let list = try sample.json("clusters", "--sort", "size", "--limit", "5")
        let clusters = try #require(list["clusters"] as? [[String: Any]])
        #expect(clusters.count == 5)
        for cluster in clusters {
            let count = try #require(cluster["count"] as? [String: Int])
            #expect(
                count["complaints"] == count["distinct", default: 0] + count["repeats", default: 0]
                    + count["copies", default: 0])
            #expect(count["complaints", default: 0] >= 3)
        }
        let id = try #require(clusters[0]["id"] as? Int)
        let one = try sample.json("clusters", "\(id)")
        let members = try #require(one["complaints"] as? [Int])
        #expect(members.count == (clusters[0]["count"] as? [String: Int])?["complaints"])
        let complaint = try sample.json("show", "\(members[0])")
        #expect((complaint["cluster"] as? [String: Int])?["id"] == id)
    }

    @Test("a report is the same file twice, self-contained and masked; a wrong parameter is named")
    func report() throws {
        let sample = try Sample()
        let first = try sample.run("report", "--from", "2021-01")
        let again = try sample.run("report", "--from", "2021-01")
        #expect(first.code == 0)
        #expect(first.output == again.output)
        #expect(first.output.hasPrefix("<!DOCTYPE html>"))
        #expect(first.output.contains("report --from 2021-01"))
        #expect(!first.output.contains("<script") && !first.output.contains("src="))
        #expect(try sample.run("report", "--from", "2021-13").code == 2)
        #expect(try sample.run("report", "--cluster", "999999").code == 1)
        #expect(try sample.run("clusters", "--sort", "beauty").errors.contains("sort"))
    }

    @Test("a rebuild in full says how many clusters there are, and lists go on")
    func rebuild() throws {
        let sample = try Sample()
        let outcome = try sample.run("clusters", "--rebuild")
        #expect(outcome.code == 0)
        #expect(outcome.output.hasPrefix("clusters "))
        let list = try sample.json("clusters", "--sort", "size")
        #expect(try #require(list["total"] as? Int) > 5)
    }

    @Test("stats counts each value in three forms")
    func stats() throws {
        let sample = try Sample()
        let answer = try sample.json("stats", "--by", "district")
        let count = try #require(answer["count"] as? [String: Int])
        #expect(count["complaints"] == 579)
        #expect(count["people", default: 0] < 579)
        let rows = try #require((answer["by"] as? [String: [[String: Any]]])?["district"])
        #expect(rows.allSatisfy { ($0["people"] as? Int ?? .max) <= ($0["count"] as? Int ?? 0) })
    }
}

import CorpusGenerator
import Foundation
import Testing

@Suite("Generated complaints")
struct ValidityTests {
    @Test("are the same bytes for the same seed, and others for another")
    func determinism() {
        let first = Sample.bytes(CorpusOptions(count: 800, seed: 5))
        let again = Sample.bytes(CorpusOptions(count: 800, seed: 5))
        let other = Sample.bytes(CorpusOptions(count: 800, seed: 6))
        #expect(first.rows == again.rows)
        #expect(first.labels == again.labels)
        #expect(first.rows != other.rows)
    }

    @Test("are what they were: a change of the generator changes every corpus ever named by its seed")
    func frozen() {
        let (rows, labels) = Sample.bytes(CorpusOptions(count: 300, seed: 42))
        #expect(Self.hash(rows) == 1076868271373631457)
        #expect(Self.hash(labels) == 15344016458942825121)
    }

    private static func hash(_ bytes: [UInt8]) -> UInt64 {
        bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    @Test("parse line by line, with closed enumerations and fields of the right kind")
    func validity() throws {
        let sample = try Sample(count: 3000, seed: 2)
        #expect(sample.rows.count == 3000)
        let channels: Set = [
            "12315", "12365", "12331", "12330", "12358", "12345", "web", "city-site", "app", "mini-program", "letter",
            "visit", "other",
        ]
        var seen: Set<String> = []
        var numbers: Set<String> = []
        for row in sample.rows {
            let channel = try #require(row["channel"] as? String)
            #expect(channels.contains(channel))
            seen.insert(channel)
            #expect(["complaint", "report", "consultation"].contains(row["kind"] as? String))
            let text = try #require(row["text"] as? String)
            #expect((10...620).contains(text.unicodeScalars.count))
            #expect(!text.contains { "@#{}|".contains($0) || $0.isASCII && $0.isUppercase && text.contains("{") })
            numbers.insert(try #require(row["number"] as? String))
            if let amount = row["amount"] as? Double { #expect(amount >= 0) }
            if let phone = (row["complainant"] as? [String: Any])?["phone"] as? String { #expect(phone.count == 11) }
        }
        #expect(seen == channels)
        #expect(numbers.count == 3000)
    }

    @Test("hold handling fields that agree with their status")
    func handling() throws {
        for row in try Sample(count: 2000, seed: 3).rows {
            let status = try #require(row["status"] as? String)
            let received = try #require(row["received_at"] as? String)
            let steps = ["accepted_at", "contacted_at", "closed_at"].map { row[$0] as? String }
            switch status {
            case "received": #expect(steps == [nil, nil, nil])
            case "accepted": #expect(steps[0] != nil && steps[1] == nil && steps[2] == nil)
            case "mediating": #expect(steps[0] != nil && steps[1] != nil && steps[2] == nil)
            case "closed": #expect(steps.allSatisfy { $0 != nil } && row["outcome"] is String)
            case "declined": #expect(row["outcome"] is String && steps[0] == nil)
            default: Issue.record("unknown status \(status)")
            }
            let times = [received] + steps.compactMap { $0 }
            #expect(times == times.sorted())
        }
    }

    @Test("come as CSV with a header and as many fields in each line")
    func csv() throws {
        let bytes = Sample.bytes(CorpusOptions(count: 200, seed: 4, format: .csv)).rows
        let text = String(decoding: bytes, as: UTF8.self)
        let lines = text.split(separator: "\r\n")
        #expect(lines.count == 201)
        for line in lines {
            var commas = 0
            var isQuoted = false
            for character in line {
                if character == "\"" { isQuoted.toggle() }
                if character == ",", !isQuoted { commas += 1 }
            }
            #expect(commas == 28)
        }
    }

    @Test("arrive in order, most in the afternoon, fewest on Sundays")
    func times() throws {
        let times = try Sample(count: 6000, seed: 8).rows.compactMap { $0["received_at"] as? String }
        #expect(times == times.sorted())
        let hours = times.compactMap { Int($0.dropFirst(11).prefix(2)) }
        let afternoon = hours.filter { (14...16).contains($0) }.count
        let morning = hours.filter { (9...11).contains($0) }.count
        #expect(afternoon > morning)
        #expect(hours.filter { $0 < 6 }.count < hours.count / 20)
    }
}

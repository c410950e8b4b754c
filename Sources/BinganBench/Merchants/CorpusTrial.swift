import ComplaintIndex
import ComplaintModel
import Foundation
import MerchantClusters
import TextAnalysis

/// The sample corpus: its complaints with the merchants of Corpus/merchants.jsonl.
struct CorpusTrial {
    let folder: String
    let errors: Int

    func run() throws {
        var trial = try MerchantTrial(Analyzer())
        var truth: [String: String] = [:]
        try Lines.forEachObject(in: folder + "/merchants.jsonl") { object in
            if case .array(let numbers)? = object["numbers"] {
                for case .string(let number) in numbers { truth[number] = object.string("id") }
            }
        }
        let decoder = ComplaintDecoder()
        var things: [(truth: String, mention: Int64)] = []
        try Lines.forEach(in: folder + "/complaints.jsonl") { line in
            let complaint = try decoder.decode(line)
            if let mention = try trial.add(complaint), let number = complaint.number, let id = truth[number] {
                things.append((id, mention))
            }
        }
        var table = Table("Corpus/complaints.jsonl", "pair P", "pair R", "pair F1", "B³ P", "B³ R", "B³ F1")
        table.add(["as they arrive"] + PartitionScores(things.map { ($0.truth, trial.entity(of: $0.mention)) }).cells)
        trial.resolve()
        table.add(["resolved anew"] + PartitionScores(things.map { ($0.truth, trial.entity(of: $0.mention)) }).cells)
        table.add(
            ["exact folded name"]
                + PartitionScores(try things.map { ($0.truth, try trial.folded(trial.name(of: $0.mention))) }).cells)
        table.show()
        if errors > 0 {
            ErrorList(
                things.map {
                    ($0.truth, trial.entity(of: $0.mention), trial.name(of: $0.mention), trial.reasons(of: $0.mention))
                },
                limit: errors
            ).show()
        }
    }
}

/// Names written by hand with the merchant each stands for, and what else a complaint may tell.
struct NamesTrial {
    let folder: String
    let errors: Int

    func run() throws {
        let path = folder + "/merchants/names.jsonl"
        guard FileManager.default.fileExists(atPath: path) else { return print("\(path): not there\n") }
        var things: [(truth: String, mention: Int64)] = []
        var trial = try MerchantTrial(Analyzer())
        try Lines.forEachObject(in: path) { object in
            var complaint = Complaint(text: "")
            complaint.merchant = MerchantPart(
                name: object.string("name"), address: object.optional("address"), uscc: object.optional("uscc"),
                platform: object.optional("platform"), phone: object.optional("phone"))
            complaint.category = object.optional("category")
            complaint.district = object.optional("district")
            if let mention = try trial.add(complaint) { things.append((object.string("merchant"), mention)) }
        }
        var table = Table(
            "Corpus/merchants/names.jsonl, \(things.count) names", "pair P", "pair R", "pair F1", "B³ P", "B³ R",
            "B³ F1")
        table.add(["as they arrive"] + PartitionScores(things.map { ($0.truth, trial.entity(of: $0.mention)) }).cells)
        trial.resolve()
        let found = things.map { ($0.truth, trial.entity(of: $0.mention)) }
        table.add(["resolved anew"] + PartitionScores(found).cells)
        let folded = try things.map { try trial.folded(trial.name(of: $0.mention)) }
        table.add(["exact folded name"] + PartitionScores(zip(things, folded).map { ($0.truth, $1) }).cells)
        let loose = SubsequenceBaseline.clusters(folded)
        table.add(
            ["subsequence"] + PartitionScores(zip(things, loose).compactMap { a, b in b.map { (a.truth, $0) } }).cells)
        table.show()
        if errors > 0 {
            ErrorList(
                things.map {
                    ($0.truth, trial.entity(of: $0.mention), trial.name(of: $0.mention), trial.reasons(of: $0.mention))
                },
                limit: errors
            ).show()
        }
    }
}

/// Lines of a JSON Lines file of the repository.
enum Lines {
    static func forEach(in path: String, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CocoaError(.fileNoSuchFile, userInfo: [NSFilePathErrorKey: path])
        }
        for line in [UInt8](data).split(separator: 0x0A) { try body(line) }
    }

    static func forEachObject(in path: String, _ body: (JSONObject) throws -> Void) throws {
        try forEach(in: path) { line in
            if case .object(let object) = try JSONValue(parsing: line) { try body(object) }
        }
    }
}

extension JSONObject {
    func optional(_ name: String) -> String? {
        let text = string(name)
        return text.isEmpty ? nil : text
    }
}

import ComplaintModel
import MerchantClusters
import TextAnalysis

/// Full and short names of listed companies: all full names are in, each short one comes after.
struct PairsTrial {
    let data: DataOptions
    let errors: Int

    func run() throws {
        var pairs: [(a: String, b: String, same: Bool, kind: String)] = []
        try data.forEachObject(in: "merchant_pairs.jsonl.gz") { object in
            var same = false
            if case .number(let number)? = object["same"] { same = number.text == "1" }
            pairs.append((object.string("a"), object.string("b"), same, object.string("kind")))
        }
        var trial = try MerchantTrial(Analyzer())
        var mentions: [String: Int64] = [:]
        func add(_ name: String) throws {
            if mentions[name] == nil {
                mentions[name] = try trial.add(Complaint(merchant: MerchantPart(name: name), text: ""))
            }
        }
        try data.forEachObject(in: "companies.jsonl.gz") { try add($0.string("full")) }
        for pair in pairs where !pair.same {
            try add(pair.a)
            try add(pair.b)
        }
        let full = Set(mentions.keys)
        for pair in pairs { try add(pair.b) }
        var table = Table("full and short names", "pairs", "joined as they arrive", "share", "joined anew", "share")
        let online = mentions.mapValues { trial.entity(of: $0) }
        trial.resolve()
        let anew = mentions.mapValues { trial.entity(of: $0) }
        for kind in Set(pairs.map(\.kind)).sorted() + ["full-short, all"] {
            let some = pairs.filter { kind == "full-short, all" ? $0.kind.hasPrefix("full-short") : $0.kind == kind }
            let (a, b) = (some.count { online[$0.a] == online[$0.b] }, some.count { anew[$0.a] == anew[$0.b] })
            table.add(kind, "\(some.count)", "\(a)", a.share(of: some.count), "\(b)", b.share(of: some.count))
        }
        table.show()
        let byEntity = Dictionary(grouping: full, by: { anew[$0] })
        let mixed = byEntity.values.filter { $0.count > 1 }
        print("merchants with more than one full name: \(mixed.count) of \(full.count) names\n")
        guard errors > 0 else { return }
        for group in mixed.prefix(errors) { print("  mixed: \(group.joined(separator: " | "))") }
        var shown: [String: Int] = [:]
        for pair in pairs where (anew[pair.a] == anew[pair.b]) != pair.same && shown[pair.kind, default: 0] < errors {
            shown[pair.kind, default: 0] += 1
            let why = [pair.a, pair.b].map {
                mentions[$0].map {
                    trial.reasons(of: $0).map { "\($0.kind.rawValue) \($0.weight)" }.joined(separator: " ")
                } ?? ""
            }
            print(
                "  \(pair.kind): \(pair.a) {\(why[0])} | \(pair.b) {\(why[1])}\n      \(try trial.reading(of: pair.a))\n      \(try trial.reading(of: pair.b))"
            )
        }
    }
}

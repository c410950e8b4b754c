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
        // Rules are developed on one half of the companies and confirmed on the other.
        var table = Table(
            "full and short names", "pairs", "joined as they arrive", "share", "joined anew", "share",
            "first half, arriving", "second half, arriving")
        let online = mentions.mapValues { trial.entity(of: $0) }
        trial.resolve()
        let anew = mentions.mapValues { trial.entity(of: $0) }
        for kind in Set(pairs.map(\.kind)).sorted() + ["full-short, all"] {
            let some = pairs.filter { kind == "full-short, all" ? $0.kind.hasPrefix("full-short") : $0.kind == kind }
            let (a, b) = (some.count { online[$0.a] == online[$0.b] }, some.count { anew[$0.a] == anew[$0.b] })
            let halves = [0, 1].map { half in
                let chosen = some.filter { Self.half(of: $0.a) == half }
                let joined = chosen.count { online[$0.a] == online[$0.b] }
                return "\(joined)/\(chosen.count) \(joined.share(of: chosen.count))"
            }
            table.add(
                kind, "\(some.count)", "\(a)", a.share(of: some.count), "\(b)", b.share(of: some.count), halves[0],
                halves[1])
        }
        table.show()
        showMixed(full, online, trial, as: "as they arrive")
        showMixed(full, anew, trial, as: "resolved anew")
        guard errors > 0 else { return }
        var shown: [String: Int] = [:]
        for pair in pairs where (anew[pair.a] == anew[pair.b]) != pair.same && shown[pair.kind, default: 0] < errors {
            shown[pair.kind, default: 0] += 1
            let why = [pair.a, pair.b].map {
                mentions[$0].map { Self.words(trial.reasons(of: $0)) } ?? ""
            }
            print(
                "  \(pair.kind): \(pair.a) {\(why[0])} | \(pair.b) {\(why[1])}\n      \(try trial.reading(of: pair.a))\n      \(try trial.reading(of: pair.b))"
            )
        }
    }

    /// Which half of the companies a full name belongs to: 0 or 1, by a hash (FNV-1a) of its bytes.
    private static func half(of name: String) -> Int {
        Int(name.utf8.reduce(0x811C_9DC5 as UInt32) { ($0 ^ UInt32($1)) &* 0x0100_0193 } >> 7 & 1)
    }

    /// Merchants that more than one full name was put to, with all their names and why each is there.
    private func showMixed(
        _ full: Set<String>, _ entities: [String: Int64], _ trial: MerchantTrial, as title: String
    ) {
        let mixed = Dictionary(grouping: full, by: { entities[$0] }).filter { $0.value.count > 1 }
        print("\(title): merchants with more than one full name: \(mixed.count) of \(full.count) names\n")
        for (entity, names) in mixed.sorted(by: { $0.key ?? 0 < $1.key ?? 0 }).prefix(errors) {
            print("  mixed: \(names.sorted().joined(separator: " | "))")
            guard let entity else { continue }
            for (mention, name, link) in trial.members(of: entity) {
                print(
                    "      \(mention) \(name) {\(Self.words(link))} \(link.isEmpty ? "" : trial.probability(of: mention).digits(3))"
                )
            }
        }
    }

    private static func words(_ reasons: [LinkReason]) -> String {
        reasons.map { "\($0.kind.rawValue) \($0.weight)" }.joined(separator: " ")
    }
}

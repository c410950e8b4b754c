import ComplaintModel
import DuplicateDetection

/// What the generator knows of every complaint, in order of arrival: ids of an index it was imported into count from 1.
struct Truth {
    struct Entry {
        var merchant: String
        var issue: String
        var person: String
        var matter: Int64
        var wording: Int64
    }

    private(set) var entries: [Entry] = []
    private(set) var ids: [String: Int] = [:]
    /// The generator's labelled pairs, hard negatives among them.
    private(set) var pairs: [(earlier: Int, later: Int, verdict: Verdict)] = []

    /// Reads one line of the labels.
    mutating func read(_ line: ArraySlice<UInt8>) throws {
        guard case .object(let object) = try JSONValue(parsing: line) else { return }
        if case .string(let a)? = object["a"], case .string(let b)? = object["b"],
            case .string(let verdict)? = object["verdict"]
        {
            waiting.append((a, b, Verdict(rawValue: verdict) ?? .new))
            return
        }
        guard case .string(let number)? = object["number"], case .string(let merchant)? = object["merchant"],
            case .string(let issue)? = object["issue"], case .string(let person)? = object["person"]
        else { return }
        entries.append(
            Entry(
                merchant: merchant, issue: issue, person: person, matter: Self.integer(object["matter"]),
                wording: Self.integer(object["wording"])))
        ids[number] = entries.count
        for (a, b, verdict) in waiting {
            if let earlier = ids[a], let later = ids[b] { pairs.append((earlier, later, verdict)) }
        }
        waiting.removeAll()
    }

    private var waiting: [(String, String, Verdict)] = []

    private static func integer(_ value: JSONValue?) -> Int64 {
        guard case .number(let number)? = value else { return -1 }
        return Int64(number.text) ?? -1
    }

    /// What complaint `a` is to `b`, by their ids.
    func verdict(_ a: Int, _ b: Int) -> Verdict {
        let (x, y) = (entries[a - 1], entries[b - 1])
        if x.person == y.person && x.matter == y.matter { return .duplicate }
        if x.wording == y.wording && x.merchant == y.merchant && x.person != y.person { return .copy }
        if x.merchant == y.merchant && (x.issue == y.issue || x.person == y.person) { return .related }
        return .new
    }

    /// What each complaint is to all earlier ones: the strongest verdict, and whether an earlier one has it.
    func strongest() -> [Verdict] {
        var (matters, wordings, issues, persons): (Set<String>, [String: Set<String>], Set<String>, Set<String>) = (
            [], [:], [], []
        )
        return entries.map { entry in
            let matter = "\(entry.person)|\(entry.matter)"
            let wording = "\(entry.wording)|\(entry.merchant)"
            let (issue, person) = ("\(entry.merchant)|\(entry.issue)", "\(entry.merchant)|\(entry.person)")
            defer {
                matters.insert(matter)
                wordings[wording, default: []].insert(entry.person)
                issues.insert(issue)
                persons.insert(person)
            }
            if matters.contains(matter) { return .duplicate }
            if let people = wordings[wording], people.contains(where: { $0 != entry.person }) { return .copy }
            return issues.contains(issue) || persons.contains(person) ? .related : .new
        }
    }
}

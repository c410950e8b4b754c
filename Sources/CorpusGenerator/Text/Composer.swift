/// Composes scripts from an issue's pieces and fits texts to a wished length.
struct Composer: Sendable {
    let book: PhraseBook
    let filler: SlotFiller
    private var scratch = Units()

    init(book: PhraseBook) {
        self.book = book
        filler = SlotFiller(book: book)
        scratch.reserveCapacity(1024)
    }

    /// A new script of about `target` characters for `matter`; the text itself goes into `text`.
    mutating func compose(
        _ matter: Matter, target: Int, wording: UInt64, text: inout Units, _ random: inout SeededRandom
    ) -> Script {
        var script = Script(manner: Manner(&random), wording: wording)
        let issue = book.trades[matter.merchant.trade].issues[matter.issue]
        let isShort = target < 48
        if !isShort && random.chance(0.75) {
            let section: PhraseBook.Section = script.manner.isFrame ? .frame : .opening
            add(book.sections[section] ?? [], to: &script, at: 0, isCore: false, &random)
        }
        var core = isShort && random.chance(0.8) ? issue.briefs : issue.events
        if measure(script, matter) + 46 > target && !isShort { core = random.chance(0.5) ? issue.events : issue.briefs }
        add(core, to: &script, at: script.uses.count, isCore: true, &random)
        if measure(script, matter) > target, isShort {
            script.uses = []
            add(issue.briefs, to: &script, at: 0, isCore: true, &random)
        }
        fit(&script, matter, target: target, text: &text, &random)
        return script
    }

    /// Makes `script`, told of `matter`, `target` characters long: drops pieces at random, adds others, pads the end.
    mutating func fit(
        _ script: inout Script, _ matter: Matter, target: Int, text: inout Units, _ random: inout SeededRandom
    ) {
        var length = measure(script, matter)
        if length != target {
            script.uses.removeAll(where: \.isFiller)
            length = measure(script, matter)
            drop(from: &script, matter, &length, target, &random)
            extend(&script, matter, &length, target, &random)
            pad(&script, by: target - length, &random)
        }
        render(script, matter, &text)
    }

    private mutating func drop(
        from script: inout Script, _ matter: Matter, _ length: inout Int, _ target: Int, _ random: inout SeededRandom
    ) {
        while length > target {
            let droppable = script.uses.indices.filter { !script.uses[$0].isCore }
            guard !droppable.isEmpty else { return }
            script.uses.remove(at: droppable[random.below(droppable.count)])
            length = measure(script, matter)
        }
    }

    private mutating func extend(
        _ script: inout Script, _ matter: Matter, _ length: inout Int, _ target: Int, _ random: inout SeededRandom
    ) {
        var misses = 0
        while target - length > 12 && misses < 14 {
            let (pieces, atEnd) = section(matter, length, &random)
            guard !pieces.isEmpty else {
                misses += 1
                continue
            }
            let phrase = pieces[random.below(pieces.count)]
            let use = use(phrase, script.manner, isCore: false, &random)
            let size = measure(use, script.manner, matter)
            let isKnown = script.uses.contains { $0.phrase == phrase }
            guard length + size <= target, !isKnown || (target > 420 && random.chance(0.3)) else {
                misses += 1
                continue
            }
            misses = 0
            let first = min(1, script.uses.count)
            let place = atEnd ? script.uses.count : first + random.below(script.uses.count - first + 1)
            script.uses.insert(use, at: place)
            length += size
        }
    }

    /// Pieces to take the next one from, and whether they belong at the end.
    private func section(
        _ matter: Matter, _ length: Int, _ random: inout SeededRandom
    ) -> (pieces: [Int], atEnd: Bool) {
        let trade = book.trades[matter.merchant.trade]
        let issue = trade.issues[matter.issue]
        switch random.below(100) {
        case 0..<13: return (issue.details, false)
        case 13..<25: return (trade.details, false)
        case 25..<29 where length > 60: return (issue.events, false)
        case 25..<50: return (book.sections[.reaction] ?? [], false)
        case 50..<68: return (book.sections[.aside] ?? [], false)
        case 68..<77: return (book.sections[.consequence] ?? [], random.chance(0.5))
        case 77..<83: return (book.sections[.evidence] ?? [], random.chance(0.4))
        case 83..<86: return (book.sections[.law] ?? [], true)
        default:
            let remedy = random.chance(0.75) ? issue.remedy : Remedy.allCases[random.below(Remedy.allCases.count)]
            return (book.sections[.demand(remedy)] ?? [], random.chance(0.8))
        }
    }

    /// Ends the text with closing words of exactly `gap` characters, the last joint included, as far as there are any.
    private mutating func pad(_ script: inout Script, by gap: Int, _ random: inout SeededRandom) {
        var rest = gap
        while rest > 0 {
            let size = min(rest, book.fillers.count) - 1
            let choices = book.fillers[size]
            guard !choices.isEmpty else { return }
            var use = use(choices[random.below(choices.count)], script.manner, isCore: false, &random)
            use.isFiller = true
            use.joint = script.manner.end(&random)
            script.uses.append(use)
            rest -= size + 1
        }
        if gap == 0, let last = script.uses.indices.last { script.uses[last].joint = script.manner.end(&random) }
    }

    private mutating func add(
        _ pieces: [Int], to script: inout Script, at place: Int, isCore: Bool, _ random: inout SeededRandom
    ) {
        guard !pieces.isEmpty else { return }
        let phrase = pieces[random.below(pieces.count)]
        script.uses.insert(use(phrase, script.manner, isCore: isCore, &random), at: place)
    }

    private func use(_ phrase: Int, _ manner: Manner, isCore: Bool, _ random: inout SeededRandom) -> Script.Use {
        Script.Use(
            phrase: phrase, seed: random.next(), joint: manner.joint(&random), isCore: isCore, isFiller: false)
    }

    private mutating func measure(_ script: Script, _ matter: Matter) -> Int {
        render(script, matter, &scratch)
        return scratch.count
    }

    private mutating func measure(_ use: Script.Use, _ manner: Manner, _ matter: Matter) -> Int {
        scratch.removeAll(keepingCapacity: true)
        filler.append(book.phrases[use.phrase], matter: matter, manner: manner, seed: use.seed, to: &scratch)
        return scratch.count + 1
    }

    private func render(_ script: Script, _ matter: Matter, _ text: inout Units) {
        text.removeAll(keepingCapacity: true)
        for use in script.uses {
            filler.append(
                book.phrases[use.phrase], matter: matter, manner: script.manner, seed: use.seed, to: &text)
            text.append(use.joint)
        }
    }
}

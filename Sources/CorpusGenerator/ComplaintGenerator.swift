/// A stream of synthetic complaints with their labels; the same options give the same bytes.
///
/// Memory is bounded: of what it has written it keeps a sample of the last weeks, from which repeats are made.
public struct ComplaintGenerator: Sendable {
    private let options: CorpusOptions
    private let book = PhraseBook.shared
    private let writer: any RowWriter
    private let labels: LabelWriter
    private let rows: RowMaker
    private let relationWeights: [Double]
    private var random: SeededRandom
    private var timeline: Timeline
    private var people: PersonPool
    private var matters: MatterMaker
    private var composer: Composer
    private var window: SourceWindow
    private var nextWording: UInt64 = 0
    private var text = Units()

    private static let windowCapacity = 24_000

    public init(_ options: CorpusOptions) {
        self.options = options
        writer = options.format == .csv ? CSVLinesWriter() : JSONLinesWriter()
        labels = LabelWriter(book: book)
        composer = Composer(book: book)
        let horizon = Moment(seconds: (options.start.daysSince1970 + options.days) * 86_400)
        rows = RowMaker(book: book, filler: composer.filler, handling: HandlingMaker(horizon: horizon))
        random = SeededRandom(seed: options.seed)
        timeline = Timeline(start: options.start, days: options.days, count: options.count)
        people = PersonPool(seed: mixed(options.seed, 1))
        matters = MatterMaker(book: book, seed: mixed(options.seed, 2), count: options.count)
        window = SourceWindow(
            capacity: Self.windowCapacity, complaintsPerDay: Double(options.count) / Double(options.days))
        var sum = 0.0
        relationWeights = options.shares.all.map { part in
            sum += part.share
            return sum
        }
    }

    /// The first line, for formats that have one.
    public func writeHeader(into bytes: inout [UInt8]) {
        writer.header(into: &bytes)
    }

    /// Appends the next complaint and its labels; false when all are written.
    public mutating func writeNext(rows output: inout [UInt8], labels truth: inout [UInt8]) -> Bool {
        guard let (received, sequence) = timeline.next(&random) else { return false }
        let number = ComplaintNumber(date: received.date, sequence: sequence)
        let chance = random.unit()
        var plan: Plan
        let wording: UInt64
        if let place = relationWeights.firstIndex(where: { chance < $0 }), !window.isEmpty {
            let source = window.draw(before: received, &random)
            let derivation = Derivation(relation: options.shares.all[place].relation, source: source)
            (plan, wording) = repeated(derivation, number, received)
            labels.write(source.number, number, derivation.relation, into: &truth)
        } else {
            (plan, wording) = fresh(number, received)
        }
        writer.write(rows.row(plan, text: text, &random), into: &output)
        labels.write(number, plan.person, plan.matter, wording: wording, into: &truth)
        return true
    }

    private mutating func fresh(_ number: ComplaintNumber, _ received: Moment) -> (Plan, wording: UInt64) {
        let matter = matters.fresh(received: received, &random)
        let plan = Plan(
            number: number, received: received, person: people.draw(&random), matter: matter, hand: Hand(&random),
            kind: drawKind(), category: drawCategory(matter), district: drawDistrict(matter))
        nextWording += 1
        let script = composer.compose(matter, target: drawLength(), wording: nextWording, text: &text, &random)
        window.offer(
            Source(
                number: number, received: received, person: plan.person, matter: matter, script: script,
                hand: plan.hand, textLength: text.count, kind: plan.kind, category: plan.category,
                district: plan.district), &random)
        return (plan, script.wording)
    }

    private mutating func repeated(
        _ derivation: Derivation, _ number: ComplaintNumber, _ received: Moment
    ) -> (Plan, wording: UInt64) {
        let source = derivation.source
        let matter = matters.derived(derivation, received: received, &random)
        let person = derivation.relation.keepsPerson ? source.person : people.newcomer()
        let otherKind = drawKind()
        let kind = derivation.kept(source.kind, orElse: otherKind, &random)
        let otherCategory = drawCategory(matter)
        let category = derivation.kept(source.category, orElse: otherCategory, &random)
        let otherDistrict = drawDistrict(matter)
        let district = derivation.kept(source.district, orElse: otherDistrict, &random)
        let plan = Plan(
            number: number, received: received, person: person, matter: matter, hand: derivation.hand(&random),
            kind: kind, category: category, district: district)
        let target = derivation.targetLength(&random)
        if derivation.keepsScript(&random) {
            var script = source.script
            composer.fit(&script, matter, target: target, text: &text, &random)
            return (plan, script.wording)
        }
        nextWording += 1
        let script = composer.compose(matter, target: target, wording: nextWording, text: &text, &random)
        return (plan, script.wording)
    }

    /// Log-normal, 15 to 600, with a mean of about 108 characters.
    private mutating func drawLength() -> Int {
        min(600, max(15, Int(exponential(4.5 + 0.6 * random.normal()))))
    }

    private mutating func drawKind() -> Int {
        let chance = random.unit()
        return chance < 0.86 ? 0 : chance < 0.95 ? 1 : 2
    }

    private mutating func drawCategory(_ matter: Matter) -> Int? {
        let count = book.trades[matter.merchant.trade].categories.count
        let chance = random.unit()
        if chance < 0.07 { return nil }
        return chance < 0.65 ? 0 : random.below(count)
    }

    private mutating func drawDistrict(_ matter: Matter) -> Int? {
        let chance = random.unit()
        if chance < 0.08 { return nil }
        let other = random.below(City.shared.districts.count)
        return chance < 0.85 ? matter.merchant.district(branch: matter.branch) : other
    }
}

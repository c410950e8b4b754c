import ComplaintIndex
import ComplaintModel
import Foundation
import TextAnalysis

/// The fields that a profile is made from, as a row or a complaint gives them.
struct ProfileFields {
    var text = ""
    var demand: String?
    var name: String?
    var merchant: String?
    var order: String?
    var creditCode: String?
    var merchantPhone: String?
    var amount: Int64?
    var occurred: Int32?
    var received: Int64?
    var phone: Data?
    var idNumber: Data?
    var merchantID: Int64?

    init() {}

    /// All but what the database adds: the person's keyed hashes and the merchant's row.
    init(_ complaint: Complaint) {
        text = complaint.text
        demand = complaint.demand
        name = complaint.complainant.name
        merchant = complaint.merchant.name
        order = complaint.orderNumber
        creditCode = complaint.merchant.uscc
        merchantPhone = complaint.merchant.phone
        amount = complaint.amount?.cents
        occurred = complaint.occurredOn?.daysSince1970
        received = complaint.receivedAt?.epochSeconds
    }
}

/// Makes profiles; one fold over all of a complaint's words.
package struct ProfileMaker: Sendable {
    let analyzer: Analyzer
    package let frequency: ShingleFrequency
    let personKeys: PersonKeys

    package init(_ analyzer: Analyzer, _ personKeys: PersonKeys, _ frequency: ShingleFrequency) {
        self.analyzer = analyzer
        self.personKeys = personKeys
        self.frequency = frequency
    }

    func profile(_ fields: ProfileFields) throws -> Profile {
        try profile(fields) { units, name in ProfileTexts(units, name, frequency) }
    }

    /// The same as `compact` of the profile, without the tables that would drop: for earlier complaints.
    func compactProfile(_ fields: ProfileFields, _ scratch: ShingleScratch) throws -> Profile {
        try profile(fields) { units, name in ProfileTexts(compact: units, name, frequency, scratch) }
    }

    private func profile(
        _ fields: ProfileFields, texts: (_ units: [UInt32], _ name: [UInt32]) -> ProfileTexts
    ) throws -> Profile {
        let parts = [fields.text, fields.demand, fields.merchant, fields.name, fields.order]
        var body: [UInt8] = []
        body.reserveCapacity(parts.reduce(0) { $0 + ($1?.utf8.count ?? 0) + 1 })
        var ends: [Int] = []
        for part in parts {
            if let part { body += part.utf8 }
            ends.append(body.count)
            body.append(Body.fieldBreak)
        }
        let analysis = try body.withUnsafeBytes { try analyzer.analyze($0, .squeeze) }
        let cut = CutParts(analysis, ends: ends)
        var profile = Profile()
        let texts = texts(cut.units(0), cut.units(2))
        (profile.text, profile.merchantName, profile.topic) = (texts.text, texts.merchantName, texts.topic)
        profile.issue = IssueProfile(
            profile.text.units, without: profile.merchantName.units, try IssueTopics.shared.get())
        profile.name = PersonName(cut.units(3), length: fields.name?.count ?? 0)
        profile.amount = fields.amount
        (profile.occurred, profile.received) = (fields.occurred, fields.received)
        profile.phone = fields.phone?.leadingNumber
        profile.idNumber = fields.idNumber?.leadingNumber
        profile.merchantID = fields.merchantID
        profile.creditCode = fields.creditCode.flatMap { $0.isEmpty ? nil : Shingle.bytes($0.uppercased().utf8) }
        profile.merchantPhone = personKeys.phone(fields.merchantPhone)?.leadingNumber
        readNumbers(cut, body, &profile)
        return profile
    }

    /// Order numbers, phones and sums in text, demand and order number.
    private func readNumbers(_ cut: CutParts, _ body: [UInt8], _ profile: inout Profile) {
        var numbers: Set<String> = []
        var sums: Set<Int64> = []
        for part in [0, 1] {
            let finder = NumberFinder(cut.analysis, cut.atoms(part), body)
            sums.formUnion(finder.sums)
            for number in finder.numbers { sort(number, &numbers, &profile) }
        }
        for number in NumberFinder(cut.analysis, cut.atoms(4), body, takesAll: true).numbers {
            numbers.insert(number)
        }
        profile.numbers = numbers.sorted()
        profile.sums = sums.sorted()
        if profile.idNumber == nil, profile.phone == nil, profile.textPhones.count == 1 {
            // The only phone in a text without one in its field is the writer's as far as anybody knows.
            profile.phone = profile.textPhones[0]
        }
    }

    private func sort(_ number: String, _ numbers: inout Set<String>, _ profile: inout Profile) {
        if let phone = personKeys.phone(number)?.leadingNumber {
            if phone != profile.merchantPhone && !profile.textPhones.contains(phone) {
                profile.textPhones.append(phone)
            }
        } else if let person = personKeys.idNumber(number)?.leadingNumber {
            if profile.idNumber == nil { profile.idNumber = person }
        } else if !PhoneNumber.isPlaceholder(number) {
            numbers.insert(number)
        }
    }
}

/// The sets of shingles that texts are compared by.
private struct ProfileTexts {
    let text: TextProfile
    let merchantName: TextProfile
    /// The text's bigrams without the name's.
    let topic: ShingleSet

    init(_ units: [UInt32], _ name: [UInt32], _ frequency: ShingleFrequency) {
        text = TextProfile(units: units, frequency)
        merchantName = TextProfile(units: name, frequency)
        topic =
            merchantName.bigrams.isEmpty
            ? text.bigrams : ShingleSet(units, length: 2, without: name, frequency)
    }

    init(
        compact units: [UInt32], _ name: [UInt32], _ frequency: ShingleFrequency, _ scratch: ShingleScratch
    ) {
        let bigrams = ShingleSet.compactBigrams(units, without: name, frequency, scratch)
        text = TextProfile(
            units: units, shingles: .compact(units, length: 3, frequency, scratch), bigrams: bigrams.all)
        merchantName = TextProfile(
            units: name, shingles: .compact(name, length: 3, frequency, scratch),
            bigrams: .compact(name, length: 2, frequency, scratch))
        topic = bigrams.rest
    }
}

/// The atoms of one analysis by the part of the body they stand in.
struct CutParts {
    let analysis: Analysis
    private let ranges: [Range<Int>]

    init(_ analysis: Analysis, ends: [Int]) {
        self.analysis = analysis
        var (ranges, place): ([Range<Int>], Int) = ([], 0)
        for end in ends {
            let start = place
            while place < analysis.atoms.count, analysis.atoms[place].range.lowerBound < end { place += 1 }
            ranges.append(start..<place)
        }
        self.ranges = ranges
    }

    func atoms(_ part: Int) -> Range<Int> { ranges[part] }

    func units(_ part: Int) -> [UInt32] {
        ranges[part].map { place in
            let atom = analysis.atoms[place]
            if let hanzi = atom.hanzi { return hanzi.value }
            let hash = Shingle.bytes(analysis.pool[atom.squeezedRange])
            return UInt32(truncatingIfNeeded: hash ^ hash >> 32) | TextProfile.runBit
        }
    }
}

@testable import ComplaintModel

/// Makes complaints that the rules allow, with nasty strings.
struct ComplaintGenerator {
    var random: SeededGenerator

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
    }

    private static let pieces = [
        "健身房", "退款", "1", "0", "=SUM(A1)", "+86", "-", "@", "'", "''=", "\"", "\"\"", ",", "，", "|", "\\", "\\|", "\n",
        "\r",
        "\r\n", "\t", "\u{1}", "\u{7F}", "\u{2028}", "\u{2029}", "\u{2027}", "e\u{301}", "👨‍👩‍👧", "𠮷", "\u{FEFF}", " ", "　",
        "/", "{", "]", "x",
    ]

    mutating func maybe<T>(_ value: (inout Self) -> T) -> T? {
        Bool.random(using: &random) ? value(&self) : nil
    }

    mutating func string(longest: Int = 8) -> String {
        let count = Int.random(in: 1...longest, using: &random)
        let body = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
        return body.isBlank ? body + "。" : body
    }

    mutating func time() -> Timestamp {
        Timestamp(epochSeconds: Int64.random(in: -2_300_000_000...32_000_000_000, using: &random))
    }

    mutating func amount() -> Amount? {
        let tops: [Int64] = [100, 1_000_000, Amount.limit]
        let top = tops.randomElement(using: &random) ?? 100
        return Amount(cents: Int64.random(in: 0..<top, using: &random))
    }

    mutating func strings() -> [String] {
        (0..<Int.random(in: 0...3, using: &random)).map { _ in string() }
    }

    mutating func json(depth: Int = 0) -> JSONValue {
        switch Int.random(in: 0..<(depth < 3 ? 7 : 5), using: &random) {
        case 0: .null
        case 1: .bool(Bool.random(using: &random))
        case 2: .integer(Int64.random(in: .min ... .max, using: &random))
        case 3: JSONNumber(Double.random(in: -1e9...1e9, using: &random)).map(JSONValue.number) ?? .null
        case 4: .string(string())
        case 5: .array((0..<2).map { _ in json(depth: depth + 1) })
        default: .object(extra(depth: depth + 1))
        }
    }

    mutating func extra(depth: Int = 0) -> ExtraFields {
        ExtraFields(
            (0..<Int.random(in: 0...2, using: &random)).map { place in
                ExtraFields.Member(name: "x\(place)" + string(), value: json(depth: depth))
            })
    }

    mutating func complaint() -> Complaint {
        Complaint(
            number: maybe { $0.string(longest: 3) }, kind: Kind.allCases.randomElement(using: &random) ?? .complaint,
            channel: Channel.allCases.randomElement(using: &random) ?? .other, receivedAt: maybe { $0.time() },
            complainant: Complainant(
                name: maybe { $0.string() }, phone: maybe { $0.string() }, idNumber: maybe { $0.string() },
                extra: extra()),
            merchant: MerchantPart(
                name: maybe { $0.string() }, address: maybe { $0.string() }, uscc: maybe { $0.string() },
                platform: maybe { $0.string() }, phone: maybe { $0.string() }, extra: extra()),
            category: maybe { $0.string() }, district: maybe { $0.string() }, text: string(longest: 40),
            demand: maybe { $0.string() }, amount: amount(), orderNumber: maybe { $0.string() },
            occurredOn: maybe { $0.time().day }, evidence: strings(), tags: strings(), handling: handling(),
            extra: extra())
    }

    private mutating func handling() -> Handling {
        Handling(
            status: Status.allCases.randomElement(using: &random) ?? .received, assignedTo: maybe { $0.string() },
            dueAt: maybe { $0.time() }, acceptedAt: maybe { $0.time() }, contactedAt: maybe { $0.time() },
            closedAt: maybe { $0.time() }, outcome: maybe { $0.string() }, recoveredAmount: amount())
    }
}

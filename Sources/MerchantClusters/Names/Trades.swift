import TextAnalysis

/// Which branches of trade a word, a name or a category speaks of: one bit each.
struct TradeSet: OptionSet, Sendable, Hashable {
    let rawValue: UInt64
}

/// Index/trades.tsv: words of trades in the names of merchants.
struct Trades: Sendable {
    struct Entry: Sendable {
        var trades: TradeSet
        /// Speaks of a trade that has no branch of its own (船舶, 印染).
        var isOwn: Bool
        /// Said of shops on the internet.
        var isOnline: Bool

        /// Any trade may call itself so: 科技, 商贸.
        var isGeneric: Bool { trades.isEmpty && !isOwn }
    }

    private(set) var table = PhraseTable<Entry>()
    /// Names of the bits, in order.
    private(set) var names: [String] = []

    /// Names that say where business is done, not which.
    private static let online = "network"

    /// - Throws: `DictionaryError` naming the line.
    init(_ fold: (String) -> [UInt32]) throws(DictionaryError) {
        let file = try DictionaryFile(named: "trades.tsv", columns: ["word", "trade"])
        var bits: [Substring: Int] = [:]
        for line in file.entries {
            var entry = Entry(trades: [], isOwn: false, isOnline: false)
            for name in line.columns[1].split(separator: ",") {
                if name == "=" {
                    entry.isOwn = true
                } else if name == Self.online {
                    entry.isOnline = true
                } else {
                    let bit = bits[name] ?? bits.count
                    bits[name] = bit
                    guard bit < 64 else {
                        throw .value(file: file.name, line: line.line, problem: "more than 64 branches of trade")
                    }
                    entry.trades.insert(TradeSet(rawValue: 1 << UInt64(bit)))
                }
            }
            table.insert(fold(String(line.columns[0])), entry)
        }
        names = bits.sorted { $0.value < $1.value }.map { String($0.key) }
    }

    /// The trades that a category speaks of; the lowest level that says something counts (`网购/家电`: appliances).
    func trades(ofCategory units: [UInt32]) -> Entry {
        var found = Entry(trades: [], isOwn: false, isOnline: false)
        var place = 0
        while place < units.count {
            guard let match = table.matches(units, from: place).last else {
                place += 1
                continue
            }
            found.trades.formUnion(match.value.trades)
            found.isOnline = found.isOnline || match.value.isOnline
            place = match.end
        }
        return found
    }
}

/// Index/company-forms.tsv: what stands around brand and trade.
struct CompanyForms: Sendable {
    struct Entry: Sendable {
        var isLegal = false
        var isShop = false
        var isBranch = false
        /// Holds 有限: only registered names end so.
        var isLimited = false
        var platform: String?
    }

    private(set) var table = PhraseTable<Entry>()
    /// The branch endings, longest first.
    private(set) var branchEnds: [[UInt32]] = []

    /// - Throws: `DictionaryError` naming the line.
    init(_ fold: (String) -> [UInt32]) throws(DictionaryError) {
        let file = try DictionaryFile(named: "company-forms.tsv", columns: ["word", "kind"])
        for line in file.entries {
            var entry = Entry()
            let word = fold(String(line.columns[0]))
            entry.isLimited = line.columns[0].contains("有限")
            for kind in line.columns[1].split(separator: ",") {
                switch kind {
                case "legal": entry.isLegal = true
                case "shop": entry.isShop = true
                case "branch":
                    entry.isBranch = true
                    branchEnds.append(word)
                default:
                    guard kind.hasPrefix("platform=") else {
                        throw .value(file: file.name, line: line.line, problem: "unknown kind \(kind)")
                    }
                    entry.platform = String(kind.dropFirst(9))
                }
            }
            table.insert(word, entry)
        }
        branchEnds.sort { $0.count > $1.count }
    }

    /// Endings that nothing but a branch has; a shop may be called 馆 or 中心 itself.
    private static let strict: [[UInt32]] = ["店", "分公司", "支公司", "校区", "营业厅", "分行", "支行", "院区", "门市部", "分校", "分院", "站"]
        .map { $0.unicodeScalars.map(\.value) }

    func endsLikeBranch(_ units: [UInt32]) -> Bool {
        Self.strict.contains { units.count > $0.count && units.suffix($0.count).elementsEqual($0) }
    }

    /// How many units of the end of `units` say that it is a branch; 0 for none.
    func branchEnd(_ units: ArraySlice<UInt32>) -> Int {
        branchEnds.first { units.count >= $0.count && units.suffix($0.count).elementsEqual($0) }?.count ?? 0
    }
}

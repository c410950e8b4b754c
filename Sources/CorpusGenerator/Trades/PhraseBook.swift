/// All phrases in one numbered table, with the trades and the general sections that point into it.
///
/// Read once, at start-up, from the literals of this library.
struct PhraseBook: Sendable {
    private(set) var phrases: [Phrase] = []
    private(set) var trades: [Trade] = []
    /// General pieces by mark or remedy; see `GenericPieces`.
    private(set) var sections: [Section: [Int]] = [:]
    /// `fillers[n]`: phrases of exactly n characters.
    private(set) var fillers: [[Int]] = []
    let tradeWeights: [Double]

    enum Section: Hashable, Sendable {
        case opening, frame, reaction, aside, consequence, evidence, law
        case demand(Remedy)
    }

    static let shared = PhraseBook()

    private init() {
        var weights: [Double] = []
        var builder = TradeReader()
        let sources = [
            TradesServices.source, TradesFood.source, TradesGoods.source, TradesHome.source, TradesMoving.source,
            TradesLife.source,
        ]
        for source in sources { builder.read(source) }
        var phrases = builder.phrases
        var sections: [Section: [Int]] = [:]
        for line in GenericPieces.source.split(separator: "\n") {
            guard let blank = line.firstIndex(of: " "), let section = Self.section(line[..<blank]) else { continue }
            sections[section, default: []].append(phrases.count)
            phrases.append(Phrase(String(line[blank...].dropFirst())))
        }
        var fillers: [[Int]] = [[phrases.count]]
        phrases.append(Phrase(""))
        for word in WordList(GenericPieces.fillers).words {
            while fillers.count <= word.count { fillers.append([]) }
            fillers[word.count].append(phrases.count)
            phrases.append(Phrase(String(decoding: word, as: UTF16.self)))
        }
        for trade in builder.trades { weights.append((weights.last ?? 0) + trade.weight) }
        self.phrases = phrases
        self.trades = builder.trades
        self.sections = sections
        self.fillers = fillers
        tradeWeights = weights
    }

    private static func section(_ mark: Substring) -> Section? {
        switch mark {
        case "o": .opening
        case "f": .frame
        case "r": .reaction
        case "a": .aside
        case "c": .consequence
        case "e": .evidence
        case "w": .law
        default: Remedy(rawValue: String(mark)).map(Section.demand)
        }
    }
}

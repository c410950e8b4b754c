/// Reads trades from their sources, numbering phrases as it goes.
struct TradeReader {
    private(set) var trades: [Trade] = []
    private(set) var phrases: [Phrase] = []

    mutating func read(_ source: String) {
        for line in source.split(separator: "\n") {
            guard let blank = line.firstIndex(of: " ") else { continue }
            let value = line[blank...].dropFirst()
            if line[..<blank] == "trade" {
                trades.append(Trade(name: Units(String(value)), key: String(value)))
            } else if !trades.isEmpty {
                add(String(line[..<blank]), String(value), to: trades.count - 1)
            }
        }
    }

    private mutating func add(_ key: String, _ value: String, to index: Int) {
        let words = WordList(value).words
        switch key {
        case "weight": trades[index].weight = Double(value) ?? 1
        case "season": trades[index].season = Int(value) ?? 6
        case "amount":
            let numbers = value.split(separator: " ").compactMap { Double($0) }
            trades[index].amountMean = numbers.first ?? 6
            trades[index].amountSpread = numbers.last ?? 0.8
        case "online": trades[index].place = .online
        case "mixed": trades[index].place = .both
        case "categories": trades[index].categories = words
        case "names": trades[index].names = words
        case "shops": trades[index].shops = words
        case "products":
            for word in value.split(separator: " ") { trades[index].products.append(number(String(word))) }
        case "issue": trades[index].issues.append(Issue(key: value, remedy: Remedy(issue: value)))
        case "~": trades[index].details.append(number(value))
        default: addPiece(key, value, to: index)
        }
    }

    private mutating func addPiece(_ mark: String, _ value: String, to index: Int) {
        let issue = trades[index].issues.count - 1
        guard issue >= 0 else { return }
        switch mark {
        case "!": trades[index].issues[issue].briefs.append(number(value))
        case ">": trades[index].issues[issue].events.append(number(value))
        case "-": trades[index].issues[issue].details.append(number(value))
        default: break
        }
    }

    private mutating func number(_ source: String) -> Int {
        phrases.append(Phrase(source))
        return phrases.count - 1
    }
}

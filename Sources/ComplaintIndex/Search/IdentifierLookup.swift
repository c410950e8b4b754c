import GRDB
import TextAnalysis

/// What a word names when it is wholly a phone, an ID number, an order number or a complaint's number.
struct IdentifierLookup {
    let db: Database
    let analyzer: Analyzer
    let personKeys: PersonKeys

    /// The rows named, each once.
    func ids(_ text: String) throws -> [Int64] {
        var ids = try Int64.fetchAll(db.statement(.idOfNumber), arguments: [text])
        if let key = try Draft.key(text, analyzer) {
            ids += try Int64.fetchAll(db.statement(.idsOfOrder), arguments: [key])
        }
        if let phone = personKeys.phone(text) {
            ids += try Int64.fetchAll(db.statement(.idsOfPhone), arguments: [phone])
        }
        if let number = personKeys.idNumber(text) {
            ids += try Int64.fetchAll(db.statement(.idsOfIDNumber), arguments: [number])
        }
        return Array(Set(ids)).sorted()
    }
}

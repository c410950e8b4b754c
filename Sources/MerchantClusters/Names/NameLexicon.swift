import TextAnalysis

/// The dictionaries that names are read with, folded as the names are.
struct NameLexicon: Sendable {
    let places: PlaceNames
    let trades: Trades
    let forms: CompanyForms
    let readings: NameReading

    /// Reads Index/places.tsv, trades.tsv, company-forms.tsv and readings.tsv; some 10 ms.
    /// - Throws: `DictionaryError`; as one of ICU where a word can't be folded.
    init(_ analyzer: Analyzer) throws(DictionaryError) {
        let fold = { (word: String) -> [UInt32] in (try? FoldedName(word, analyzer))?.units ?? [] }
        places = try PlaceNames(fold)
        trades = try Trades(fold)
        forms = try CompanyForms(fold)
        readings = try NameReading(fold)
    }
}

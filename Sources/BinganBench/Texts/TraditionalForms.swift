import TextAnalysis

/// Simplified text turned into Traditional, character by character: the variants table read backwards, where a Simplified
/// character has several Traditional ones each in turn.
struct TraditionalForms {
    private var forms: [Unicode.Scalar: [Unicode.Scalar]] = [:]

    /// Index/variants.tsv, of which only the characters of the usual blocks: nobody types the others.
    init() throws {
        let file = try DictionaryFile(named: "variants.tsv", columns: ["from", "to"])
        for entry in file.entries {
            guard let from = entry.columns[0].unicodeScalars.first, let to = entry.columns[1].unicodeScalars.first,
                0x4E00...0x9FFF ~= from.value
            else { continue }
            forms[to, default: []].append(from)
        }
    }

    func text(_ text: String) -> String {
        var turns: [Unicode.Scalar: Int] = [:]
        return text.unicodeScalars.reduce(into: "") { result, scalar in
            guard let choices = forms[scalar], !choices.isEmpty else {
                result.unicodeScalars.append(scalar)
                return
            }
            result.unicodeScalars.append(choices[turns[scalar, default: 0] % choices.count])
            turns[scalar, default: 0] += 1
        }
    }
}

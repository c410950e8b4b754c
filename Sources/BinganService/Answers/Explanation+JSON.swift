import ComplaintIndex
import ComplaintModel

extension Explanation {
    /// The explanation as one JSON object.
    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    func writeFields(into object: inout JSONObjectWriter) {
        object.field("in_answer", isInAnswer)
        object.field("tier", tier)
        object.field("score", score.rounded(toPlaces: 4))
        object.array("terms") { list in
            for term in terms { list.object { term.writeFields(into: &$0) } }
        }
        object.array("words") { list in
            for (word, holds) in words { Self.append("word", word, holds, to: &list) }
        }
        object.array("filters") { list in
            for (filter, holds) in filters { Self.append("filter", filter, holds, to: &list) }
        }
    }

    private static func append(_ name: String, _ text: String, _ holds: Bool, to list: inout JSONArrayWriter) {
        list.object { entry in
            entry.field(name, text)
            entry.field("holds", holds)
        }
    }
}

extension Explanation.TermPart {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("term", term)
        object.field("class", termClass.rawValue)
        object.field("weight", weight.rounded(toPlaces: 4))
        object.field("idf", idf.rounded(toPlaces: 4))
        object.field("tf", frequency)
        object.field("length", length)
        object.field("average_length", averageLength.rounded(toPlaces: 2))
        object.field("contribution", contribution.rounded(toPlaces: 4))
        object.field("note", note)
    }
}

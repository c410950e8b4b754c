import ComplaintModel
import DuplicateDetection

extension ShownDuplicate {
    /// The verdict as one JSON object, by the names of the contract.
    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    /// For use within another object.
    public func writeFields(into object: inout JSONObjectWriter) {
        object.field("verdict", verdict.rawValue)
        object.field("probability", probability.rounded(toPlaces: 4))
        if isDecided { object.field("decided", true) }
        object.array("of") { list in
            for match in of { list.object { match.writeFields(into: &$0) } }
        }
    }
}

extension ShownMatch {
    /// One match as a JSON object.
    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    /// `{"of":[…]}`, as `similar` answers.
    public static func json(_ matches: [ShownMatch]) -> [UInt8] {
        JSONObjectWriter.bytes { object in
            object.array("of") { list in
                for match in matches { list.object { match.writeFields(into: &$0) } }
            }
        }
    }

    func writeFields(into object: inout JSONObjectWriter) {
        object.field("id", id)
        object.field("number", number)
        object.field("verdict", verdict.rawValue)
        object.field("probability", probability.rounded(toPlaces: 4))
        object.field("score", self.score.rounded(toPlaces: 3))
        if self.isDecided { object.field("decided", true) }
        object.field("excerpt", excerpt)
        object.field("received_at", receivedAt)
        object.field("status", status)
        object.field("district", district)
        object.array("evidence") { list in
            for reason in evidence { list.object { reason.writeFields(into: &$0) } }
        }
    }
}

extension ShownEvidence {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("kind", kind)
        object.field("level", level)
        object.field("detail", detail)
        object.field("weight", weight.rounded(toPlaces: 3))
        guard !passages.isEmpty else { return }
        object.array("passages") { list in
            for passage in passages {
                list.object { entry in
                    Self.write("this", passage.this, into: &entry)
                    Self.write("other", passage.other, into: &entry)
                }
            }
        }
    }

    private static func write(_ name: String, _ range: Range<Int>, into object: inout JSONObjectWriter) {
        object.array(name) { pair in
            pair.value(range.lowerBound)
            pair.value(range.upperBound)
        }
    }
}

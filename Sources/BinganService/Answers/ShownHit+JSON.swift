import ComplaintIndex
import ComplaintModel

extension ShownHit {
    /// The hit as one JSON object; `highlights` are half-open offsets in Unicode scalars of `snippet`.
    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    func writeFields(into object: inout JSONObjectWriter) {
        object.field("id", self.id)
        object.field("number", self.number)
        object.field("score", self.score.rounded(toPlaces: 4))
        object.field("relaxed", self.isRelaxed)
        object.field("snippet", snippet)
        object.array("highlights") { list in
            for range in self.highlights {
                list.array { pair in
                    pair.value(range.lowerBound)
                    pair.value(range.upperBound)
                }
            }
        }
        object.field("received_at", self.receivedAt)
        object.object("merchant") { merchant in
            merchant.field("id", self.merchantID)
            merchant.field("name", merchantName)
        }
        object.field("category", category)
        object.field("district", district)
        object.field("status", self.status.rawValue)
        object.field("channel", self.channel.rawValue)
        object.field("kind", self.kind.rawValue)
        object.field("amount", self.amount)
        if let explanation = self.explanation { object.object("explanation") { explanation.writeFields(into: &$0) } }
    }
}

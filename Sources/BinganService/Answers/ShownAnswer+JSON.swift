import ComplaintIndex
import ComplaintModel

extension ShownAnswer {
    /// The answer as one JSON object, by the names of the contract.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.field("total", self.total)
            object.field("total_is_exact", self.totalIsExact)
            object.field("relaxed", self.relaxed)
            object.field("relaxed_total", self.relaxedTotal)
            object.field("took_ms", self.tookMilliseconds.rounded(toPlaces: 3))
            object.array("notes") { list in
                for note in notes { list.object { note.writeFields(into: &$0) } }
            }
            object.array("hits") { list in
                for hit in hits { list.object { hit.writeFields(into: &$0) } }
            }
            object.object("facets") { writeFacets(into: &$0) }
            object.field("next_cursor", self.nextCursor)
        }
    }

    private func writeFacets(into object: inout JSONObjectWriter) {
        for (name, counts) in self.facets {
            object.array(name.rawValue) { list in
                for count in counts { list.object { count.writeFields(into: &$0) } }
            }
        }
    }
}

extension Note {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("code", code)
        object.field("message", message)
    }
}

extension ShownCount {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("value", value)
        if let label { object.field("label", label) }
        object.field("count", count)
    }
}

extension Double {
    /// The nearest number with so many decimals: what lies beyond says nothing to a reader.
    func rounded(toPlaces places: Int) -> Double {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let scaled = (self * scale).rounded()
        return scaled.isFinite ? scaled / scale : self
    }
}

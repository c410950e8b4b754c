import ComplaintModel
import DuplicateDetection

extension Evaluation {
    /// The evaluation as one JSON object; figures that nothing is known of are null.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.field("pairs", pairs)
            object.array("verdicts") { list in
                for figure in figures { list.object { figure.writeFields(into: &$0) } }
            }
            object.field("calibration_error", calibrationError.rounded(toPlaces: 4))
            object.array("reliability") { list in
                for bin in bins where bin.count > 0 { list.object { bin.writeFields(into: &$0) } }
            }
            object.field("threshold", threshold)
            object.array("thresholds") { list in
                for choice in choices { list.object { choice.writeFields(into: &$0) } }
            }
        }
    }
}

extension Evaluation.Figures {
    /// The verdict as people say it.
    public var name: String { ReviewDecision.name(verdict) }

    func writeFields(into object: inout JSONObjectWriter) {
        object.field("as", name)
        object.field("given", given)
        object.field("decided", decided)
        object.field("right", right)
        object.field("precision", precision?.rounded(toPlaces: 4))
        object.field("recall", recall?.rounded(toPlaces: 4))
    }
}

extension Evaluation.Bin {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("from", from)
        object.field("pairs", count)
        object.field("said", (said / Double(max(1, count))).rounded(toPlaces: 4))
        object.field("was", (Double(right) / Double(max(1, count))).rounded(toPlaces: 4))
    }
}

extension Evaluation.Choice {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("duplicate_from", threshold)
        object.field("precision", given > 0 ? (Double(right) / Double(given)).rounded(toPlaces: 4) : nil)
        object.field("recall", decided > 0 ? (Double(right) / Double(decided)).rounded(toPlaces: 4) : nil)
        object.field("complaints_in_index", complaints)
    }
}

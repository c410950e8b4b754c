import ComplaintIndex
import ComplaintModel
import MerchantClusters

extension AlertList {
    /// `{"as_of","budget","series","muted","notes","alerts":[…]}`.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.field("as_of", asOf)
            object.field("budget", budget)
            object.field("series", series)
            object.field("muted", muted)
            object.array("notes") { list in
                for note in notes {
                    list.object { entry in
                        entry.field("code", note.code)
                        entry.field("message", note.message)
                    }
                }
            }
            object.array("alerts") { list in
                for alert in alerts { list.object { alert.writeFields(into: &$0) } }
            }
        }
    }
}

extension Alert {
    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    public func writeFields(into object: inout JSONObjectWriter) {
        object.field("id", id)
        object.field("scope", scope.rawValue)
        object.object("merchant") { merchant in
            merchant.field("id", merchantID)
            merchant.field("name", merchantName)
        }
        object.field("cluster", cluster)
        object.field("category", category)
        object.field("district", district)
        object.field("from", from)
        object.field("to", to)
        object.field("since", since)
        object.field("new", isNew)
        object.field("people", people)
        object.field("expected", Self.rounded(expected))
        object.field("usual_per_month", Self.rounded(usualPerMonth))
        object.field("probability", probability)
        object.field("once_in_days", onceInDays.rounded())
        object.object("count") { count.writeFields(into: &$0) }
        object.field("amount", amount)
        object.array("districts") { list in
            for share in districts {
                list.object { entry in
                    entry.field("value", share.value)
                    entry.field("count", share.count)
                }
            }
        }
        object.array("complaints") { list in
            for id in complaints { list.value(id) }
        }
        object.object("handling") { handling.writeFields(into: &$0) }
        object.array("actions") { list in
            for action in actions { list.object { action.writeFields(into: &$0) } }
        }
        object.field("sentence", sentence)
        object.field("sentence_en", sentenceInEnglish)
    }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}

extension AlertHandling {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("state", state.rawValue)
        object.field("assigned_to", assignee)
        object.field("muted_until", mutedUntil)
        object.field("reason", last?.reason)
        object.field("by", last?.by)
        object.field("at", last?.at)
    }
}

extension AlertAction {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("action", kind.rawValue)
        object.field("assigned_to", assignee)
        object.field("muted_until", mutedUntil)
        object.field("reason", reason)
        object.field("as_of", asOf)
        object.field("by", by)
        object.field("at", at)
    }
}

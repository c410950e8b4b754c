import ComplaintIndex
import ComplaintModel
import MerchantClusters

extension ClusterList {
    /// `{"total","as_of","clusters":[…]}`.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.field("total", total)
            object.field("as_of", asOf)
            object.array("clusters") { list in
                for cluster in clusters { list.object { cluster.writeFields(into: &$0) } }
            }
        }
    }
}

extension ShownCluster {
    /// The cluster with `complaints`, the ids of its members.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            summary.writeFields(into: &object)
            object.array("complaints") { list in
                for id in complaints { list.value(id) }
            }
        }
    }
}

extension ClusterSummary {
    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    public func writeFields(into object: inout JSONObjectWriter) {
        object.field("id", id)
        object.object("merchant") { merchant in
            merchant.field("id", merchantID)
            merchant.field("name", merchantName)
        }
        object.field("title", title)
        object.field("category", category)
        object.object("count") { count.writeFields(into: &$0) }
        object.field("campaigns", campaigns)
        object.field("first_at", firstAt)
        object.field("last_at", lastAt)
        object.field("amount", amount)
        object.field("amount_count", amountCount)
        Self.write("districts", districts, into: &object)
        Self.write("channels", channels, into: &object)
        Self.write("categories", categories, into: &object)
        object.field("key_terms", keyTerms)
        object.field("significance", (significance * 100).rounded() / 100)
        object.field("recent", recent)
        Self.write("representative", representative, into: &object)
        Self.write("weakest", weakest, into: &object)
    }

    private static func write(_ name: String, _ shares: [Share], into object: inout JSONObjectWriter) {
        object.array(name) { list in
            for share in shares {
                list.object { entry in
                    entry.field("value", share.value)
                    entry.field("count", share.count)
                }
            }
        }
    }

    private static func write(_ name: String, _ member: Member?, into object: inout JSONObjectWriter) {
        guard let member else { return object.null(name) }
        object.object(name) { entry in
            entry.field("id", member.id)
            entry.field("number", member.number)
            entry.field("received_at", member.receivedAt)
            entry.field("likeness", (member.likeness * 1000).rounded() / 1000)
            entry.field("excerpt", member.text)
        }
    }
}

extension CountForms {
    /// The three forms and what makes them add up: complaints = distinct + repeats + copies.
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("complaints", complaints)
        object.field("people", people)
        object.field("distinct", distinct)
        object.field("repeats", repeats)
        object.field("copies", copies)
        object.field("anonymous", anonymous)
    }
}

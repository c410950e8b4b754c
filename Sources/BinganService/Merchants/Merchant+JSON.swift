import ComplaintModel
import MerchantClusters

extension MerchantList {
    /// `{"total","merchants":[…]}`.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.field("total", self.total)
            object.array("merchants") { list in
                for merchant in merchants { list.object { merchant.writeFields(into: &$0) } }
            }
        }
    }
}

extension MerchantSummary {
    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    func writeFields(into object: inout JSONObjectWriter) {
        object.field("id", self.id)
        object.field("name", self.name)
        object.field("complaints", self.complaints)
        object.field("names", self.names)
        object.field("branches", self.branches)
        object.field("first_at", self.firstAt)
        object.field("last_at", self.lastAt)
        object.field("amount", self.amount)
    }
}

extension MerchantDetail {
    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    func writeFields(into object: inout JSONObjectWriter) {
        summary.writeFields(into: &object)
        object.field("redirected_from", self.redirectedFrom)
        object.field("brand", self.brand)
        object.array("mentions") { list in
            for mention in mentions { list.object { mention.writeFields(into: &$0) } }
        }
        object.array("branch_list") { list in
            for branch in branches {
                list.object { entry in
                    entry.field("id", branch.id)
                    entry.field("name", branch.name)
                    entry.field("complaints", branch.complaints)
                }
            }
        }
        object.array("linked") { list in
            for other in linked {
                list.object { entry in
                    entry.field("id", other.id)
                    entry.field("name", other.name)
                    entry.field("kind", other.kind.rawValue)
                    entry.field("value", other.value)
                }
            }
        }
        object.array("decisions") { list in
            for decision in decisions { list.object { decision.writeFields(into: &$0) } }
        }
        for (name, counts) in [("categories", categories), ("districts", districts)] {
            object.array(name) { list in
                for count in counts {
                    list.object { entry in
                        entry.field("value", count.value)
                        entry.field("count", count.count)
                    }
                }
            }
        }
        object.array("timeline") { list in
            for month in timeline {
                list.object { entry in
                    entry.field("month", month.month)
                    entry.field("count", month.count)
                }
            }
        }
    }
}

extension MerchantMention {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("id", self.id)
        object.field("name", self.name)
        object.field("branch", self.branch)
        object.field("platform", self.platform)
        object.field("uscc", self.code)
        object.field("complaints", self.complaints)
        object.field("probability", self.probability.rounded(toPlaces: 4))
        object.field("only_in_text", self.isFromText)
        object.array("evidence") { list in
            for reason in reasons {
                list.object { entry in
                    entry.field("kind", reason.kind.rawValue)
                    entry.field("detail", reason.chinese)
                    entry.field("weight", reason.weight)
                }
            }
        }
    }
}

extension MerchantDecision {
    public var json: [UInt8] { JSONObjectWriter.bytes { writeFields(into: &$0) } }

    func writeFields(into object: inout JSONObjectWriter) {
        object.field("id", self.id)
        object.field("kind", self.kind.rawValue)
        object.field("merchant_id", self.merchantID)
        object.field("other_id", self.otherID)
        object.field("other_name", self.otherName)
        object.field("by", self.by)
        object.field("at", self.at)
        object.field("reason", self.reason)
        object.field("undone_by", self.undoneBy)
        object.field("undone_at", self.undoneAt)
    }
}

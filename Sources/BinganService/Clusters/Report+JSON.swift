import ComplaintIndex
import ComplaintModel
import MerchantClusters

extension Report {
    /// The report's figures as one JSON object.
    public var json: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.field("title", title)
            object.field("first_at", firstAt)
            object.field("last_at", lastAt)
            object.object("count") { count.writeFields(into: &$0) }
            object.field("without_merchant", withoutMerchant)
            object.object("amounts") { amounts.writeFields(into: &$0) }
            object.object("timeline") { timeline.writeFields(into: &$0) }
            object.field("merchants_total", merchantTotal)
            object.array("merchants") { list in
                for merchant in merchants { list.object { merchant.writeFields(into: &$0) } }
            }
            object.field("clusters_total", clusterTotal)
            object.array("clusters") { list in
                for cluster in clusters { list.object { cluster.writeFields(into: &$0) } }
            }
            for (name, rows) in [("categories", categories), ("districts", districts), ("channels", channels)] {
                object.array(name) { list in
                    for row in rows { list.object { row.writeFields(into: &$0) } }
                }
            }
            object.array("template_senders") { list in
                for sender in senders { list.object { sender.writeFields(into: &$0) } }
            }
            object.object("manifest") { manifest.writeFields(into: &$0) }
        }
    }
}

extension Report.Amounts {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("sum", sum)
        object.field("count", count)
        object.field("median", median)
        object.field("largest", largest)
        object.array("bands") { list in
            for band in bands {
                list.object { entry in
                    entry.field("value", band.label)
                    entry.field("count", band.count)
                }
            }
        }
    }
}

extension ReportTimeline {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("step", step.rawValue)
        object.array("points") { list in
            for point in points {
                list.object { entry in
                    entry.field("start", point.start)
                    entry.field("distinct", point.distinct)
                    entry.field("repeats_and_copies", point.others)
                }
            }
        }
    }
}

extension Report.Merchant {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("id", id)
        object.field("name", name)
        object.object("count") { count.writeFields(into: &$0) }
        object.field("amount", amount)
        object.field("recent", recent)
        object.field("first_at", firstAt)
        object.field("last_at", lastAt)
    }
}

extension Report.Cluster {
    func writeFields(into object: inout JSONObjectWriter) {
        summary.writeFields(into: &object)
        object.object("timeline") { timeline.writeFields(into: &$0) }
        object.array("examples") { list in
            for example in examples {
                list.object { entry in
                    entry.field("id", example.id)
                    entry.field("number", example.number)
                    entry.field("received_at", example.receivedAt)
                    entry.field("excerpt", example.text)
                }
            }
        }
    }
}

extension Report.Row {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("value", value)
        object.object("count") { count.writeFields(into: &$0) }
        object.field("amount", amount)
    }
}

extension Report.TemplateSender {
    func writeFields(into object: inout JSONObjectWriter) {
        object.field("role", "投诉人" + role)
        object.field("complaints", complaints)
        object.field("merchants", merchants)
        object.field("likeness", (likeness * 1000).rounded() / 1000)
        object.field("first_at", firstAt)
        object.field("last_at", lastAt)
    }
}

extension Report.Manifest {
    func writeFields(into object: inout JSONObjectWriter) {
        object.object("arguments") { entry in
            for (name, value) in arguments { entry.field(name, value) }
        }
        object.field("complaints", complaints)
        object.field("last_id", lastID)
        object.field("analyzer", analyzer)
        object.field("rows_sha256", rowsHash)
        object.field("layout", Self.layout)
    }
}

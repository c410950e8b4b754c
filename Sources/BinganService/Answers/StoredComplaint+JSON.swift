import ComplaintIndex
import ComplaintModel

extension StoredComplaint {
    /// The complaint as one JSON object: the sender's fields with `id`, the merchant's id and what is ours.
    ///
    /// `person` names the complainant by a keyed hash that `person:` finds again; `history` is added where given,
    /// `duplicate` is null where the complaint was not looked at yet.
    public func json(history: [Change]? = nil, duplicate: ShownDuplicate? = nil) -> [UInt8] {
        var shown = complaint
        // The hash stands among the person's fields; a sender's own field of that name would clash with it.
        shown.complainant.extra["person"] = personHash.map { .string($0) } ?? .null
        return JSONObjectWriter.bytes { object in
            object.field("id", id)
            shown.writeFields(into: &object) { $0.field("id", merchantID) }
            if let duplicate {
                object.object("duplicate") { duplicate.writeFields(into: &$0) }
            } else {
                object.null("duplicate")
            }
            if let clusterID {
                object.object("cluster") { $0.field("id", clusterID) }
            } else {
                object.null("cluster")
            }
            object.field("version", version)
            object.field("loaded_at", loadedAt)
            if let history {
                object.array("history") { list in
                    for entry in history { list.object { entry.writeFields(into: &$0) } }
                }
            }
        }
    }

    /// The complaint as exports have it: read in again, it is the same complaint. So nothing is added but what reading
    /// passes over.
    public var exportJSON: [UInt8] {
        JSONObjectWriter.bytes { object in
            object.field("id", id)
            complaint.writeFields(into: &object) { $0.field("id", merchantID) }
            object.field("version", version)
            object.field("loaded_at", loadedAt)
        }
    }
}

import BinganService
import ComplaintModel
import HTTPTypes
import Hummingbird

/// People's decisions on pairs: one after the other in the queue, and from a complaint's page.
struct ReviewPages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [
            desk.page("/review", .search) { try await next($0) },
            desk.form("/review", .search) { try await decide($0, $1) },
            desk.form("/complaints/{id}/review", .search) { try await decideHere($0, $1) },
        ]
    }

    private static let mostSkipped = 100_000

    private func next(_ call: PageCall) async throws -> Response {
        let parameters = try call.parameters("skip", "this", "other")
        let skipped = try parameters.number("skip", in: 0...Self.mostSkipped, usual: 0)
        let (this, other) = (ComplaintID(parameters["this"] ?? ""), ComplaintID(parameters["other"] ?? ""))
        let undo = this.flatMap { this in other.map { ReviewView.Undo(this: this.number, other: $0.number) } }
        let (service, visitor) = (desk.service, call.visitor)
        return try await desk.lanes.check.run {
            let pair = try service.nextReview(skipping: skipped, visitor.visibility)
            if let pair { call.note(.review, complaint: pair.complaint.id, rows: 2) }
            let action = PageLink(path: "/review", pairs: skipped > 0 ? [("skip", "\(skipped)")] : [])
            let view = ReviewView(
                action: action.text, pair: pair.map { ReviewView.Pair($0, skipped: skipped) }, undo: undo)
            return call.page(.review, title: "复核", kind: "review", view)
        }
    }

    /// Decides on a pair of the queue, then goes on to the next.
    private func decide(_ call: PageCall, _ form: FormBody) async throws -> Response {
        let this = try form.id("this")
        let done = try await record(call, form, this)
        let skipped = try call.parameters("skip").number("skip", in: 0...Self.mostSkipped, usual: 0)
        var pairs = [("done", done)]
        // The pair decided on has left the queue: what was skipped before it stays skipped.
        if skipped > 0 { pairs.append(("skip", "\(skipped)")) }
        if done == "decided" { pairs += [("this", "\(this)"), ("other", form["other"] ?? "")] }
        return PageDesk.redirect(to: PageLink(path: "/review", pairs: pairs))
    }

    private func decideHere(_ call: PageCall, _ form: FormBody) async throws -> Response {
        let id = try call.id()
        let origin = try ComplaintPages.origin(call)
        let done = try await record(call, form, id)
        return PageDesk.redirect(to: PageLink(path: "/complaints/\(id)", pairs: origin.pairs + [("done", done)]))
    }

    /// - Returns: the code of what became of it.
    private func record(_ call: PageCall, _ form: FormBody, _ id: Int64) async throws -> String {
        let (other, verdict) = (try form.id("other"), try form.filled("as"))
        let (service, name) = (desk.service, call.visitor.author)
        let done = try await desk.lanes.write.run {
            if verdict == "undo" {
                _ = try service.undoReview(id, other, by: name)
                return "undone"
            }
            _ = try service.review(id, other, as: verdict, reason: form["reason"], by: name)
            return "decided"
        }
        call.note(.review, complaint: id, query: "\(verdict):\(other)")
        return done
    }
}

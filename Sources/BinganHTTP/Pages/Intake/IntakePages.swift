import BinganService
import ComplaintModel
import DuplicateDetection
import Foundation
import HTTPTypes
import Hummingbird

/// The intake form: the check grows with each field, then the complaint is stored.
struct IntakePages: Sendable {
    let desk: PageDesk

    var endpoints: [Endpoint] {
        [
            desk.page("/complaints/new", .intake) { try await blank($0) },
            desk.form("/complaints/new", .intake) { try await take($0, $1) },
            desk.form("/complaints/check", .intake, .search) { try await check($0, $1) },
        ]
    }

    private func blank(_ call: PageCall) async throws -> Response {
        let parameters = try call.parameters("id", "joined", "known")
        let stored = ComplaintID(parameters["id"] ?? "").map { id in
            IntakeView.Stored(
                id: id.number, href: call.visitor.mayActAs(.search) ? "/complaints/\(id.number)" : nil,
                joined: ComplaintID(parameters["joined"] ?? "").map { "\($0.number)" },
                known: parameters["known"] != nil)
        }
        let values = IntakeForm.blank(now: .now)
        return Self.page(
            call,
            IntakeView(
                stored: stored, once: UUID().uuidString, fault: nil, groups: IntakeForm.view(values, failure: nil),
                matches: nil))
    }

    /// What the script asks for while somebody types: the list of matches alone.
    private func check(_ call: PageCall, _ form: FormBody) async throws -> Response {
        let values = Dictionary(form.pairs, uniquingKeysWith: { first, _ in first })
        let page = IntakePage(service: desk.service, visitor: call.visitor)
        return try await desk.lanes.check.run {
            call.fragment(.matches, MatchesView(matches: try page.matches(values)))
        }
    }

    /// Stores, or, asked to check, shows the form again with what was found.
    private func take(_ call: PageCall, _ form: FormBody) async throws -> Response {
        let values = Dictionary(form.pairs, uniquingKeysWith: { first, _ in first })
        let page = IntakePage(service: desk.service, visitor: call.visitor)
        let action = values["action"] ?? "store"
        if action == "check" {
            return try await desk.lanes.check.run {
                Self.page(call, page.view(values, failure: nil, matches: try page.matches(values)))
            }
        }
        let joined = action.hasPrefix("join:") ? ComplaintID(action.dropFirst("join:".count))?.number : nil
        return try await desk.lanes.write.run {
            do {
                let answer = try page.store(values, joining: joined, tokenID: call.identity.tokenID)
                var pairs = [("id", "\(answer.id)")]
                if let joined { pairs.append(("joined", "\(joined)")) }
                if answer.result != .added { pairs.append(("known", "1")) }
                return PageDesk.redirect(to: PageLink(path: "/complaints/new", pairs: pairs))
            } catch {
                let failure = Failure(error)
                guard failure.kind == .rejected || failure.kind == .usage else { throw error }
                let matches = try? page.matches(values)
                return Self.page(
                    call, page.view(values, failure: failure, matches: matches), status: .unprocessableContent)
            }
        }
    }

    private static func page(
        _ call: PageCall, _ view: IntakeView, status: HTTPResponse.Status = .ok
    ) -> Response {
        call.page(.intake, title: "登记来件", kind: "intake", status: status, view)
    }
}

/// What the template of the matches alone shows.
struct MatchesView {
    let matches: DuplicatesView?
    /// The session has ended: nothing was looked for.
    var isEnded = false
}

/// What the intake form works out.
struct IntakePage {
    let service: BinganService
    let visitor: PageVisitor

    /// Candidates beside the form.
    private static let shown = 5

    /// Nil while there is nothing to go by. A field that can't be read yet, as half an amount, is left out.
    func matches(_ values: [String: String]) throws -> DuplicatesView? {
        var values = values
        // What every form holds says nothing.
        for name in [ComplaintField.kind, .channel, .receivedAt] { values[name.rawValue] = nil }
        let read = try IntakeForm.readable(values)
        guard !IntakeForm.isBlank(read.values) else { return nil }
        return try view(service.check(read.part, partial: true, visitor.visibility))
    }

    private func view(_ found: ShownDuplicate) throws -> DuplicatesView {
        let candidates = try found.of.prefix(Self.shown).map { match in
            let merchant = try service.complaint(id: match.id, visitor.visibility)?.complaint.merchant.name
            return CandidateView(
                match, merchant: merchant, texts: nil, action: nil, canOpen: visitor.mayActAs(.search), now: .now)
        }
        return DuplicatesView(verdict: found, candidates: candidates)
    }

    func view(_ values: [String: String], failure: Failure?, matches: DuplicatesView?) -> IntakeView {
        let groups = IntakeForm.view(values, failure: failure)
        let isShown = groups.contains { $0.fields.contains { $0.problem != nil } }
        let fault = failure.map(PageFault.sentence)
        let once = values["once"].flatMap { UUID(uuidString: $0) } ?? UUID()
        return IntakeView(
            stored: nil, once: once.uuidString, fault: isShown ? nil : fault, groups: groups, matches: matches)
    }

    /// Stores the complaint and, where it is another contact about a known one, keeps that too.
    func store(_ values: [String: String], joining original: Int64?, tokenID: Int64) throws -> IntakeAnswer {
        let complaint = try IntakeForm.complaint(values, isPartial: false)
        if let original, try service.complaint(id: original) == nil { throw Failure.noComplaint("\(original)") }
        let key = try values["once"].flatMap { UUID(uuidString: $0) }.map { once in
            try IdempotencyKey("form-\(once.uuidString)", tokenID: tokenID, body: complaint.json)
        }
        let answer = try service.intake(complaint, key: key, by: visitor.author, visitor.visibility)
        if let original, original != answer.id {
            _ = try service.review(
                answer.id, original, as: "duplicate", reason: "登记时并入 (joined at intake)", by: visitor.author)
        }
        return answer
    }
}

import BinganService
import ComplaintIndex
import ComplaintModel
import HTTPTypes
import Hummingbird

/// One complaint: looked at and changed.
struct ComplaintRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [
            Endpoint(.get, "/v1/complaints", .intake, .search) { try await byNumber($0) },
            Endpoint(.get, "/v1/complaints/{id}", .search) { try await byID($0) },
            Endpoint(.get, "/v1/complaints/{id}/history", .search) { try await history($0) },
            Endpoint(.patch, "/v1/complaints/{id}", .search) { try await change($0) },
            Endpoint(.get, "/v1/changes", .intake, .search) { try await changes($0) },
        ]
    }

    private func byNumber(_ call: Call) async throws -> Response {
        let parameters = try call.parameters("number")
        guard let number = parameters["number"] else {
            throw QueryParameters.fault("number", "missing", "Give the sender's number of the complaint.")
        }
        let (service, visibility) = (backend.service, call.visibility)
        let found = try await backend.lanes.check.run {
            try service.complaint(number: number, visibility).map { try ShownComplaint($0, service, visibility) }
        }
        guard let found else {
            throw Failure(
                .notFound, field: "number", code: "no-such-complaint", detail: "No complaint has this number.")
        }
        return shown(found, call)
    }

    private func byID(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id()
        let (service, visibility) = (backend.service, call.visibility)
        let found = try await backend.lanes.check.run {
            try service.complaint(id: id, visibility).map { try ShownComplaint($0, service, visibility) }
        }
        guard let found else { throw Failure.noComplaint("\(id)") }
        return shown(found, call)
    }

    private func shown(_ complaint: ShownComplaint, _ call: Call) -> Response {
        backend.audit.note(.open, by: call.identity, call.context, complaint: complaint.id)
        let tag = EntityTag.text(complaint.version)
        if EntityTag.matches(call.request.headers[.ifNoneMatch], complaint.version) {
            return Response(status: .notModified, headers: [.eTag: tag])
        }
        return .json(complaint.json, headers: [.eTag: tag])
    }

    private func history(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id()
        let (service, visibility) = (backend.service, call.visibility)
        let history = try await backend.lanes.check.run {
            guard try service.complaint(id: id) != nil else { throw Failure.noComplaint("\(id)") }
            return try service.history(id: id, visibility)
        }
        backend.audit.note(.open, by: call.identity, call.context, complaint: id)
        return .json(Change.json(history))
    }

    private func change(_ call: Call) async throws -> Response {
        _ = try call.parameters()
        let id = try call.id()
        let patch = try await call.object(type: .mergePatch, upTo: BodyLimit.complaint)
        let expected = try EntityTag.versions(call.request.headers[.ifMatch])
        let (service, role, by) = (backend.service, call.identity.role, call.author)
        let changed = try await backend.lanes.write.run {
            try service.patch(id: id, patch, ifVersion: expected, role: role, by: by).map {
                try ShownComplaint($0, service, role.visibility)
            }
        }
        guard let changed else { throw Failure.noComplaint("\(id)") }
        backend.audit.note(.change, by: call.identity, call.context, complaint: id)
        return .json(changed.json, headers: [.eTag: EntityTag.text(changed.version)])
    }

    private func changes(_ call: Call) async throws -> Response {
        let parameters = try call.parameters("since", "limit")
        let since = try parameters.number("since", in: 0...Int(ComplaintID.largest), usual: 0)
        let limit = try parameters.number("limit", in: BinganService.feedLimits, usual: 100)
        let service = backend.service
        return .json(try await backend.lanes.check.run { try service.changes(since: Int64(since), limit: limit).json })
    }
}

/// A complaint with its verdict, ready to be sent.
private struct ShownComplaint: Sendable {
    let id: Int64
    let version: Int64
    let json: [UInt8]

    init(_ stored: StoredComplaint, _ service: BinganService, _ visibility: Visibility) throws {
        id = stored.id
        version = stored.version
        json = stored.json(duplicate: try service.duplicate(of: stored.id, visibility))
    }
}

/// The version of a complaint as HTTP has it (RFC 9110, 8.8.3).
enum EntityTag {
    static func text(_ version: Int64) -> String { "\"\(version)\"" }

    /// The versions that `If-Match` names; nil for none given and for `*`.
    /// - Throws: `Problem` for what is no list of tags.
    static func versions(_ header: String?) throws -> Set<Int64>? {
        guard let header, header.trimmed != "*" else { return nil }
        var versions: Set<Int64> = []
        for part in header.split(separator: ",") {
            let tag = part.trimmed
            guard tag.count >= 2, tag.hasPrefix("\""), tag.hasSuffix("\"") else {
                // A weak tag never matches here; it is no mistake of form.
                if tag.hasPrefix("W/\"") { continue }
                throw Problem(
                    status: .badRequest, detail: "Give the ETag of the complaint, in its quotes.", code: "not-an-etag",
                    field: "If-Match")
            }
            // A tag that is none of ours matches nothing.
            versions.insert(Int64(tag.dropFirst().dropLast()) ?? -1)
        }
        return versions
    }

    /// Whether `If-None-Match` names the version.
    static func matches(_ header: String?, _ version: Int64) -> Bool {
        guard let header else { return false }
        if header.trimmed == "*" { return true }
        return header.split(separator: ",").contains { part in
            let tag = part.trimmed
            return (tag.hasPrefix("W/") ? String(tag.dropFirst(2)) : tag) == text(version)
        }
    }
}

extension StringProtocol {
    /// Without spaces and tabs at its ends.
    fileprivate var trimmed: String {
        var rest = self[...]
        while let first = rest.first, first == " " || first == "\t" { rest = rest.dropFirst() }
        while let last = rest.last, last == " " || last == "\t" { rest = rest.dropLast() }
        return String(rest)
    }
}

import BinganService
import ComplaintIndex
import ComplaintModel
import Hummingbird
import NIOCore

/// Complaints out, as many as a search selects, without ever holding them all.
struct ExportRoutes: Sendable {
    let backend: Backend

    var endpoints: [Endpoint] {
        [Endpoint(.get, "/v1/export", .enforcement) { try await export($0) }]
    }

    private func export(_ call: Call) async throws -> Response {
        let pairs = try call.pairs()
        let (options, others) = try QueryParameters.parted(pairs, own: ["format", "personal"])
        let parameters = try SearchParameters(pairs: others, allowed: SearchParameter.selecting)
        _ = try parameters.request()
        let visibility: Visibility = try options.flag("personal") ? call.visibility : .masked
        let format = try Format(options["format"])
        let rows = ExportRows(backend: backend, parameters: parameters, visibility: visibility)
        // Read before the answer begins, so that what can't be exported is told by the status.
        let header = try await format == .csv ? rows.csvHeader() : nil
        let first = try await rows.part(after: 0)
        let (audit, identity, context) = (backend.audit, call.identity, call.context)
        let spoken = call.spoken(pairs)
        let body = ResponseBody { writer in
            var (part, count) = (first, 0)
            // Also of an export that breaks off: what went out went out.
            defer { audit.note(.export, by: identity, context, query: spoken, rows: count) }
            if let header { try await writer.write(ByteBuffer(bytes: header.bytes)) }
            while let current = part {
                for ids in current.chunks(of: BinganService.exportBatch) {
                    let (bytes, rows) = try await rows.bytes(ids, header?.columns)
                    count += rows
                    try await writer.write(ByteBuffer(bytes: bytes))
                }
                part = try await rows.part(after: current.last ?? 0, isBegun: true)
            }
            try await writer.finish(nil)
        }
        return Response(
            status: .ok,
            headers: [.contentType: format.type, .contentDisposition: "attachment; filename=\"\(format.file)\""],
            body: body)
    }

    private enum Format {
        case jsonl, csv

        init(_ name: String?) throws {
            switch name {
            case nil, "jsonl": self = .jsonl
            case "csv": self = .csv
            default: throw QueryParameters.fault("format", "out-of-range", "Give jsonl or csv.")
            }
        }

        var type: String { self == .csv ? "text/csv; charset=utf-8" : ContentType.ndjson }
        var file: String { self == .csv ? "complaints.csv" : "complaints.jsonl" }
    }
}

/// The rows of one export, part by part in short reads, so that the log can be folded in meanwhile.
private struct ExportRows: Sendable {
    let backend: Backend
    let parameters: SearchParameters
    let visibility: Visibility

    /// Ids found at once: a million take eight megabytes, and one look at the index each.
    private static let idsAtOnce = 1_000_000

    /// The next ids; nil when there are no more.
    func part(after: Int64, isBegun: Bool = false) async throws -> [Int64]? {
        let (service, parameters) = (backend.service, parameters)
        let ids = try await backend.lanes.bulk.run(isBegun: isBegun) {
            try service.exportIDs(parameters, after: after, limit: Self.idsAtOnce)
        }
        return ids.isEmpty ? nil : ids
    }

    func csvHeader() async throws -> (columns: ComplaintColumns, bytes: [UInt8]) {
        let (service, parameters) = (backend.service, parameters)
        return try await backend.lanes.bulk.run {
            let columns = ComplaintColumns(extra: try service.extraFields(parameters))
            // A mark that tells spreadsheets what the bytes are.
            var bytes: [UInt8] = [0xEF, 0xBB, 0xBF]
            CSVWriter().append(["id"] + columns.names + ["version", "loaded_at"], to: &bytes)
            return (columns, bytes)
        }
    }

    /// The rows of `ids` as the file has them.
    func bytes(_ ids: ArraySlice<Int64>, _ columns: ComplaintColumns?) async throws -> (bytes: [UInt8], rows: Int) {
        let (service, visibility) = (backend.service, visibility)
        return try await backend.lanes.bulk.run(isBegun: true) {
            var bytes: [UInt8] = []
            let writer = CSVWriter()
            let rows = try service.complaints(ids, visibility)
            for row in rows {
                if let columns {
                    let values = ["\(row.id)"] + columns.values(of: row.complaint)
                    writer.append(values + ["\(row.version)", row.loadedAt.text], to: &bytes)
                } else {
                    bytes += row.exportJSON
                    bytes.append(0x0A)
                }
            }
            return (bytes, rows.count)
        }
    }
}

extension Array {
    /// Slices of `size` elements, the last of what is left.
    fileprivate func chunks(of size: Int) -> [ArraySlice<Element>] {
        stride(from: 0, to: count, by: size).map { self[$0..<Swift.min($0 + size, count)] }
    }
}

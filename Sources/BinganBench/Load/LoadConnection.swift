import Foundation

/// One kept-open connection to a server under load: sends a request's bytes, reads the answer to its end.
final class LoadConnection {
    enum Fault: Error { case closed, refused }

    struct Answer {
        let status: Int
        let body: [UInt8]
    }

    private let port: UInt16
    private var descriptor: Int32 = -1
    private var buffer: [UInt8] = []

    init(port: UInt16) { self.port = port }

    deinit { if descriptor >= 0 { close(descriptor) } }

    /// Asks once; a connection that the server has closed is opened anew, once.
    func ask(_ request: [UInt8]) throws -> Answer {
        if descriptor >= 0, let answer = try? send(request) { return answer }
        try open()
        return try send(request)
    }

    private func open() throws {
        if descriptor >= 0 { close(descriptor) }
        buffer.removeAll(keepingCapacity: true)
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var one: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &one, socklen_t(MemoryLayout<Int32>.size))
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else { throw Fault.refused }
    }

    private func send(_ request: [UInt8]) throws -> Answer {
        var sent = 0
        while sent < request.count {
            let count = request[sent...].withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { throw Fault.closed }
            sent += count
        }
        return try answer()
    }

    private func answer() throws -> Answer {
        let end = Array("\r\n\r\n".utf8)
        var headEnd: Int?
        while headEnd == nil {
            headEnd = buffer.firstRange(of: end)?.upperBound
            if headEnd == nil { try fill() }
        }
        let head = String(decoding: buffer[..<(headEnd ?? 0)], as: UTF8.self).lowercased()
        let status = head.split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        let length =
            head.split(separator: "\r\n").first { $0.hasPrefix("content-length:") }
            .flatMap { Int($0.dropFirst(15).trimmingCharacters(in: .whitespaces)) } ?? 0
        let bodyEnd = (headEnd ?? 0) + length
        while buffer.count < bodyEnd { try fill() }
        let body = Array(buffer[(headEnd ?? 0)..<bodyEnd])
        buffer.removeSubrange(..<bodyEnd)
        return Answer(status: status, body: body)
    }

    private func fill() throws {
        var piece = [UInt8](repeating: 0, count: 64 << 10)
        let count = read(descriptor, &piece, piece.count)
        guard count > 0 else { throw Fault.closed }
        buffer += piece[..<count]
    }
}

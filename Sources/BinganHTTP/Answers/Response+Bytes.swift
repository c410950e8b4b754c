import HTTPTypes
import Hummingbird

extension Response {
    /// An answer of finished bytes. Complaints are nobody's to cache.
    static func bytes(
        _ bytes: [UInt8], type: String, status: HTTPResponse.Status = .ok, headers: HTTPFields = [:]
    ) -> Response {
        var headers = headers
        headers[.contentType] = type
        headers[.cacheControl] = "no-store"
        headers[.xContentTypeOptions] = "nosniff"
        return Response(status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    static func json(_ bytes: [UInt8], headers: HTTPFields = [:]) -> Response {
        .bytes(bytes, type: "application/json; charset=utf-8", headers: headers)
    }
}

import Crypto
import HTTPTypes
import Hummingbird

/// Style, script or icon under an address that holds the hash of its content: it may be kept for ever.
struct PageAsset: Sendable {
    /// `pages.1a2b3c4d5e6f.css`
    let name: String
    let type: String
    let bytes: [UInt8]

    var path: String { "/assets/" + name }

    static let all: [PageAsset] = PageFile.all.compactMap(PageAsset.init)

    /// The asset whose file ends in `.css`, `.js` or `.svg`: there is one of each.
    static func path(_ ending: String) -> String { all.first { $0.name.hasSuffix(ending) }?.path ?? "" }

    /// Nil for a file that isn't served, and for one of a type that isn't known.
    private init?(_ file: PageFile) {
        guard file.name.hasPrefix("assets/"), let point = file.name.lastIndex(of: "."),
            let type = Self.types[String(file.name[point...])]
        else { return nil }
        let stem = file.name[..<point].dropFirst("assets/".count)
        let hash = SHA256.hash(data: file.bytes).prefix(6).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }
        name = stem + "." + hash.joined() + file.name[point...]
        self.type = type
        bytes = file.bytes
    }

    private static let types = [
        ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
    ]

    /// The asset itself; its content never changes under its name.
    var response: Response {
        var response = Response.bytes(bytes, type: type)
        response.headers[.cacheControl] = "public, max-age=31536000, immutable"
        return response
    }
}

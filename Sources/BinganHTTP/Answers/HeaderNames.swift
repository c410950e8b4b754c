import HTTPTypes

extension HTTPField.Name {
    static let csrfToken = named("X-CSRF-Token")
    static let idempotencyKey = named("Idempotency-Key")
    static let idempotentReplay = named("Idempotent-Replayed")
    /// Sent by the pages' script when it asks for a piece of a page.
    static let pagePiece = named("X-Page-Piece")
    static let openerPolicy = named("Cross-Origin-Opener-Policy")
    static let referrerPolicy = named("Referrer-Policy")
    static let requestID = named("X-Request-Id")
    static let secFetchSite = named("Sec-Fetch-Site")
    static let xFrameOptions = named("X-Frame-Options")

    /// A name written here, which is one for certain: a test reads them all back.
    private static func named(_ name: String) -> HTTPField.Name { HTTPField.Name(name) ?? .via }
}

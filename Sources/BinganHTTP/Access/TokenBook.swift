import BinganService
import Synchronization

/// The tokens in memory, read anew four times a second at most: a revoked one ends, a new one begins within that time.
final class TokenBook: Sendable {
    private struct State {
        var tokens: [Int64: AccessToken] = [:]
        var readAt: ContinuousClock.Instant?
        var sessions: [String: Session] = [:]
    }

    private static let freshness = Duration.milliseconds(250)
    private static let mostSessions = 10_000

    private let service: BinganService
    private let lane: Lane
    private let state = Mutex(State())

    init(service: BinganService, lane: Lane) {
        self.service = service
        self.lane = lane
    }

    /// Every token by its id; revoked ones too.
    func tokens() async throws -> [Int64: AccessToken] {
        let known = state.withLock { state in
            state.readAt.map { ContinuousClock.now - $0 < Self.freshness } == true ? state.tokens : nil
        }
        if let known { return known }
        let service = service
        let tokens = try await lane.run { try service.tokens() }
        let byID = Dictionary(tokens.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
        state.withLock { state in
            state.tokens = byID
            state.readAt = .now
        }
        return byID
    }

    /// The session of a cookie; sessions are remembered, since every page asks.
    func session(_ secret: Secret) async throws -> Session? {
        if let known = state.withLock({ $0.sessions[secret.text] }) {
            return known.expiresAt > .now ? known : nil
        }
        let service = service
        guard let session = try await lane.run({ try service.session(secret) }) else { return nil }
        state.withLock { state in
            if state.sessions.count >= Self.mostSessions { state.sessions.removeAll() }
            state.sessions[secret.text] = session
        }
        return session
    }

    func forget(_ secret: Secret) { state.withLock { $0.sessions[secret.text] = nil } }

    /// The tokens are read anew for the next request.
    func expire() { state.withLock { $0.readAt = nil } }
}

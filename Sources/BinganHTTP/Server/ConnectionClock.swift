import HTTPTypes
import NIOCore
import NIOHTTP1
import NIOHTTPTypes

/// Ends connections whose client sends or reads too slowly: each holds one of the few that are served at once.
///
/// Only the client's time counts: while the service itself doesn't read on, because it stores what came, the clock
/// stands.
final class ConnectionClock: ChannelDuplexHandler, RemovableChannelHandler {
    typealias InboundIn = HTTPRequestPart
    typealias InboundOut = HTTPRequestPart
    typealias OutboundIn = HTTPResponsePart
    typealias OutboundOut = HTTPResponsePart

    private let patience: ConnectionPatience
    private var body: BodyClock
    /// Requests whose answer isn't written whole.
    private var unanswered = 0
    private var closesAfterAnswer = false
    private var isMalformed: HTTPParserError?
    private var timers: [Timer: Scheduled<Void>] = [:]

    /// What a connection waits for.
    private enum Timer {
        case head, body, reader, stop, linger
    }

    init(patience: ConnectionPatience = ConnectionPatience()) {
        self.patience = patience
        body = BodyClock(patience: patience)
    }

    // MARK: What comes in

    func channelActive(context: ChannelHandlerContext) {
        set(.head, patience.head, context) { $0.close(promise: nil) }
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        for timer in timers.values { timer.cancel() }
        timers = [:]
        context.fireChannelInactive()
    }

    func read(context: ChannelHandlerContext) {
        if let left = body.wait(from: .now()) { startBodyTimer(left, context) }
        context.read()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        cancel(.head)
        cancel(.body)
        switch unwrapInboundIn(data) {
        case .head:
            unanswered += 1
            body.begin()
        case .body(let bytes): body.take(bytes.readableBytes, at: .now())
        case .end: body.end()
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        isMalformed = isMalformed ?? error as? HTTPParserError
        context.fireErrorCaught(error)
    }

    /// The service stops: what is being sent may still arrive, but soon.
    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        if event is ChannelShouldQuiesceEvent {
            body.shorten()
            if timers[.body] != nil { startBodyTimer(body.left, context) }
            set(.stop, patience.stop, context) { $0.close(promise: nil) }
        }
        context.fireUserInboundEventTriggered(event)
    }

    /// A client that reads nothing of its answer.
    func channelWritabilityChanged(context: ChannelHandlerContext) {
        if context.channel.isWritable {
            cancel(.reader)
        } else {
            set(.reader, patience.reader, context) { $0.close(promise: nil) }
        }
        context.fireChannelWritabilityChanged()
    }

    private func startBodyTimer(_ time: TimeAmount, _ context: ChannelHandlerContext) {
        set(.body, time, context) { [self] context in
            closesAfterAnswer = true
            guard unanswered > 0 else { return context.close(promise: nil) }
            // Whoever reads the body gets this, and answers with it.
            context.fireErrorCaught(Problem.bodyTimeout)
            set(.linger, patience.stop, context) { $0.close(promise: nil) }
        }
    }

    // MARK: What goes out

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        switch unwrapOutboundIn(data) {
        case .head(let head):
            if head.headerFields[.connection]?.lowercased() == "close" { closesAfterAnswer = true }
            if let error = isMalformed, unanswered == 0 { return write(error, context, promise) }
            context.write(data, promise: promise)
        case .body: context.write(data, promise: promise)
        case .end:
            unanswered = max(0, unanswered - 1)
            context.write(data, promise: promise)
            if closesAfterAnswer {
                context.flush()
                close(context: context, mode: .output, promise: nil)
            }
        }
    }

    /// What the parser refuses reaches no route, so it is answered while no request waits for an answer: by a problem
    /// like every other.
    private func write(_ error: HTTPParserError, _ context: ChannelHandlerContext, _ promise: EventLoopPromise<Void>?) {
        let problem = error == .headerOverflow ? Problem.headersTooLarge : Problem.malformed
        let bytes = problem.bytes
        var head = HTTPResponse(status: problem.status, headerFields: problem.headers)
        head.headerFields[.contentType] = Problem.mediaType
        head.headerFields[.contentLength] = "\(bytes.count)"
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(ByteBuffer(bytes: bytes))), promise: promise)
    }

    /// One half closed, the other is given a moment: closed at once, the client might lose the answer.
    func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
        if mode == .output { set(.linger, patience.linger, context) { $0.close(promise: nil) } }
        context.close(mode: mode, promise: promise)
    }

    // MARK: Timers

    private func set(
        _ timer: Timer, _ time: TimeAmount, _ context: ChannelHandlerContext,
        _ act: @escaping (ChannelHandlerContext) -> Void
    ) {
        cancel(timer)
        timers[timer] = context.eventLoop.assumeIsolated().scheduleTask(in: time) { [weak self] in
            self?.timers[timer] = nil
            act(context)
        }
    }

    private func cancel(_ timer: Timer) {
        timers.removeValue(forKey: timer)?.cancel()
    }
}

/// How long a client may take.
struct ConnectionPatience: Sendable {
    /// From connecting to the end of the first request's headers.
    var head = TimeAmount.seconds(20)
    /// Waiting for the pieces of a body, in all; each ``bytesPerSecond`` that came give another second.
    var body = TimeAmount.seconds(30)
    var bytesPerSecond = 1000
    /// The same while the service stops.
    var lastBody = TimeAmount.seconds(5)
    /// Reading so little of an answer that it can't be written on.
    var reader = TimeAmount.seconds(60)
    /// From the call to stop to the end of the answer.
    var stop = TimeAmount.seconds(60)
    /// From an answer's end to the end of its connection.
    var linger = TimeAmount.seconds(2)
}

/// How long the pieces of one request's body were waited for.
private struct BodyClock {
    private let patience: ConnectionPatience
    private var allowed: TimeAmount
    private var waited = TimeAmount.zero
    private var since: NIODeadline?
    private var isExpected = false
    private var isShort = false

    init(patience: ConnectionPatience) {
        self.patience = patience
        allowed = patience.body
    }

    mutating func begin() {
        isExpected = true
        allowed = isShort ? patience.lastBody : patience.body
        waited = .zero
        since = nil
    }

    /// More is asked for: the time that it may take; nil where it is waited for already, or nothing is to come.
    mutating func wait(from now: NIODeadline) -> TimeAmount? {
        guard isExpected, since == nil else { return nil }
        since = now
        return left
    }

    mutating func take(_ bytes: Int, at now: NIODeadline) {
        if let since { waited = waited + (now - since) }
        since = nil
        allowed = allowed + .nanoseconds(Int64(bytes) * 1_000_000_000 / Int64(patience.bytesPerSecond))
    }

    mutating func end() {
        isExpected = false
        since = nil
    }

    mutating func shorten() {
        isShort = true
        allowed = min(allowed, waited + patience.lastBody)
    }

    var left: TimeAmount { max(.zero, allowed - waited) }
}

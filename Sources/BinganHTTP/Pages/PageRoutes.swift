import Hummingbird

/// The staff's pages.
struct PageRoutes: Sendable {
    let backend: Backend

    func add(to router: Router<BinganContext>) {}
}

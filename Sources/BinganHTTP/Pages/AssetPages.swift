import Hummingbird

/// Style, script and icon: the same for all, open to all.
enum AssetPages {
    static var endpoints: [Endpoint] {
        PageAsset.all.map { asset in Endpoint(.get, asset.path) { _ in asset.response } }
    }
}

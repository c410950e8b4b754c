/// Numbers as texts show them, the same in every locale.
enum Numbers {
    /// With so many decimals: `12.30`.
    static func fixed(_ value: Double, _ decimals: Int) -> String {
        guard value.isFinite, abs(value) < 1e15 else { return "\(value)" }
        var scale = 1
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((abs(value) * Double(scale)).rounded())
        let sign = value < 0 && scaled > 0 ? "-" : ""
        guard decimals > 0 else { return "\(sign)\(scaled)" }
        let rest = "\(scaled % scale)"
        return "\(sign)\(scaled / scale)." + String(repeating: "0", count: decimals - rest.count) + rest
    }

    static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    /// `+3`, `-2`, `±0`.
    static func signed(_ value: Int) -> String { value > 0 ? "+\(value)" : value == 0 ? "±0" : "\(value)" }
}

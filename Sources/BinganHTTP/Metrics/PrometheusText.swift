/// Prometheus' text format, version 0.0.4.
struct PrometheusText {
    private(set) var text = ""

    struct Family {
        fileprivate let name: String
        fileprivate var lines = ""

        mutating func sample(_ labels: [(String, String)], _ value: Double, suffix: String = "") {
            let shown = labels.map { "\($0)=\"\(PrometheusText.escaped($1))\"" }.joined(separator: ",")
            let number = value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
            lines += name + suffix + (labels.isEmpty ? "" : "{\(shown)}") + " " + number + "\n"
        }
    }

    mutating func family(_ name: String, _ type: String, _ help: String, _ body: (inout Family) -> Void) {
        var family = Family(name: name)
        body(&family)
        text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n" + family.lines
    }

    mutating func gauge(_ name: String, _ help: String, _ value: Double) {
        family(name, "gauge", help) { $0.sample([], value) }
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}

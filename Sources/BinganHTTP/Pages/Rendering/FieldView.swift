import ComplaintModel

/// A control of a form with its label, its value and what is wrong with it.
struct FieldView {
    struct Option {
        let value: String
        let label: String
        let isCurrent: Bool
    }

    enum Control {
        /// `type` of `<input>`.
        case line(String)
        case long(rows: Int)
        /// Value and label of each.
        case choice([(value: String, label: String)])
    }

    let name: String
    let label: String
    let id: String
    let value: String
    private(set) var isChoice = false
    private(set) var isLong = false
    private(set) var isLine = false
    private(set) var type = "text"
    private(set) var rows = 1
    private(set) var options: [Option] = []
    var hint: String?
    /// What stood there when the form was made, where the form sends that back.
    var was: String?
    var problem: String?
    var mode: String?
    var step: String?
    var isRequired = false
    var isWide = false
    var isTwo = false

    init(_ name: String, _ label: String, _ control: Control, value: String?) {
        self.name = name
        self.label = label
        id = "f-" + name.replacing(".", with: "-")
        self.value = value ?? ""
        switch control {
        case .line(let type):
            isLine = true
            self.type = type
        case .long(let rows):
            isLong = true
            self.rows = rows
        case .choice(let choices):
            isChoice = true
            options = choices.map { Option(value: $0.value, label: $0.label, isCurrent: $0.value == value ?? "") }
        }
    }

    /// The same with some of the rest set.
    func with(_ change: (inout FieldView) -> Void) -> FieldView {
        var copy = self
        change(&copy)
        return copy
    }

    /// Value and label of each case of a closed set; `all` is the label of none.
    static func choices<T: StoredCode>(of type: T.Type, all: String? = nil) -> [(value: String, label: String)] {
        (all.map { [("", $0)] } ?? []) + T.allCases.map { ($0.rawValue, $0.chineseName) }
    }
}

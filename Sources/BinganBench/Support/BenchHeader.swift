/// What a benchmark prints before its table: nobody should have to read code to know what a figure means.
struct BenchHeader {
    /// What the figures answer.
    let question: String
    /// What was measured on.
    let corpus: String
    /// What the figures are held against: the least that any program would have to do, or what another one does.
    let floor: String

    func show() {
        print("question  \(question)\ncorpus    \(corpus)\nfloor     \(floor)\n")
    }
}

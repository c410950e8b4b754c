import ArgumentParser

/// `--format` of commands that print complaints.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json, jsonl, csv
}

/// `--format` of commands whose answer is one thing.
enum AnswerFormat: String, ExpressibleByArgument, CaseIterable {
    case text, json
}

/// `--format` of exports.
enum ExportFormat: String, ExpressibleByArgument, CaseIterable {
    case jsonl, csv
}

import ArgumentParser
import BinganService
import Foundation

/// How the process ends: at most one line on stderr, and an exit code of the contract.
struct Ending {
    enum Code: Int32 {
        case fine = 0
        case rejectedOrNothingFound = 1
        case wrongUsage = 2
        case databaseUnusable = 3
    }

    let code: Code
    /// Nil when all has been said.
    let line: String?
    /// What was asked for, such as help; goes to stdout.
    let text: String?

    init(_ error: any Error) {
        switch error {
        case let quiet as Quiet: self.init(quiet.code, nil)
        case let error as OutputError: self.init(error.isClosedPipe ? .fine : .rejectedOrNothingFound, error.line)
        case let failure as Failure: self.init(failure)
        default: self.init(parsing: error)
        }
    }

    private init(_ code: Code, _ line: String?, text: String? = nil) {
        self.code = code
        self.line = line
        self.text = text
    }

    private init(_ failure: Failure) {
        let code: Code =
            switch failure.kind {
            case .usage: .wrongUsage
            case .rejected, .notFound, .forbidden, .stale: .rejectedOrNothingFound
            case .busy, .database, .unexpected: .databaseUnusable
            }
        self.init(code, failure.description)
    }

    /// ArgumentParser's errors, its requests for help among them, and all others.
    private init(parsing error: any Error) {
        switch Bingan.exitCode(for: error) {
        case .success: self.init(.fine, nil, text: Bingan.fullMessage(for: error))
        case .validationFailure: self.init(.wrongUsage, Bingan.message(for: error) + " (see `bingan --help`)")
        default: self.init(Failure(error))
        }
    }

    func end() -> Never {
        // What was found before the error is still worth having.
        try? StandardOutput.shared.flush()
        if let text {
            try? StandardOutput.shared.write(text + "\n")
            try? StandardOutput.shared.flush()
        }
        if let line {
            let words = line.split(whereSeparator: \.isNewline).joined(separator: " ")
            StandardError.write("bingan: \(words)")
        }
        exit(code.rawValue)
    }
}

/// Ends the command with a code when all has been said.
struct Quiet: Error {
    let code: Ending.Code
}

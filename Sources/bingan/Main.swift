import ArgumentParser
import BinganService

/// Where the process starts, and the one place where it ends with an error.
@main
enum Main {
    static func main() async {
        Signals.ignoreThoseThatKill()
        do {
            var command = try Bingan.parseAsRoot()
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
            try StandardOutput.shared.flush()
        } catch {
            Ending(error).end()
        }
    }
}

import ArgumentParser

/// Measurements, each a command that prints a table.
@main
struct BinganBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bingan-bench", abstract: "Measure Bingan; each command prints a table.", subcommands: [])
}

import ArgumentParser

/// Measurements, each a command that prints a table. A command is a file of Commands/ that says its question, its corpus
/// and its floor first (`BenchHeader`), shows figures of one run beside each other (`Table`, `Timing`) and checks the
/// answers it times.
@main
struct BinganBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bingan-bench", abstract: "Measure Bingan; each command prints a table.",
        subcommands: [
            Alerts.self, CheckScale.self, ClusterScale.self, ClustersCommand.self, CorpusPairs.self, Duplicates.self,
            Fit.self,
            Heaps.self, ImportSpeed.self, Load.self, Merchants.self, SearchDuringImport.self, SearchQuality.self,
            SearchSpeed.self, Segment.self, Shingles.self,
            Substrings.self,
        ])
}

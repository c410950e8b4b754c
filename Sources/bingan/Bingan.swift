import ArgumentParser

/// The command line: `bingan [--db PATH] COMMAND`.
struct Bingan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bingan", abstract: "Full-text search over consumer complaints in Chinese (并案).",
        discussion: """
            Results go to stdout, messages and progress to stderr. Exit codes: 0 fine, 1 some input rejected or nothing \
            found where that matters, 2 wrong usage, 3 the database can't be used.
            """,
        subcommands: [
            Import.self, Add.self, SetFields.self, Search.self, Show.self, Check.self,
            Similar.self, Review.self, Dedupe.self, Evaluate.self, Explain.self, Export.self, Clusters.self,
            ReportCommand.self,
            Alerts.self, Stats.self, Verify.self, Reindex.self, Backup.self, Restore.self, Erase.self, Serve.self,
            Token.self, Audit.self, Merchants.self, Merchant.self, Suggest.self, Demo.self,
        ])

    @OptionGroup var database: DatabaseOptions
}

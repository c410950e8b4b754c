import ArgumentParser
import BinganService
import ComplaintModel

struct Erase: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase",
        abstract: "Remove one person's data for good.",
        discussion: """
            Removes the complaints of a phone, an ID number or a person's hash with all that is kept of them, so that no \
            byte is left in the database, its WAL and its file of rejects. Without --yes it only says what would go. Ids \
            are not given out again; backups and exported files are yours to remove. An import of the same file would \
            bring the complaints back.
            """)

    @OptionGroup var database: DatabaseOptions
    @Argument(help: "The person's phone, ID number, or hash as person: takes it.") var person: String
    @Flag(help: "Remove, for good.") var yes = false
    @Flag(help: "Remove complaints of others, too, whose text holds the number.") var mentions = false
    @Option(help: "text or json.") var format: AnswerFormat = .text

    func run() throws {
        let service = try database.open(yes ? .write : .read)
        let preview = try service.erasurePreview(of: person)
        let chosen = preview.complaints + (mentions ? preview.mentions : [])
        guard !chosen.isEmpty else {
            try tellOthers(preview)
            StandardError.write("bingan: no complaint of this person")
            throw Quiet(code: .rejectedOrNothingFound)
        }
        guard yes else { return try show(preview) }
        let report = try service.erase(person, mentions: mentions)
        // Who it was about must not stand anywhere any more.
        try service.record([
            AuditEntry(actor: DatabaseOptions.author, role: "cli", action: .erase, rows: report.complaints.count)
        ])
        switch format {
        case .text:
            try StandardOutput.shared.line(
                "erased \(report.complaints.count) complaints, \(report.rejects) rejected lines")
        case .json:
            try StandardOutput.shared.line(
                JSONObjectWriter.bytes { object in
                    Self.write("erased", report.complaints, into: &object)
                    object.field("rejects", report.rejects)
                    object.field("wal_is_empty", report.isWALEmpty)
                })
        }
        try tellOthers(preview)
        if !report.isWALEmpty {
            StandardError.write(
                "bingan: another process is reading: end it, then run `bingan verify` to fold in the WAL")
        }
    }

    private func show(_ preview: BinganService.ErasurePreview) throws {
        switch format {
        case .text:
            let ids = preview.complaints.map { "#\($0)" }.joined(separator: " ")
            try StandardOutput.shared.line("would erase \(preview.complaints.count) complaints: \(ids)")
        case .json:
            try StandardOutput.shared.line(
                JSONObjectWriter.bytes { object in
                    Self.write("would_erase", preview.complaints, into: &object)
                    Self.write("mentions", preview.mentions, into: &object)
                })
        }
        try tellOthers(preview)
        StandardError.write("bingan: nothing was removed; repeat with --yes")
    }

    private func tellOthers(_ preview: BinganService.ErasurePreview) throws {
        guard !mentions, !preview.mentions.isEmpty else { return }
        try StandardOutput.shared.flush()
        let ids = preview.mentions.prefix(20).map { "#\($0)" }.joined(separator: " ")
        StandardError.write(
            "bingan: \(preview.mentions.count) complaints of others hold the number: \(ids); --mentions removes them too"
        )
    }

    private static func write(_ name: String, _ ids: [Int64], into object: inout JSONObjectWriter) {
        object.array(name) { list in
            for id in ids { list.value(id) }
        }
    }
}

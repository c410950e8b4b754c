import Mustache

/// The templates, parsed once, and what every page shares around its own content.
struct PageRenderer: Sendable {
    private let library: MustacheLibrary

    /// A template that doesn't parse is left out: a test sees to it that all do.
    init() {
        MustacheContentTypes.register(PageText(), named: PageText.name)
        var library = MustacheLibrary()
        for file in PageFile.all where file.name.hasPrefix("templates/") {
            let name = file.name.dropFirst("templates/".count).dropLast(".mustache".count)
            // Each template needs the pragma: a partial begins with Mustache's own escaping again.
            let text = "{{% CONTENT_TYPE: \(PageText.name)}}\n" + file.text
            if let template = try? MustacheTemplate(string: text) { library.register(template, named: String(name)) }
        }
        self.library = library
    }

    /// The page as UTF-8; nil when there is no such template.
    func page(_ frame: PageFrame, _ template: PageTemplate) -> [UInt8] {
        Array((library.render(frame, withTemplate: template.rawValue) ?? "").utf8)
    }

    /// A piece of a page, for a script to put in.
    func fragment(_ view: Any, _ template: PageTemplate) -> [UInt8] {
        Array((library.render(view, withTemplate: template.rawValue) ?? "").utf8)
    }
}

/// The templates that stand for a page or a piece of one; the others are parts of these.
enum PageTemplate: String, CaseIterable {
    case search, suggestions, complaint, intake, matches, review, merchants, merchant, clusters, cluster, alerts, stats,
        due, help, login, resume, error
}

import BinganService

/// What stands around the content of a page. The templates take it apart by these names.
struct PageFrame {
    struct Assets {
        let css = PageAsset.path(".css")
        let js = PageAsset.path(".js")
        let icon = PageAsset.path(".svg")
    }

    struct Visitor {
        let name: String
        let roleName: String
        let canLogOut: Bool
    }

    struct Entry {
        let label: String
        let href: String
        /// The access key.
        let key: String
        let isCurrent: Bool
    }

    /// What became of the form sent before.
    struct Notice {
        let kind: String
        let text: String
    }

    let assets = Assets()
    let title: String
    /// Tells the script what it may make better.
    let pageKind: String?
    let hasNavigation: Bool
    let navigation: [Entry]
    let visitor: Visitor?
    /// What a form must send back.
    let csrf: String
    let notice: Notice?
    /// The page's own content, by its template's names.
    let body: Any

    /// - Parameter visitor: nil for somebody who hasn't logged in.
    init(
        title: String, pageKind: String? = nil, navigation: [Entry] = [], visitor: PageVisitor?,
        notice: Notice? = nil, body: Any
    ) {
        self.title = title
        self.pageKind = pageKind
        hasNavigation = !navigation.isEmpty
        self.navigation = navigation
        self.visitor = visitor.map {
            Visitor(name: $0.name, roleName: Wording.role($0.role), canLogOut: $0.canLogOut)
        }
        csrf = visitor?.formToken ?? ""
        self.notice = notice
        self.body = body
    }
}

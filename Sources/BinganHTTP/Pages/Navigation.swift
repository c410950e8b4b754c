/// The pages that the bar leads to, as far as the visitor may open them.
enum Navigation {
    static func entries(_ visitor: PageVisitor, path: String) -> [PageFrame.Entry] {
        all.filter { visitor.mayOpen($0.area) }.map { entry in
            let isCurrent = entry.href == "/" ? path == "/" : path == entry.href || path.hasPrefix(entry.href + "/")
            return PageFrame.Entry(label: entry.label, href: entry.href, key: entry.key, isCurrent: isCurrent)
        }
    }

    /// The first page that the visitor may open.
    static func home(_ visitor: PageVisitor) -> String {
        all.first { visitor.mayOpen($0.area) }?.href ?? "/help"
    }

    private static let all: [(label: String, href: String, key: String, area: PageArea)] = [
        ("检索", "/", "1", .search), ("登记", "/complaints/new", "2", .intake), ("复核", "/review", "3", .search),
        ("商家", "/merchants", "4", .enforcement), ("聚集", "/clusters", "5", .enforcement),
        ("预警", "/alerts", "6", .enforcement),
        ("统计", "/stats", "7", .search),
    ]
}

/// Which role a page is for.
enum PageArea {
    case intake, search, enforcement
}

extension PageVisitor {
    func mayOpen(_ area: PageArea) -> Bool {
        switch area {
        case .intake: mayActAs(.intake)
        case .search: mayActAs(.search)
        case .enforcement: mayActAs(.enforcement)
        }
    }
}

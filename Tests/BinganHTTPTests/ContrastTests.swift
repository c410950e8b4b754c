import Foundation
import Testing

@testable import BinganHTTP

/// The contrasts that WCAG 2.2 asks for at level AA, computed from the colours in the style sheet.
@Suite struct ContrastTests {
    @Test("text stands out 4.5 to 1, in light and dark", arguments: [false, true])
    func text(isDark: Bool) throws {
        let colours = try Colours(isDark: isDark)
        let pairs: [(String, [String])] = [
            ("text", ["bg", "surface", "sunken", "info-bg"]), ("muted", ["bg", "surface", "sunken", "info-bg"]),
            ("link", ["bg", "surface", "sunken", "info-bg", "warn-bg", "danger-bg", "ok-bg"]),
            ("on-accent", ["accent"]), ("on-bar", ["bar", "bar-current"]), ("bar-muted", ["bar"]),
            ("on-mark", ["mark"]), ("danger", ["surface", "danger-bg", "bg"]), ("warn", ["surface", "warn-bg", "bg"]),
            ("ok", ["surface", "ok-bg", "bg"]), ("info", ["surface", "info-bg", "bg"]),
            ("copy", ["surface", "copy-bg"]),
        ]
        for (front, backs) in pairs {
            for back in backs {
                let contrast = try colours.contrast(front, back)
                #expect(contrast >= 4.5, "\(front) on \(back): \(contrast)")
            }
        }
    }

    @Test("the edges of controls, the focus and the bars of charts stand out 3 to 1", arguments: [false, true])
    func edges(isDark: Bool) throws {
        let colours = try Colours(isDark: isDark)
        for front in ["control", "focus", "accent"] {
            for back in ["bg", "surface"] {
                let contrast = try colours.contrast(front, back)
                #expect(contrast >= 3, "\(front) on \(back): \(contrast)")
            }
        }
    }

    @Test("black on white is 21 to 1")
    func formula() throws {
        #expect(abs(Colours.contrast([0, 0, 0], [255, 255, 255]) - 21) < 0.001)
    }
}

/// The custom properties of the style sheet's first `:root`, or of the one for dark screens.
private struct Colours {
    private var values: [String: [Double]] = [:]

    init(isDark: Bool) throws {
        let css = try #require(PageFile.all.first { $0.name == "assets/pages.css" }).text
        let dark = try #require(css.range(of: "@media screen and (prefers-color-scheme: dark)"))
        let part = isDark ? css[dark.upperBound...] : css[..<dark.lowerBound]
        let root = try #require(part.firstMatch(of: /:root \{([^}]*)\}/)).1
        for match in root.matches(of: /--([a-z-]+): #([0-9a-f]{6});/) {
            let number = try #require(Int(match.2, radix: 16))
            values[String(match.1)] = [number >> 16, number >> 8 & 255, number & 255].map(Double.init)
        }
    }

    func contrast(_ front: String, _ back: String) throws -> Double {
        Self.contrast(try #require(values[front], "\(front)"), try #require(values[back], "\(back)"))
    }

    /// WCAG 2.2, "contrast ratio".
    static func contrast(_ a: [Double], _ b: [Double]) -> Double {
        let (x, y) = (luminance(a), luminance(b))
        return (max(x, y) + 0.05) / (min(x, y) + 0.05)
    }

    /// WCAG 2.2, "relative luminance".
    private static func luminance(_ colour: [Double]) -> Double {
        let linear = colour.map { value in
            let share = value / 255
            return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
}

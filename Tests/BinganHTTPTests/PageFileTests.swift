import Foundation
import Mustache
import Testing

@testable import BinganHTTP

@Suite struct PageFileTests {
    private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Sources/CPageFiles")

    @Test("every template and asset is in the binary, as it is on disk")
    func embedded() throws {
        var names: [String] = []
        for part in ["assets", "templates"] {
            let path = Self.folder.appending(path: part).path
            names += try FileManager.default.contentsOfDirectory(atPath: path).map { part + "/" + $0 }
        }
        #expect(PageFile.all.map(\.name) == names.sorted())
        for file in PageFile.all {
            #expect(try Data(contentsOf: Self.folder.appending(path: file.name)) == Data(file.bytes), "\(file.name)")
        }
    }

    @Test("every template parses, and every page has one")
    func parses() throws {
        let names = try PageFile.all.filter { $0.name.hasPrefix("templates/") }.map { file in
            _ = try MustacheTemplate(string: file.text)
            return String(file.name.dropFirst("templates/".count).dropLast(".mustache".count))
        }
        for template in PageTemplate.allCases { #expect(names.contains(template.rawValue), "\(template)") }
    }

    @Test("no template puts text in unescaped, scripts or styles inline, or looks elsewhere for anything")
    func safeTemplates() {
        for file in PageFile.all where file.name.hasPrefix("templates/") {
            let text = file.text
            #expect(!text.contains("{{{") && !text.contains("{{&"), "\(file.name)")
            #expect(text.firstMatch(of: /\son[a-z]+=/) == nil, "\(file.name)")
            #expect(text.firstMatch(of: /\sstyle=/) == nil, "\(file.name)")
            #expect(text.firstMatch(of: /<script(?! src=)/) == nil && !text.contains("<style"), "\(file.name)")
            #expect(!text.contains("http://") && !text.contains("https://"), "\(file.name)")
        }
    }

    @Test("an asset's name changes with its content, and its address may be kept for ever")
    func assets() async throws {
        let server = try TestServer()
        for asset in PageAsset.all {
            #expect(asset.name.firstMatch(of: /\.[0-9a-f]{12}\.[a-z]+$/) != nil)
            let answer = try await server.get(asset.path)
            #expect(answer.status == 200 && answer.body == asset.bytes)
            #expect(answer.headers[.cacheControl] == "public, max-age=31536000, immutable")
        }
        #expect(Set(PageAsset.all.map(\.type)).count == 3)
    }
}

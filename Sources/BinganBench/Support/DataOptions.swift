import ArgumentParser
import ComplaintIndex
import ComplaintModel
import Foundation

/// Where the real texts lie that are measured on. They are not part of the repository.
struct DataOptions: ParsableArguments {
    @Option(help: "The folder with the data to measure on.", completion: .directory) var data = "../shared/data"

    func path(_ name: String) -> String { data + "/" + name }

    /// Reads a JSON Lines file of the folder, packed or not, object by object.
    func forEachObject(in name: String, _ body: (JSONObject) throws -> Void) throws {
        let path = path(name)
        guard FileManager.default.fileExists(atPath: path) else {
            throw ValidationError("\(path): no such file; name the folder with --data")
        }
        try Self.forEachLine(of: path) { bytes in
            if case .object(let object) = try JSONValue(parsing: bytes) { try body(object) }
        }
    }

    /// Reads a file of lines, packed or not.
    static func forEachLine(of path: String, _ body: (ArraySlice<UInt8>) throws -> Void) throws {
        let file = try InputFile(path: path)
        var splitter = LineSplitter()
        func take(_ line: Int, _ bytes: ArraySlice<UInt8>?) throws {
            if let bytes, !bytes.isEmpty { try body(bytes) }
        }
        while let chunk = try file.next() { try splitter.feed(chunk, take) }
        try splitter.finish(take)
    }
}

extension JSONObject {
    /// The member's text; empty where it is no string.
    func string(_ name: String) -> String {
        if case .string(let text)? = self[name] { text } else { "" }
    }
}

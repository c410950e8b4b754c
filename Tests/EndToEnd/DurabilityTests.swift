import Foundation
import Testing

/// That what was acknowledged has reached the disk: each commit of intake is followed by fdatasync or fsync.
@Suite("Durability") struct DurabilityTests {
    /// Writes a byte to the file $SYNC_COUNT for each sync of a descriptor.
    private static let shim = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <stdlib.h>
        #include <unistd.h>
        static void note(void) {
            const char *path = getenv("SYNC_COUNT");
            int out = path ? open(path, O_WRONLY | O_CREAT | O_APPEND, 0600) : -1;
            if (out < 0) return;
            if (write(out, "s", 1) != 1) abort();
            close(out);
        }
        int fsync(int descriptor) { note(); return ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(descriptor); }
        int fdatasync(int descriptor) { note(); return ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(descriptor); }
        """

    @Test("a hundred complaints acknowledged one by one are a hundred syncs or more")
    func syncs() async throws {
        let scratch = try Scratch()
        let source = try scratch.write(Data(Self.shim.utf8), "shim.c")
        let library = scratch.path("shim.so")
        let compiled = try Binary.run(
            ["clang", "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"],
            program: URL(fileURLWithPath: "/usr/bin/env"))
        try #require(compiled.code == 0, "\(compiled.errors)")
        let counter = scratch.path("syncs")
        try #require(try scratch.bingan("add", input: Data(#"{"text":"第一件"}"#.utf8)).code == 0)

        let server = try ServedBinary(
            db: scratch.database, log: scratch.folder.appendingPathComponent("log"),
            environment: ["LD_PRELOAD": library, "SYNC_COUNT": counter])
        func syncs() -> Int { (try? Data(contentsOf: URL(fileURLWithPath: counter)).count) ?? 0 }
        let before = syncs()
        for number in 1...100 {
            let body = #"{"number":"S-\#(number)","text":"第\#(number)件，健身房关门"}"#
            #expect(try await server.ask("POST", "/v1/complaints", body: body).status == 201)
            #expect(syncs() - before >= number)
        }
        #expect(server.stop() == 0)
    }

    @Test("what was answered 201 is there after kill -9")
    func killed() async throws {
        let scratch = try Scratch()
        let server = try ServedBinary(db: scratch.database, log: scratch.folder.appendingPathComponent("log"))
        for number in 1...25 {
            let body = #"{"number":"K-\#(number)","text":"第\#(number)件"}"#
            #expect(try await server.ask("POST", "/v1/complaints", body: body).status == 201)
        }
        server.kill9()
        #expect(try scratch.bingan("verify").code == 0)
        #expect(try scratch.count() == 25)
        // The next one goes on with the next id.
        let added = try scratch.bingan("add", input: Data(#"{"text":"其后一件"}"#.utf8))
        #expect(added.output.contains(#""id":26,"#))
    }
}

// swift-tools-version: 6.2
import PackageDescription

/// The C kernels run for every byte of every complaint and for every posting of every query: -O2 in debug builds too,
/// so that tests finish.
let kernel: [CSetting] = [.unsafeFlags(["-O2", "-Wall", "-Wextra", "-std=c23"])]

let package = Package(
    name: "Bingan",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "bingan", targets: ["bingan"]),
        .executable(name: "bingan-corpus", targets: ["BinganCorpus"]),
        .executable(name: "bingan-bench", targets: ["BinganBench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
    ],
    targets: [
        .target(
            name: "CICU", cSettings: kernel,
            linkerSettings: [.linkedLibrary("icuuc"), .linkedLibrary("icui18n")]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .target(name: "CIndexFiles", cSettings: [.unsafeFlags(["-std=c23"])]),
        .target(
            name: "CPageFiles", exclude: ["assets", "templates"], cSettings: [.unsafeFlags(["-std=c23"])]),
        .target(
            name: "TextAnalysis",
            dependencies: ["CICU", "CIndexFiles", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "ComplaintModel"),
        .target(
            name: "CPostings", cSettings: kernel, linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(name: "CFileMap", cSettings: kernel, linkerSettings: [.linkedLibrary("sqlite3")]),
        .target(
            name: "ComplaintIndex",
            dependencies: [
                "TextAnalysis", "ComplaintModel", "CPostings", "CFileMap", "CZlib",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "DuplicateDetection",
            dependencies: [
                "TextAnalysis", "ComplaintModel", "ComplaintIndex", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(
            name: "MerchantClusters",
            dependencies: [
                "TextAnalysis", "ComplaintModel", "ComplaintIndex", "DuplicateDetection",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .target(
            name: "BinganService",
            dependencies: [
                "TextAnalysis", "ComplaintModel", "ComplaintIndex", "DuplicateDetection", "MerchantClusters",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "Crypto", package: "swift-crypto"),
            ]),
        .target(
            name: "BinganHTTP",
            dependencies: [
                "BinganService", "CPageFiles", "CZlib", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Mustache", package: "swift-mustache"),
                .product(name: "Crypto", package: "swift-crypto"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "CoreMetrics", package: "swift-metrics"),
            ]),
        .executableTarget(
            name: "bingan",
            dependencies: [
                "BinganService", "BinganHTTP", "MerchantClusters",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        // A hundred thousand invented complaints are made by the tests: optimised in debug builds too, so that they finish.
        .target(name: "CorpusGenerator", swiftSettings: [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        .executableTarget(
            name: "BinganCorpus",
            dependencies: ["CorpusGenerator", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .testTarget(name: "TextAnalysisTests", dependencies: ["TextAnalysis"]),
        .testTarget(name: "ComplaintModelTests", dependencies: ["ComplaintModel"]),
        .testTarget(
            name: "CPostingsTests", dependencies: ["CPostings", .product(name: "GRDBSQLite", package: "GRDB.swift")]),
        .testTarget(
            name: "CFileMapTests", dependencies: ["CFileMap", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(name: "CorpusGeneratorTests", dependencies: ["CorpusGenerator"]),
        .executableTarget(
            name: "BinganBench",
            dependencies: [
                "BinganService", "CorpusGenerator", "MerchantClusters", "DuplicateDetection", "ComplaintIndex",
                "ComplaintModel", "TextAnalysis",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .testTarget(name: "ComplaintIndexTests", dependencies: ["ComplaintIndex"]),
        .testTarget(
            name: "DuplicateDetectionTests",
            dependencies: [
                "DuplicateDetection", "ComplaintIndex", "ComplaintModel", .product(name: "GRDB", package: "GRDB.swift"),
            ]),
        .testTarget(name: "MerchantClustersTests", dependencies: ["MerchantClusters"]),
        .testTarget(
            name: "BinganServiceTests",
            dependencies: ["BinganService", "DuplicateDetection", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(name: "BinganHTTPTests", dependencies: ["BinganHTTP"]),
        .testTarget(name: "EndToEnd", dependencies: ["bingan"], exclude: ["Golden"]),
    ],
    swiftLanguageModes: [.v6]
)

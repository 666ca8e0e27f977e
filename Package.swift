// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The toolchain ships SwiftSyntax built for its own compiler; the package of the same name would
// add eight minutes to a first build.
func toolchainLibraryFolder() -> String {
  let environment = ProcessInfo.processInfo.environment
  let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
  for folder in folders {
    let compiler = URL(fileURLWithPath: folder + "/swift").resolvingSymlinksInPath()
    let host = compiler.deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("lib/swift/host")
    if FileManager.default.fileExists(atPath: host.path) { return host.path }
  }
  return "/usr/lib/swift/host"
}

let hostLibraries = toolchainLibraryFolder()
let isStrict = Context.environment["ISOCHRON_STRICT"] != nil

let common: [SwiftSetting] =
  [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
  ] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

let syntaxSettings: [SwiftSetting] = common + [.unsafeFlags(["-I", hostLibraries])]
let syntaxLinking: [LinkerSetting] = [
  .unsafeFlags(["-L", hostLibraries, "-Xlinker", "-rpath", "-Xlinker", hostLibraries]),
  .linkedLibrary("SwiftSyntax"), .linkedLibrary("SwiftParser"),
  .linkedLibrary("SwiftParserDiagnostics"), .linkedLibrary("SwiftOperators"),
]

let numerics: Target.Dependency = .product(name: "Numerics", package: "swift-numerics")
let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")

func system(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, exclude: readMe(name), swiftSettings: common)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.byName(name: name)] + dependencies,
    exclude: oracles(of: name), swiftSettings: common)
}

// What tests compare with: scripts and numbers of other programs, stored documents and pictures.
func oracles(of name: String) -> [String] {
  let path = "\(Context.packageDirectory)/Tests/\(name)Tests/Oracles"
  return FileManager.default.fileExists(atPath: path) ? ["Oracles"] : []
}

func readMe(_ name: String) -> [String] {
  let path = "\(Context.packageDirectory)/Sources/\(name)/README.md"
  return FileManager.default.fileExists(atPath: path) ? ["README.md"] : []
}

let package = Package(
  name: "isochron",
  products: [
    // What cells import exists once in the executor: this library, opened at its start.
    .library(
      name: "Isochron", type: .dynamic, targets: ["Isochron", "NotebookTools", "RichDisplay"]),
    .executable(name: "isochron", targets: ["isochron"]),
    .executable(name: "isochron-compiler", targets: ["isochron-compiler"]),
    .executable(name: "isochron-executor", targets: ["isochron-executor"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
  ],
  targets: [
    // C libraries of the system
    system("CZeroMQ", apt: "libzmq3-dev"),
    system("COpenSSL", pkgConfig: "libcrypto", apt: "libssl-dev"),
    system("COpenBLAS", pkgConfig: "openblas", apt: "libopenblas-dev"),
    system("CMUMPS", apt: "libmumps-seq-dev"),
    system("CARPACK", apt: "libarpack2-dev"),
    system("CSUNDIALS", apt: "libsundials-dev"),
    system("CMINPACK", apt: "libcminpack-dev"),
    system("CCairo", pkgConfig: "cairo-ft", apt: "libcairo2-dev"),
    system("CHarfBuzz", pkgConfig: "harfbuzz", apt: "libharfbuzz-dev"),
    system("CFreeType", pkgConfig: "freetype2", apt: "libfreetype-dev"),
    system("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev"),

    system("CHDF5", pkgConfig: "hdf5-serial", apt: "libhdf5-dev"),

    // Our own C
    .target(name: "_ExecutorShims"),
    .target(name: "_FontData"),
    .target(name: "_InterprocessShims"),
    .target(name: "_PlotScripts"),
    .target(name: "_SourceKitShims"),
    .target(name: "_LinearAlgebraShims", dependencies: ["CMUMPS", "CARPACK"]),
    .target(name: "_DynamicsShims", dependencies: ["CSUNDIALS"]),
    .target(name: "_NonlinearDynamicsShims"),
    .target(name: "_StochasticShims"),

    // What libraries require of their callers
    module("Preconditions"),

    // Science
    module(
      "LinearAlgebra",
      ["Preconditions", "COpenBLAS", "CMUMPS", "CARPACK", "_LinearAlgebraShims", numerics]),
    module("OperatorAlgebra", ["Preconditions", "LinearAlgebra", "RichDisplay", numerics]),
    module("IntegrationMethods", ["Preconditions"]),
    module(
      "NonlinearDynamics",
      [
        "Preconditions",
        "IntegrationMethods", "LinearAlgebra", "RichDisplay", "_NonlinearDynamicsShims", numerics,
      ]),
    module(
      "QuantumCore",
      [
        "Preconditions", "OperatorAlgebra", "LinearAlgebra", "RichDisplay", "_StochasticShims",
        numerics,
      ]),
    module(
      "MeanField",
      [
        "NonlinearDynamics", "OperatorAlgebra", "QuantumSynchronization", "QuantumCore",
        "LinearAlgebra", "RichDisplay", numerics,
      ]),
    module(
      "QuantumDynamics",
      [
        "Preconditions",
        "IntegrationMethods", "QuantumCore", "OperatorAlgebra", "LinearAlgebra", "RichDisplay",
        "CSUNDIALS", "_LinearAlgebraShims", "_DynamicsShims", numerics,
      ]),
    module(
      "TruncatedWigner",
      [
        "Preconditions",
        "QuantumCore", "OperatorAlgebra", "LinearAlgebra", "RichDisplay", "_StochasticShims",
        numerics,
      ]),
    module(
      "SignalAnalysis", ["Preconditions", "LinearAlgebra", "RichDisplay", "CMINPACK", numerics]),
    module(
      "PhaseSpace",
      [
        "Preconditions", "QuantumCore", "LinearAlgebra", "RichDisplay", "_StochasticShims",
        numerics,
      ]),
    module(
      "QuantumSynchronization",
      [
        "Preconditions",
        "SignalAnalysis", "QuantumDynamics", "QuantumCore", "LinearAlgebra", "RichDisplay",
        numerics,
      ]),
    module(
      "PaperModels",
      [
        "Preconditions",
        "MeanField", "NonlinearDynamics", "OperatorAlgebra", "QuantumSynchronization",
        "QuantumDynamics", "QuantumCore", "LinearAlgebra", numerics,
      ]),

    module(
      "ResultStore",
      [
        "Preconditions", "TruncatedWigner", "PhaseSpace", "PaperModels", "QuantumSynchronization",
        "QuantumDynamics", "QuantumCore", "LinearAlgebra",
        "CHDF5", numerics,
      ]),

    // What cells call
    module("RichDisplay", ["Preconditions"]),
    module("NotebookTools", ["RichDisplay", "LinearAlgebra"]),
    module("Widgets", ["RichDisplay", "JSONModel"]),

    // Figures
    module(
      "Plotting",
      ["Preconditions", "RichDisplay", "CHarfBuzz", "CZlib", "_FontData", "_PlotScripts"]),
    module("PlottingCairo", ["Plotting", "RichDisplay", "CCairo", "CFreeType"]),
    module(
      "Isochron",
      [
        "RichDisplay", "LinearAlgebra", "QuantumCore", "QuantumDynamics",
        "QuantumSynchronization", "PaperModels", "ResultStore", "Plotting", "PlottingCairo",
        "Widgets", "NonlinearDynamics", "OperatorAlgebra", "MeanField", "TruncatedWigner",
        "SignalAnalysis", "PhaseSpace", numerics,
      ]),

    // Kernel
    module("JSONModel"),
    module("Interprocess", ["JSONModel", "_InterprocessShims"]),
    module("JupyterProtocol", ["JSONModel", "COpenSSL"]),
    module("JupyterTransport", ["JupyterProtocol", "CZeroMQ", logging]),
    module("CellCompiler", ["Interprocess", "JSONModel"]),
    .target(
      name: "CellFrontEnd",
      dependencies: ["CellCompiler", "Interprocess", "JSONModel", "_SourceKitShims"],
      exclude: readMe("CellFrontEnd"), swiftSettings: syntaxSettings, linkerSettings: syntaxLinking),
    module("CellExecutor", ["CellCompiler", "Interprocess", "JSONModel"]),
    module("CellDirectives", ["CellCompiler"]),
    module("Kernel", ["JupyterProtocol", "CellCompiler", "JSONModel", logging]),
    .executableTarget(
      name: "isochron",
      dependencies: [
        "Kernel", "JupyterTransport", "JupyterProtocol", "CellDirectives", "CellExecutor",
        "CellCompiler",
        "JSONModel",
        arguments, logging,
      ],
      swiftSettings: common),
    .executableTarget(
      name: "isochron-compiler", dependencies: ["CellFrontEnd"], swiftSettings: syntaxSettings),
    .executableTarget(
      name: "isochron-executor", dependencies: ["_ExecutorShims"], swiftSettings: common,
      linkerSettings: [.unsafeFlags(["-Xlinker", "--export-dynamic"])]),

    // Tests
    tests(of: "LinearAlgebra", [numerics]),
    tests(of: "NonlinearDynamics", ["LinearAlgebra", "RichDisplay", numerics]),
    tests(of: "OperatorAlgebra", ["LinearAlgebra", "RichDisplay", numerics]),
    tests(
      of: "MeanField",
      [
        "NonlinearDynamics", "OperatorAlgebra", "PaperModels", "QuantumSynchronization",
        "QuantumDynamics", "QuantumCore", "LinearAlgebra", "RichDisplay", numerics,
      ]),
    tests(of: "QuantumCore", ["OperatorAlgebra", "LinearAlgebra", "RichDisplay", numerics]),
    tests(
      of: "QuantumDynamics",
      ["QuantumCore", "OperatorAlgebra", "LinearAlgebra", "RichDisplay", numerics]),
    tests(
      of: "TruncatedWigner",
      [
        "QuantumDynamics", "QuantumCore", "OperatorAlgebra", "LinearAlgebra", "RichDisplay",
        numerics,
      ]),
    tests(of: "SignalAnalysis", ["LinearAlgebra", "RichDisplay", numerics]),
    tests(of: "PhaseSpace", ["QuantumCore", "LinearAlgebra", "RichDisplay", numerics]),
    tests(
      of: "QuantumSynchronization",
      [
        "SignalAnalysis", "QuantumDynamics", "QuantumCore", "LinearAlgebra", "RichDisplay",
        numerics,
      ]),
    tests(
      of: "PaperModels",
      [
        "MeanField", "NonlinearDynamics", "OperatorAlgebra", "QuantumSynchronization",
        "QuantumDynamics", "QuantumCore", "LinearAlgebra", numerics,
      ]),
    tests(
      of: "ResultStore",
      [
        "TruncatedWigner", "PhaseSpace", "OperatorAlgebra", "PaperModels", "QuantumSynchronization",
        "QuantumDynamics", "QuantumCore", "LinearAlgebra",
        numerics,
      ]),
    tests(of: "RichDisplay"),
    tests(of: "Plotting", ["RichDisplay"]),
    tests(of: "PlottingCairo", ["Plotting", "RichDisplay", "CCairo"]),
    tests(of: "Isochron"),
    tests(of: "JSONModel"),
    tests(of: "Interprocess", ["JSONModel"]),
    tests(of: "JupyterProtocol", ["JSONModel"]),
    tests(of: "JupyterTransport", ["JupyterProtocol", "JSONModel", "CZeroMQ", logging]),
    tests(of: "CellCompiler", ["Interprocess", "JSONModel"]),
    .testTarget(
      name: "CellFrontEndTests", dependencies: ["CellFrontEnd", "CellCompiler"],
      swiftSettings: syntaxSettings),
    tests(of: "CellExecutor", ["CellCompiler", "Interprocess", "JSONModel"]),
    tests(of: "CellDirectives", ["CellCompiler"]),
    tests(of: "NotebookTools", ["RichDisplay"]),
    tests(of: "Widgets", ["RichDisplay", "JSONModel"]),
    tests(of: "Kernel", ["JupyterProtocol", "CellCompiler", "JSONModel", logging]),
  ],
  swiftLanguageModes: [.v6]
)

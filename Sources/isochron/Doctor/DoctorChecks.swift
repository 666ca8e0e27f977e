import Foundation
import Glibc
import JSONModel

/// One thing that has to be there.
struct DoctorCheck: Sendable {
  let name: String
  let examine: @Sendable () -> DoctorFinding
}

/// Everything that is examined, in the order in which it is needed.
enum DoctorChecks {
  static let all: [DoctorCheck] =
    [
      DoctorCheck(name: "Swift toolchain") { toolchain() },
      DoctorCheck(name: "SourceKit") { toolchainFile("lib/libsourcekitdInProc.so") },
      DoctorCheck(name: "SwiftSyntax") { toolchainFile("lib/swift/host/libSwiftSyntax.so") },
      DoctorCheck(name: "linker") { toolchainFile("bin/ld.lld") },
      DoctorCheck(name: "object tool") { toolchainFile("bin/llvm-objcopy") },
      DoctorCheck(name: "C headers") { headers() },
      DoctorCheck(name: "compiler service") { ownFile("isochron-compiler") },
      DoctorCheck(name: "executor") { ownFile("isochron-executor") },
      DoctorCheck(name: "Isochron library") { ownFile("libIsochron.so") },
    ] + libraries + [
      DoctorCheck(name: "kernelspec") { kernelspec() },
      DoctorCheck(name: "Jupyter") { jupyter() },
    ]

  private static let swiftRemedy =
    "install Swift 6.3 from https://www.swift.org/install and put its usr/bin on the PATH"

  private static let libraries: [DoctorCheck] = [
    ("ZeroMQ", "libzmq.so.5", "libzmq5"), ("OpenSSL", "libcrypto.so.3", "libssl3"),
    ("OpenBLAS", "libopenblas.so.0", "libopenblas0"), ("LAPACKE", "liblapacke.so.3", "liblapacke"),
    ("MUMPS", "libzmumps_seq-5.5.so", "libmumps-seq-5.5"),
    ("ARPACK", "libarpack.so.2", "libarpack2"),
    ("SUNDIALS", "libsundials_cvode.so.6", "libsundials-cvode6"),
    ("HDF5", "libhdf5_serial.so.103", "libhdf5-103-1"),
    ("Cairo", "libcairo.so.2", "libcairo2"), ("HarfBuzz", "libharfbuzz.so.0", "libharfbuzz0b"),
    ("FreeType", "libfreetype.so.6", "libfreetype6"), ("zlib", "libz.so.1", "zlib1g"),
  ].map { name, file, package in
    DoctorCheck(name: name) {
      guard dlopen(file, RTLD_LAZY | RTLD_LOCAL) != nil else {
        return .missing("\(file) cannot be loaded", remedy: "apt-get install \(package)")
      }
      return .present(file)
    }
  }

  /// The program's file where the PATH leads to it.
  private static func program(_ name: String) -> URL? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { URL(fileURLWithPath: "\($0)/\(name)") }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  private static var toolchainRoot: URL? {
    program("swift")?.resolvingSymlinksInPath().deletingLastPathComponent()
      .deletingLastPathComponent()
  }

  private static func toolchain() -> DoctorFinding {
    guard let root = toolchainRoot else {
      return .missing("swift is not on the PATH", remedy: swiftRemedy)
    }
    guard
      let line = ProgramOutput.firstLine(of: root.appendingPathComponent("bin/swiftc"), "--version")
    else { return .missing("\(root.path)/bin/swiftc does not run", remedy: swiftRemedy) }
    guard line.contains("Swift version \(EngineFactory.swiftVersion)") else {
      return .missing(
        "\(line): this program was built with Swift \(EngineFactory.swiftVersion)",
        remedy: "build it again with the toolchain that runs cells")
    }
    return .present("\(line) in \(root.path)")
  }

  private static func toolchainFile(_ path: String) -> DoctorFinding {
    guard let root = toolchainRoot else {
      return .missing("no toolchain to look in", remedy: swiftRemedy)
    }
    let file = root.appendingPathComponent(path).path
    return FileManager.default.fileExists(atPath: file)
      ? .present(file) : .missing("\(file) is not there", remedy: swiftRemedy)
  }

  private static func headers() -> DoctorFinding {
    FileManager.default.fileExists(atPath: "/usr/include/stdio.h")
      ? .present("/usr/include")
      : .missing("/usr/include/stdio.h is not there", remedy: "apt-get install libc6-dev gcc")
  }

  private static func ownFile(_ name: String) -> DoctorFinding {
    let file = ProgramFiles().executable.deletingLastPathComponent().appendingPathComponent(name)
      .path
    return FileManager.default.fileExists(atPath: file)
      ? .present(file) : .missing("\(file) is not there", remedy: "swift build -c release")
  }

  private static func kernelspec() -> DoctorFinding {
    let environment = ProcessInfo.processInfo.environment
    var folders = (environment["JUPYTER_PATH"] ?? "").split(separator: ":").map {
      URL(fileURLWithPath: String($0))
    }
    folders.append(KernelspecFolder.userFolder(environment))
    folders += [environment["VIRTUAL_ENV"], environment["CONDA_PREFIX"], "/usr/local", "/usr"]
      .compactMap { $0 }.map { URL(fileURLWithPath: $0).appendingPathComponent("share/jupyter") }
    for folder in folders {
      let file = folder.appendingPathComponent("kernels/isochron/kernel.json")
      guard let data = try? Data(contentsOf: file), let json = try? JSONValue(parsing: data) else {
        continue
      }
      let program = json["argv"].array?.first?.string ?? ""
      return FileManager.default.isExecutableFile(atPath: program)
        ? .present(file.path)
        : .missing("\(file.path) names \(program), which is no program", remedy: "isochron install")
    }
    return .missing("no kernelspec isochron in Jupyter's folders", remedy: "isochron install")
  }

  private static func jupyter() -> DoctorFinding {
    program("jupyter").map { .present($0.path) }
      ?? .advisable(
        "jupyter is not on the PATH; `isochron run` works without it",
        remedy: "pip install jupyterlab, or make lab")
  }
}

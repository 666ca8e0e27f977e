// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The package above, under whatever name its folder was cloned.
let folder = URL(fileURLWithPath: Context.packageDirectory).deletingLastPathComponent()

let package = Package(
  name: "benchmarks",
  dependencies: [.package(path: "..")],
  targets: [
    .executableTarget(
      name: "benchmarks",
      dependencies: [.product(name: "Isochron", package: folder.lastPathComponent.lowercased())])
  ],
  swiftLanguageModes: [.v6]
)

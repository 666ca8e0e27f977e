import ArgumentParser
import Foundation
import JSONModel

/// Makes the kernel known to Jupyter.
struct InstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install", abstract: "Make the kernel known to Jupyter.")

  @OptionGroup var folder: KernelspecFolder

  func run() throws {
    let files = ProgramFiles()
    guard let resources = files.resources else {
      throw ValidationError(
        """
        kernel.json and assets/logos were found neither above \(files.executable.path) nor in \
        ../share/isochron beside it; run the program from the package's build folder
        """)
    }
    let template = try JSONValue(
      parsing: Data(contentsOf: resources.appendingPathComponent("kernel.json")))
    let specification = Self.filled(template, executable: files.executable.path)

    let target = try folder.resolve()
    let manager = FileManager.default
    try manager.createDirectory(at: target, withIntermediateDirectories: true)
    try Data(specification.prettyBytes(indentation: 2) + Array("\n".utf8))
      .write(to: target.appendingPathComponent("kernel.json"), options: .atomic)
    let logos = resources.appendingPathComponent("assets/logos")
    for logo in ["logo-32x32.png", "logo-64x64.png", "logo-svg.svg"] {
      try Data(contentsOf: logos.appendingPathComponent(logo))
        .write(to: target.appendingPathComponent(logo), options: .atomic)
    }
    print("Installed \(specification["display_name"].string ?? folder.name) in \(target.path)")
  }

  /// The template with the program's path in the place of `{isochron}`.
  static func filled(_ template: JSONValue, executable: String) -> JSONValue {
    guard var fields = template.object else { return template }
    fields["argv"] = .array(
      (template["argv"].array ?? []).map { $0 == "{isochron}" ? .string(executable) : $0 })
    return .object(fields)
  }
}

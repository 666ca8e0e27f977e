import ArgumentParser
import Foundation
import JSONModel

/// Takes the kernel out of Jupyter.
struct UninstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Take the kernel out of Jupyter.")

  @OptionGroup var folder: KernelspecFolder

  func run() throws {
    let target = try folder.resolve()
    let file = target.appendingPathComponent("kernel.json")
    guard let data = try? Data(contentsOf: file) else {
      print("Nothing to remove: \(target.path) holds no kernelspec")
      return
    }
    // Another kernel of this name is not ours to remove.
    let program = try JSONValue(parsing: data)["argv"].array?.first?.string ?? ""
    guard URL(fileURLWithPath: program).lastPathComponent == "isochron" else {
      throw ValidationError("\(target.path) belongs to another kernel (\(program)); left alone")
    }
    try FileManager.default.removeItem(at: target)
    print("Removed \(target.path)")
  }
}

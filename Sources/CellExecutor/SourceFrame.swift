import CellCompiler
import Foundation
import Interprocess
import JSONModel

/// A place in the text of a cell that a failure went through.
package struct SourceFrame: Sendable, Hashable {
  /// The cell's library.
  package var library: String
  /// The file name in the debug information, which is the cell's display name.
  package var file: String
  /// The line, from 1.
  package var line: Int
  /// The column in UTF-8 bytes from 1, or 0 where it is unknown.
  package var column: Int
  /// The function's name without its module; nil for the cell's top level.
  package var function: String?
}

/// What debug information says of the addresses of an ending.
package struct SymbolizedFrames: Sendable, Hashable {
  /// The places in cells, the innermost first.
  package var frames: [SourceFrame] = []
  /// Why the innermost address traps, where the compiler recorded it ("Index out of range").
  package var cause: String?
}

/// Finds the lines of addresses with the toolchain's `llvm-symbolizer`.
package struct Symbolizer: Sendable {
  /// The program.
  package var path: String
  /// The most addresses that are looked up: the innermost ones of a deep recursion say enough.
  package static let maximumCount = 24

  /// The compiler puts the reason of a trap without a message into the name of an inlined function.
  private static let causePrefix = "Swift runtime failure: "

  /// The symbolizer of a toolchain.
  package init(toolchain: String) { path = toolchain + "/bin/llvm-symbolizer" }

  /// Looks up addresses; what cannot be found is left out.
  package func symbolize(_ addresses: [CellEnding.Address]) async -> SymbolizedFrames {
    let addresses = Array(addresses.prefix(Self.maximumCount).filter { !$0.library.isEmpty })
    guard !addresses.isEmpty else { return SymbolizedFrames() }
    var arguments = ["--output-style=JSON", "--inlines"]
    arguments += addresses.map { "\"\($0.library)\" 0x\(String($0.offset, radix: 16))" }
    let output = await Self.output(of: path, arguments: arguments)
    return Self.frames(in: output, of: addresses)
  }

  /// Reads the symbolizer's answers: one JSON object for each address.
  static func frames(in output: Data, of addresses: [CellEnding.Address])
    -> SymbolizedFrames
  {
    var answers: [JSONValue] = []
    for line in output.split(separator: UInt8(ascii: "\n")) {
      guard let value = try? JSONValue(parsing: Data(line)) else { continue }
      answers += value.array ?? [value]
    }
    var result = SymbolizedFrames()
    for (index, answer) in answers.enumerated() where index < addresses.count {
      for symbol in answer["Symbol"].array ?? [] {
        let name = symbol["FunctionName"].string ?? ""
        if name.hasPrefix(causePrefix) {
          if index == 0 { result.cause = String(name.dropFirst(causePrefix.count)) }
          continue
        }
        guard let line = symbol["Line"].integer, line > 0,
          let file = symbol["FileName"].string.map({ URL(fileURLWithPath: $0).lastPathComponent }),
          !file.hasPrefix("<")
        else { continue }
        result.frames.append(
          SourceFrame(
            library: addresses[index].library, file: file, line: line,
            column: symbol["Column"].integer ?? 0, function: FunctionName.readable(name)))
      }
    }
    return result
  }

  /// What a program writes to its standard output; nothing where it does not start.
  private static func output(of path: String, arguments: [String]) async -> Data {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        guard (try? process.run()) != nil else {
          continuation.resume(returning: Data())
          return
        }
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        continuation.resume(returning: data)
      }
    }
  }
}

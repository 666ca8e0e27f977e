import Foundation
import Glibc

@_silgen_name("swift_demangle")
private func demangle(
  _ name: UnsafePointer<CChar>?, _ length: UInt, _ buffer: UnsafeMutablePointer<CChar>?,
  _ bufferSize: UnsafeMutablePointer<UInt>?, _ flags: UInt32
) -> UnsafeMutablePointer<CChar>?

/// Names of functions as readers of a traceback want them.
package enum FunctionName {
  /// A function's name without module and types; nil for the top level of a cell.
  package static func readable(_ mangled: String) -> String? {
    if mangled.hasPrefix("async_Main") || mangled.hasSuffix("_main") || mangled.isEmpty {
      return nil
    }
    guard let full = demangled(mangled) else { return mangled }
    if full.contains("async_Main") { return nil }
    return simplified(full)
  }

  /// The declaration behind a name of the symbol table.
  private static func demangled(_ name: String) -> String? {
    guard name.hasPrefix("$s"),
      let text = demangle(name, UInt(name.utf8.count), nil, nil, 0)
    else { return nil }
    defer { free(text) }
    return String(cString: text)
  }

  /// "generic specialization <Int> of Cell3.f(a: Swift.Int) -> ()" becomes "f(a:)".
  private static func simplified(_ full: String) -> String {
    var name = full
    if let range = name.range(of: " of ", options: .backwards), name.contains("specialization") {
      name = String(name[range.upperBound...])
    }
    if let range = name.range(of: " in ") {
      let outer = simplified(String(name[range.upperBound...]))
      return String(name[..<range.lowerBound].prefix { $0 != "(" }).trimmingCharacters(
        in: .whitespaces)
        + (outer.isEmpty || outer.hasSuffix("_main") ? "" : " in \(outer)")
    }
    let head = name.prefix { $0 != "(" && $0 != "<" }
    let base = head.split(separator: ".").dropFirst(head.contains(".") ? 1 : 0)
      .joined(separator: ".")
    guard name.dropFirst(head.count).contains("(") else { return base }
    return base + "(" + labels(name).map { $0 + ":" }.joined() + ")"
  }

  /// The argument labels of a demangled declaration.
  private static func labels(_ name: String) -> [String] {
    guard let start = name.firstIndex(of: "(") else { return [] }
    var depth = 0
    var parts = [""]
    for character in name[start...] {
      if "([<".contains(character) { depth += 1 }
      if ")]>".contains(character) { depth -= 1 }
      if depth == 0 { break }
      if character == ",", depth == 1 {
        parts.append("")
      } else {
        parts[parts.count - 1].append(character)
      }
    }
    parts[0].removeFirst()
    return parts.compactMap { part in
      let text = part.trimmingCharacters(in: .whitespaces)
      if text.isEmpty { return nil }
      guard let colon = text.firstIndex(of: ":") else { return "_" }
      return String(text[..<colon])
    }
  }
}

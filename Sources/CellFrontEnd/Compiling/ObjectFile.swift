package import Foundation

/// An ELF object file in which undefined functions can be given other names.
///
/// A cell that calls `exit` must not end the executor, and its own end must come back to it; so
/// such calls go to functions of the executor. The file is changed in memory: starting a tool for it
/// would cost more than compiling a short cell.
package struct ObjectFile {
  private var bytes: [UInt8]

  /// Takes the bytes of a file.
  ///
  /// - Throws: `ObjectFileError` where they are no 64-bit little-endian ELF object.
  package init(_ bytes: [UInt8]) throws {
    guard bytes.count >= 64, bytes[0..<6] == [0x7F, 0x45, 0x4C, 0x46, 2, 1] else {
      throw ObjectFileError(message: "the compiler wrote no ELF object file")
    }
    self.bytes = bytes
  }

  /// The file as it is now.
  package var data: Data { Data(bytes) }

  private struct Section {
    var header: Int
    var type: Int
    var offset: Int
    var size: Int
    var link: Int
    var entrySize: Int
  }

  private func integer(_ offset: Int, _ width: Int) throws -> Int {
    guard offset >= 0, offset <= bytes.count - width else {
      throw ObjectFileError(message: "an object file is cut short")
    }
    return (0..<width).reversed().reduce(0) { $0 << 8 | Int(bytes[offset + $1]) }
  }

  /// A number of eight bytes that counts bytes of the file.
  private func extent(_ offset: Int) throws -> Int {
    let value = try integer(offset, 8)
    guard value >= 0, value <= bytes.count else {
      throw ObjectFileError(message: "an object file is cut short")
    }
    return value
  }

  private mutating func set(_ value: Int, at offset: Int, _ width: Int) {
    for index in 0..<width {
      bytes[offset + index] = UInt8(truncatingIfNeeded: value >> (8 * index))
    }
  }

  private func sections() throws -> [Section] {
    let table = try extent(0x28)
    let size = try integer(0x3A, 2)
    var count = try integer(0x3C, 2)
    // More than 65,279 sections: the true number stands in the first section's header.
    if count == 0, table > 0 { count = try extent(table + 0x20) }
    return try (0..<count).map { index in
      let header = table + index * size
      let type = try integer(header + 4, 4)
      // Sections of zeros have a size but no bytes in the file.
      let hasBytes = type != 8
      return Section(
        header: header, type: type, offset: try extent(header + 0x18),
        size: hasBytes ? try extent(header + 0x20) : 0, link: try integer(header + 0x28, 4),
        entrySize: hasBytes ? try extent(header + 0x38) : 0)
    }
  }

  private func name(at offset: Int) -> String {
    let rest = bytes[min(offset, bytes.count)...]
    return String(decoding: rest.prefix { $0 != 0 }, as: UTF8.self)
  }

  /// Gives undefined symbols other names.
  ///
  /// - Parameter names: the new name for each old one.
  /// - Returns: the old names that were met.
  /// - Throws: `ObjectFileError` for a damaged file.
  @discardableResult
  package mutating func redirect(_ names: [String: String]) throws -> Set<String> {
    let all = try sections()
    let symbolTableType = 2
    guard let symbols = all.first(where: { $0.type == symbolTableType }),
      all.indices.contains(symbols.link), symbols.entrySize >= 24
    else { return [] }
    let strings = all[symbols.link]
    guard strings.offset + strings.size <= bytes.count else {
      throw ObjectFileError(message: "an object file is cut short")
    }
    var table = Array(bytes[strings.offset..<strings.offset + strings.size])
    var met: Set<String> = []
    for entry in stride(
      from: symbols.offset, to: symbols.offset + symbols.size, by: symbols.entrySize)
    {
      let isUndefined = try integer(entry + 6, 2) == 0
      guard isUndefined else { continue }
      let old = name(at: strings.offset + (try integer(entry, 4)))
      guard let new = names[old] else { continue }
      set(table.count, at: entry, 4)
      table += Array(new.utf8) + [0]
      met.insert(old)
    }
    guard !met.isEmpty else { return [] }
    // The longer table of names goes to the end of the file.
    set(bytes.count, at: strings.header + 0x18, 8)
    set(table.count, at: strings.header + 0x20, 8)
    bytes += table
    return met
  }

  /// The libraries that the compiled modules ask the linker for ("-lFoundation", …).
  package func requestedLibraries() throws -> [String] {
    let all = try sections()
    let index = try integer(0x3E, 2)
    guard all.indices.contains(index) else { return [] }
    let names = all[index].offset
    var result: [String] = []
    for section in all
    where name(at: names + (try integer(section.header, 4))) == ".swift1_autolink_entries" {
      guard section.offset + section.size <= bytes.count else { continue }
      result += bytes[section.offset..<section.offset + section.size].split(separator: 0)
        .map { String(decoding: $0, as: UTF8.self) }
    }
    return result
  }
}

/// Why an object file cannot be used.
package struct ObjectFileError: Error, CustomStringConvertible {
  /// A sentence.
  package let message: String
  /// The sentence.
  package var description: String { message }
}

import Foundation
import Plotting
import PlottingCairo
import Testing

@Suite struct FigureFileTests {
  private func withFolder(_ body: (URL) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "figures-\(UUID().uuidString)", isDirectory: true)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder)
  }

  @Test func formatFollowsTheExtension() throws {
    try withFolder { folder in
      let starts: [(String, [UInt8])] = [
        ("a.png", [0x89, 0x50, 0x4e, 0x47]), ("a.pdf", Array("%PDF".utf8)),
        ("a.svg", Array("<svg".utf8)), ("B.PDF", Array("%PDF".utf8)),
      ]
      for (name, start) in starts {
        let path = folder.appendingPathComponent(name).path
        try Specimen.figure.save(path)
        let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        #expect(bytes.starts(with: start))
      }
    }
  }

  @Test(arguments: ["figure", "figure.", "figure.tiff", "folder.pdf/figure", ".", ""])
  func otherExtensionsAreRefusedNamingTheThree(path: String) {
    let error = #expect(throws: PlottingError.self) { try Specimen.figure.save(path) }
    #expect(error?.code == .output)
    #expect(error?.message.contains("png, svg or pdf") == true)
  }

  @Test func missingFoldersAreNamed() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("nowhere/figure.pdf").path
      let error = #expect(throws: PlottingError.self) { try Specimen.figure.save(path) }
      #expect(error?.message.contains("nowhere\" does not exist") == true)
    }
  }

  @Test func foldersAreNotOverwritten() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("figure.pdf").path
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      let error = #expect(throws: PlottingError.self) { try Specimen.figure.save(path) }
      #expect(error?.message.contains("a folder of that name") == true)
    }
  }

  @Test func filesAreReplacedWholeAndNothingElseStays() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("figure.pdf").path
      try Data("old".utf8).write(to: URL(fileURLWithPath: path))
      try Specimen.figure.save(path)
      let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      #expect(bytes == (try Specimen.figure.pdfData()))
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["figure.pdf"])
    }
  }

  @Test func aFigureThatCannotBeDrawnLeavesTheOldFile() throws {
    try withFolder { folder in
      let path = folder.appendingPathComponent("figure.pdf").path
      try Data("old".utf8).write(to: URL(fileURLWithPath: path))
      let broken = Plot { Line([1, 2, 3], [1, 2]) }
      #expect(throws: PlottingError.self) { try broken.save(path) }
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "old")
    }
  }

  @Test func linksAreFollowed() throws {
    try withFolder { folder in
      let real = folder.appendingPathComponent("real.svg").path
      let link = folder.appendingPathComponent("link.svg").path
      try Data("old".utf8).write(to: URL(fileURLWithPath: real))
      try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: real)
      try Specimen.figure.save(link)
      #expect(try String(contentsOfFile: real, encoding: .utf8).hasPrefix("<svg"))
      let attributes = try FileManager.default.attributesOfItem(atPath: link)
      #expect(attributes[.type] as? FileAttributeType == .typeSymbolicLink)
    }
  }

  @Test func fullDisksAreReported() {
    // The device that is always full refuses the temporary file, whose folder is not a real one.
    #expect(throws: PlottingError.self) { try Specimen.figure.save("/proc/figure.pdf") }
  }
}

import CellCompiler
import Foundation
import JSONModel

/// Answers questions about code with the compiler arguments of a cell.
struct CodeQuestions: Sendable {
  let kit: SourceKit
  let setting: ServiceSetting

  /// One name for every question, so that SourceKit keeps what it has read.
  var file: String { setting.folder + "/Question.swift" }

  /// The arguments for a question that sees the cells which a prelude imports.
  ///
  /// While the arguments stay the same, SourceKit keeps what it has read of the search folders, and so
  /// would never find a cell compiled since. A condition named after the prelude makes them differ.
  func arguments(seeing prelude: String) -> SourceKit.Value {
    let hash = prelude.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) {
      ($0 ^ UInt64($1)) &* 0x100_0000_01b3
    }
    return .list(
      (setting.arguments + ["-I", setting.folder, "-module-name", "Question"]
        + CellBuilder.languageArguments + ["-D", "SEES_\(String(hash, radix: 16))", file]).map {
          .text($0)
        })
  }

  /// The UTF-8 offset of a position in Unicode scalars.
  static func utf8Offset(of position: Int, in code: String) -> Int {
    code.unicodeScalars.prefix(max(0, position)).reduce(0) { $0 + UTF8.width($1) }
  }
}

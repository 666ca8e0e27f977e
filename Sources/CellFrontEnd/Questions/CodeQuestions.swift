import CellCompiler
import Foundation
import JSONModel

/// Answers questions about code with the compiler arguments of a cell.
struct CodeQuestions: Sendable {
  let kit: SourceKit
  let setting: ServiceSetting

  /// One name for every question, so that SourceKit keeps what it has read.
  var file: String { setting.folder + "/Question.swift" }

  var arguments: SourceKit.Value {
    .list(
      (setting.arguments + ["-I", setting.folder, "-module-name", "Question"]
        + CellBuilder.languageArguments + [file]).map { .text($0) })
  }

  /// The UTF-8 offset of a position in Unicode scalars.
  static func utf8Offset(of position: Int, in code: String) -> Int {
    code.unicodeScalars.prefix(max(0, position)).reduce(0) { $0 + UTF8.width($1) }
  }
}

import CellCompiler
import Foundation
import JSONModel
import SwiftSyntax

extension CodeQuestions {
  /// What is known of the name at the cursor, or of the function whose arguments it stands in.
  ///
  /// - Throws: an error where the question's file cannot be written.
  func inspection(_ question: CodeQuestion) throws -> MIMEBundle? {
    let source = CellSource(question.code)
    let cursor = Self.utf8Offset(of: question.position, in: question.code)
    // Questions go through a file: SourceKit answers about text in memory only for open documents.
    let file = setting.folder + "/Question.swift"
    try (question.prelude + question.code).write(toFile: file, atomically: false, encoding: .utf8)
    for offset in source.namePositions(near: cursor) {
      let answer = try? kit.send(
        "cursorinfo",
        [
          ("key.sourcefile", .text(file)),
          ("key.offset", .integer(question.prelude.utf8.count + offset)),
          ("key.compilerargs", arguments(seeing: question.prelude)),
        ])
      guard let answer, let text = InspectionText(answer) else { continue }
      return text.bundle
    }
    return nil
  }
}

extension CellSource {
  /// Where names stand that a cursor may mean: the word it touches, then functions it is an argument of.
  func namePositions(near cursor: Int) -> [Int] {
    var result: [Int] = []
    var last: TokenSyntax?
    for token in tree.tokens(viewMode: .sourceAccurate) {
      let start = token.positionAfterSkippingLeadingTrivia.utf8Offset
      if start > cursor { break }
      if token.tokenKind != .endOfFile { last = token }
      let end = token.endPositionBeforeTrailingTrivia.utf8Offset
      if cursor <= end, Self.isName(token) { result.append(start) }
    }
    var node = last.map { Syntax($0) }
    while let current = node {
      if let call = current.as(FunctionCallExprSyntax.self), let open = call.leftParen,
        open.positionAfterSkippingLeadingTrivia.utf8Offset < cursor,
        let name = call.calledExpression.lastToken(viewMode: .sourceAccurate)
      {
        let callee =
          call.calledExpression.as(GenericSpecializationExprSyntax.self)?.expression
          .lastToken(viewMode: .sourceAccurate) ?? name
        result.append(callee.positionAfterSkippingLeadingTrivia.utf8Offset)
      }
      node = current.parent
    }
    return result
  }

  private static func isName(_ token: TokenSyntax) -> Bool {
    switch token.tokenKind {
    case .identifier, .binaryOperator, .prefixOperator, .postfixOperator, .dollarIdentifier: true
    case .keyword(let word): [.`self`, .Self, .`init`, .`super`].contains(word)
    default: false
    }
  }
}

/// An answer of `cursorinfo` as text.
struct InspectionText {
  private let declaration: String
  private let documentation: String
  private let origin: String

  /// Reads an answer; nil where it says nothing.
  init?(_ answer: JSONValue) {
    let xml = answer["key.annotated_decl"].string ?? ""
    let name = answer["key.name"].string ?? ""
    let plain = Self.withoutTags(xml)
    declaration = plain.isEmpty ? name : plain
    guard !declaration.isEmpty else { return nil }
    documentation = answer["key.doc_comment"].string ?? ""
    let module = answer["key.modulename"].string ?? ""
    let isCell = module.isEmpty || module == "Question" || module.hasPrefix("Cell_")
    // Names with an underscore are how libraries are built, not what one imports.
    origin = isCell || module.hasPrefix("_") ? "" : module
  }

  /// Plain text, Markdown and HTML.
  var bundle: MIMEBundle {
    let parts = [documentation, origin.isEmpty ? "" : "From \(origin)"].filter { !$0.isEmpty }
    let plain = ([declaration] + parts).joined(separator: "\n\n")
    let markdown = (["```swift\n\(declaration)\n```"] + parts).joined(separator: "\n\n")
    let html =
      "<pre><code>\(Self.escaped(declaration))</code></pre>"
      + parts.map { "<pre style=\"white-space: pre-wrap\">\(Self.escaped($0))</pre>" }.joined()
    return MIMEBundle(data: [
      "text/plain": .string(plain), "text/markdown": .string(markdown), "text/html": .string(html),
    ])
  }

  private static func withoutTags(_ xml: String) -> String {
    var text = ""
    var isTag = false
    for character in xml {
      switch character {
      case "<": isTag = true
      case ">" where isTag: isTag = false
      default: if !isTag { text.append(character) }
      }
    }
    for (entity, character) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&"),
    ] {
      text = text.replacing(entity, with: character)
    }
    return text
  }

  private static func escaped(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
  }
}

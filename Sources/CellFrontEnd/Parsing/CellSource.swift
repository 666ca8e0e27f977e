import CellCompiler
import SwiftParser
import SwiftSyntax

/// A cell's text with its syntax tree.
package struct CellSource {
  let code: String
  let tree: SourceFileSyntax
  /// The text, in which offsets of the tree count.
  let utf8: [UInt8]

  /// Parses a cell.
  package init(_ code: String) {
    self.code = code
    utf8 = Array(code.utf8)
    tree = Parser.parse(source: code)
  }

  /// The statements that stand at top level, in active or inactive `#if` clauses too.
  var items: [CodeBlockItemSyntax] { Self.items(in: tree.statements) }

  private static func items(in list: CodeBlockItemListSyntax) -> [CodeBlockItemSyntax] {
    list.flatMap { item -> [CodeBlockItemSyntax] in
      guard case .decl(let declaration) = item.item,
        let conditional = declaration.as(IfConfigDeclSyntax.self)
      else { return [item] }
      return conditional.clauses.flatMap { clause -> [CodeBlockItemSyntax] in
        guard case .statements(let inner) = clause.elements else { return [] }
        return items(in: inner)
      }
    }
  }

  /// Line and column, both from 1, the column in UTF-8 bytes.
  func place(ofUTF8 offset: Int) -> (line: Int, column: Int) {
    var line = 1
    var start = 0
    for index in 0..<min(offset, utf8.count) where utf8[index] == 0x0A {
      line += 1
      start = index + 1
    }
    return (line, offset - start + 1)
  }
}

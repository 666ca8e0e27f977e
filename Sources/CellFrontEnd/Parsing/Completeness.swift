package import CellCompiler
import SwiftSyntax

extension CellSource {
  /// Whether the cell can be run, needs more lines, or can never become right by more lines.
  ///
  /// What is missing after the last word can still come; anything else that is missing or too
  /// much cannot be mended by further lines.
  package var completeness: CellCompleteness {
    let finder = DefectFinder(tree)
    if finder.isInvalid { return .invalid }
    if finder.isOpen || endsInBodylessFunction { return .incomplete(indentation: nextIndentation) }
    return .complete
  }

  private var endsInBodylessFunction: Bool {
    guard case .decl(let last) = tree.statements.last?.item,
      let function = last.as(FunctionDeclSyntax.self)
    else { return false }
    return function.body == nil
  }

  /// The indentation of the last line with text, one step more after an opening bracket.
  private var nextIndentation: String {
    let lines = code.split(omittingEmptySubsequences: false) { $0.isNewline }
    let last = lines.last { !$0.allSatisfy(\.isWhitespace) } ?? ""
    let own = String(last.prefix { $0 == " " || $0 == "\t" })
    let opens = last.last { !$0.isWhitespace }.map { "{([".contains($0) } ?? false
    return opens ? own + "  " : own
  }
}

/// Sorts what the parser missed into what may still come and what is wrong for good.
private final class DefectFinder: SyntaxAnyVisitor {
  private(set) var isInvalid = false
  private(set) var isOpen = false
  private let end: Int

  init(_ tree: SourceFileSyntax) {
    end =
      tree.endOfFileToken.previousToken(viewMode: .sourceAccurate)?.endPosition.utf8Offset ?? 0
    super.init(viewMode: .all)
    walk(tree)
  }

  override func visit(_ node: UnexpectedNodesSyntax) -> SyntaxVisitorContinueKind {
    if !node.isEmpty { isInvalid = true }
    return .skipChildren
  }

  override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind {
    if node.closingQuote.presence == .missing, node.openingQuote.tokenKind == .stringQuote {
      // A literal in one pair of quotes ends with its line.
      isInvalid = true
    }
    return .visitChildren
  }

  override func visit(_ token: TokenSyntax) -> SyntaxVisitorContinueKind {
    if token.presence == .missing {
      if token.position.utf8Offset >= end { isOpen = true } else { isInvalid = true }
    }
    if let problem = token.tokenDiagnostic, problem.severity == .error {
      if problem.kind == .unterminatedBlockComment { isOpen = true } else { isInvalid = true }
    }
    return .skipChildren
  }
}

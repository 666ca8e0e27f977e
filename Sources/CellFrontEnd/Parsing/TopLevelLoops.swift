import SwiftSyntax

/// Finds the loops outside of functions and closures in whose rounds an interrupted cell should end.
///
/// An interrupt should leave a cell between two rounds and not in the middle of a change of a value. The
/// call that looks for it costs a loop of plain arithmetic two nanoseconds a round and its vector
/// instructions. So functions and closures stay as they are, as do loops where nothing can be left
/// half changed, and inner loops that are over in no time.
final class TopLevelLoops: SyntaxAnyVisitor {
  private var offsets: [Int] = []
  private var depth = 0

  /// The UTF-8 offsets of the beginnings of the loops' bodies.
  static func bodies(in tree: SourceFileSyntax) -> [Int] {
    let visitor = TopLevelLoops(viewMode: .sourceAccurate)
    visitor.walk(tree)
    return visitor.offsets
  }

  override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
    if node.isOtherCode { return .skipChildren }
    guard let body = node.loopBody else { return .visitChildren }
    if body.leftBrace.presence == .present {
      let work = LoopWork(node)
      if work.calls || work.loops > 1 || (work.looksUp && depth == 0) {
        offsets.append(body.leftBrace.endPositionBeforeTrailingTrivia.utf8Offset)
      }
    }
    depth += 1
    return .visitChildren
  }

  override func visitAnyPost(_ node: Syntax) {
    if !node.isOtherCode, node.loopBody != nil { depth -= 1 }
  }
}

/// What a loop does in its rounds.
private final class LoopWork: SyntaxAnyVisitor {
  /// Whether it calls what may take long, or makes strings and arrays.
  private(set) var calls = false
  /// Whether it uses subscripts, which may be those of a dictionary.
  private(set) var looksUp = false
  /// How many loops there are, itself among them.
  private(set) var loops = 0

  init(_ loop: Syntax) {
    super.init(viewMode: .sourceAccurate)
    walk(loop)
  }

  override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
    switch node.kind {
    case .functionCallExpr:
      let callee = node.as(FunctionCallExprSyntax.self)?.calledExpression
      let name = callee?.as(DeclReferenceExprSyntax.self)?.baseName.text ?? ""
      if !Self.arithmetic.contains(name) { calls = true }
    case .awaitExpr, .stringLiteralExpr, .arrayExpr, .dictionaryExpr, .macroExpansionExpr:
      calls = true
    case .subscriptCallExpr: looksUp = true
    default: if node.loopBody != nil { loops += 1 }
    }
    return node.isOtherCode ? .skipChildren : .visitChildren
  }

  /// Functions that are a few instructions on numbers.
  private static let arithmetic: Set = [
    "Int", "Int8", "Int16", "Int32", "Int64", "UInt", "UInt8", "UInt16", "UInt32", "UInt64",
    "Float", "Double", "Complex", "abs", "min", "max", "sqrt", "exp", "log", "sin", "cos", "tan",
    "atan", "atan2", "pow", "hypot", "floor", "ceil", "round",
  ]
}

extension Syntax {
  /// The body, where this is a loop.
  fileprivate var loopBody: CodeBlockSyntax? {
    `as`(ForStmtSyntax.self)?.body ?? `as`(WhileStmtSyntax.self)?.body
      ?? `as`(RepeatStmtSyntax.self)?.body
  }

  /// Whether this holds code that does not run where it stands.
  fileprivate var isOtherCode: Bool {
    switch kind {
    case .functionDecl, .closureExpr, .structDecl, .classDecl, .enumDecl, .actorDecl,
      .extensionDecl, .protocolDecl, .accessorBlock, .initializerDecl:
      true
    default: false
    }
  }
}

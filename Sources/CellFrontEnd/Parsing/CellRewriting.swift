package import CellCompiler
import SwiftSyntax

/// A cell's text as it is compiled, and the way back to the user's own lines and columns.
package struct RewrittenCell {
  /// A change: bytes of the user's text replaced by others.
  struct Edit {
    var offset: Int
    var length: Int
    var text: String
  }

  /// The text to compile.
  package let text: String
  /// Whether the value of the last expression is shown.
  package let showsResult: Bool
  /// Whether anything in the cell profits from the optimizer.
  package let wantsOptimization: Bool
  /// The last expression's bytes in the user's text, where it is shown.
  let shownRange: Range<Int>?

  private let headLength: Int
  private let edits: [Edit]
  private let source: CellSource

  /// Rewrites a cell for a job.
  package init(_ source: CellSource, job: CompileJob, showingResult: Bool) {
    self.source = source
    let shown = showingResult && !source.tree.hasError ? source.shownExpression : nil
    let steps = source.tree.hasError || job.interfaceOnly ? [] : source.stepEdits
    let polls = source.tree.hasError || job.interfaceOnly ? [] : source.pollEdits
    var edits = source.omissions(of: job) + steps + polls + source.isolationEdits
    if let shown {
      edits.append(Edit(offset: shown.lowerBound, length: 0, text: "_isochronShowResult("))
      edits.append(Edit(offset: shown.upperBound, length: 0, text: ")"))
    }
    edits = edits.enumerated().sorted {
      ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset)
    }
    .map(\.element)
    var head = job.prelude
    if !steps.isEmpty {
      head += "@_silgen_name(\"\(CellSymbols.progress)\") func _isochronProgress(_ step: Int)\n"
    }
    if !polls.isEmpty {
      head += "@_silgen_name(\"\(CellSymbols.poll)\") func _isochronPoll()\n"
    }
    head += "#sourceLocation(file: \"\(job.displayName)\", line: 1)\n"
    var bytes = Array(head.utf8)
    var position = 0
    for edit in edits {
      bytes += source.utf8[position..<edit.offset]
      bytes += edit.text.utf8
      position = edit.offset + edit.length
    }
    bytes += source.utf8[position...]
    bytes.append(0x0A)
    text = String(decoding: bytes, as: UTF8.self)
    headLength = head.utf8.count
    self.edits = edits
    showsResult = shown != nil
    shownRange = shown
    wantsOptimization = OptimizationNeed.isPresent(in: source.tree)
  }

  /// The user's offset of an offset in the compiled text; nil for places in the prelude.
  func userOffset(_ offset: Int) -> Int? {
    var position = offset - headLength
    guard position >= 0 else { return nil }
    for edit in edits {
      // `position` counts in the user's text as far as the edits before it are undone.
      if position <= edit.offset { break }
      position -= min(edit.text.utf8.count, position - edit.offset)
      if position >= edit.offset { position += edit.length }
    }
    return min(position, source.utf8.count)
  }

  /// What was put into lines, for columns of debug information.
  package var insertions: [CompiledCell.Insertion] {
    edits.filter { !$0.text.isEmpty }.map {
      let place = source.place(ofUTF8: $0.offset)
      return .init(line: place.line, column: place.column, length: $0.text.utf8.count)
    }
  }

  /// The user's column of a column that the compiler reports in a line of the cell.
  func userColumn(line: Int, column: Int) -> Int {
    var result = column
    for edit in edits {
      let place = source.place(ofUTF8: edit.offset)
      guard place.line == line, place.column < result else { continue }
      result = max(place.column, result - edit.text.utf8.count) + edit.length
    }
    return result
  }
}

extension CellSource {
  /// The bytes of the last expression, where its value is to be shown.
  var shownExpression: Range<Int>? {
    guard let last = tree.statements.last, last.semicolon == nil,
      case .expr(let expression) = last.item, !Self.isAssignment(expression)
    else { return nil }
    if let macro = expression.as(MacroExpansionExprSyntax.self),
      ["error", "warning"].contains(macro.macroName.text)
    {
      return nil
    }
    return expression.positionAfterSkippingLeadingTrivia
      .utf8Offset..<expression.endPositionBeforeTrailingTrivia.utf8Offset
  }

  private static let comparisons: Set = [
    "==", "!=", "<=", ">=", "===", "!==", "~=", ".==", ".!=", ".<=", ".>=",
  ]

  /// Whether an expression is an assignment, which has no value to show.
  static func isAssignment(_ expression: ExprSyntax) -> Bool {
    switch expression.as(ExprSyntaxEnum.self) {
    case .tryExpr(let marked): isAssignment(marked.expression)
    case .awaitExpr(let marked): isAssignment(marked.expression)
    case .unsafeExpr(let marked): isAssignment(marked.expression)
    case .sequenceExpr(let sequence):
      sequence.elements.contains { element in
        if element.is(AssignmentExprSyntax.self) { return true }
        guard let symbol = element.as(BinaryOperatorExprSyntax.self)?.operator.text else {
          return false
        }
        return symbol.hasSuffix("=") && !comparisons.contains(symbol)
      }
    default: false
    }
  }

  /// Calls that say how far the cell came, one after each variable.
  fileprivate var stepEdits: [RewrittenCell.Edit] {
    var step = 0
    return items.compactMap { item in
      guard Self.setsVariables(item) else { return nil }
      step += 1
      return .init(
        offset: item.item.endPositionBeforeTrailingTrivia.utf8Offset, length: 0,
        text: ";_isochronProgress(\(step))")
    }
  }

  /// Calls at which an interrupted cell ends, one in each round of a loop.
  fileprivate var pollEdits: [RewrittenCell.Edit] {
    TopLevelLoops.bodies(in: tree).map {
      .init(offset: $0, length: 0, text: "_isochronPoll();")
    }
  }

  /// Frees the variables of a cell with top-level `await` from the main actor, to which the compiler would
  /// bind them: functions, tasks and later cells use them like those of any other cell.
  fileprivate var isolationEdits: [RewrittenCell.Edit] {
    guard TopLevelAwait.isPresent(in: tree) else { return [] }
    return items.compactMap { item in
      guard Self.setsVariables(item), case .decl(let declaration) = item.item,
        let variable = declaration.as(VariableDeclSyntax.self),
        !variable.modifiers.contains(where: { ["async", "nonisolated"].contains($0.name.text) }),
        !variable.attributes.contains(where: { $0.trimmedDescription.hasSuffix("Actor") })
      else { return nil }
      return .init(
        offset: variable.bindingSpecifier.positionAfterSkippingLeadingTrivia.utf8Offset, length: 0,
        text: "nonisolated(unsafe) ")
    }
  }

  /// Imports that are there already and conformances that a later cell states, taken out; functions and members
  /// that yield to a later cell's, marked.
  fileprivate func omissions(of job: CompileJob) -> [RewrittenCell.Edit] {
    var edits: [RewrittenCell.Edit] = []
    let omitted = Set(job.omittedImports)
    for item in tree.statements {
      guard let text = Self.importText(item) else { continue }
      if omitted.contains(text) {
        edits.append(blank(item.trimmedRange))
      } else {
        edits += Self.imports(in: item).compactMap(export)
      }
    }
    if !job.yielding.isEmpty {
      edits += members.filter { job.yielding.contains($0.member) }.map {
        .init(offset: $0.offset, length: 0, text: "@_disfavoredOverload ")
      }
    }
    guard !job.omittedConformances.isEmpty else { return edits }
    for item in items {
      guard case .decl(let declaration) = item.item,
        let extended = declaration.as(ExtensionDeclSyntax.self),
        let clause = extended.inheritanceClause
      else { continue }
      let stated = Self.conformances(of: extended)
      let kept = zip(stated, clause.inheritedTypes).filter {
        !job.omittedConformances.contains($0.0)
      }
      guard kept.count < stated.count else { continue }
      let range = clause.trimmedRange
      let text = kept.map { $0.1.type.trimmedDescription }.joined(separator: ", ")
      edits.append(
        .init(
          offset: range.lowerBound.utf8Offset, length: range.length.utf8Length,
          text: kept.isEmpty ? "" : ": " + text))
    }
    return edits
  }

  private static func imports(in item: CodeBlockItemSyntax) -> [ImportDeclSyntax] {
    guard case .decl(let declaration) = item.item else { return [] }
    if let found = declaration.as(ImportDeclSyntax.self) { return [found] }
    guard let conditional = declaration.as(IfConfigDeclSyntax.self) else { return [] }
    return conditional.clauses.flatMap { clause -> [ImportDeclSyntax] in
      guard case .statements(let inner) = clause.elements else { return [] }
      return inner.flatMap(imports)
    }
  }

  /// Makes later cells see what this cell imports.
  private func export(_ declaration: ImportDeclSyntax) -> RewrittenCell.Edit? {
    let isExported = declaration.attributes.contains { $0.trimmedDescription == "@_exported" }
    let hasLevel = declaration.modifiers.contains {
      ["private", "fileprivate", "internal", "package"].contains($0.name.text)
    }
    guard !isExported, !hasLevel else { return nil }
    return .init(
      offset: declaration.positionAfterSkippingLeadingTrivia.utf8Offset, length: 0,
      text: "@_exported ")
  }

  /// Blanks a range, keeping its line breaks.
  private func blank(_ range: Range<AbsolutePosition>) -> RewrittenCell.Edit {
    let bytes = range.lowerBound.utf8Offset..<range.upperBound.utf8Offset
    let text = utf8[bytes].map { $0 == 0x0A || $0 == 0x0D ? $0 : 0x20 }
    return .init(
      offset: bytes.lowerBound, length: bytes.count, text: String(decoding: text, as: UTF8.self))
  }
}

/// Looks for code that runs more than once or can be specialized.
private final class OptimizationNeed: SyntaxAnyVisitor {
  private var found = false

  static func isPresent(in tree: SourceFileSyntax) -> Bool {
    let visitor = OptimizationNeed(viewMode: .sourceAccurate)
    visitor.walk(tree)
    return visitor.found
  }

  override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
    switch node.kind {
    case .functionDecl, .closureExpr, .forStmt, .whileStmt, .repeatStmt, .accessorBlock,
      .initializerDecl, .deinitializerDecl, .subscriptDecl, .structDecl, .classDecl, .enumDecl,
      .actorDecl:
      found = true
    default: break
    }
    return found ? .skipChildren : .visitChildren
  }
}

package import CellCompiler
import SwiftSyntax

extension CellSource {
  /// What the cell declares, imports and states.
  package var outline: CellOutline {
    var outline = CellOutline()
    outline.hasErrors = tree.hasError
    outline.isEmpty = tree.statements.isEmpty && !tree.hasError
    var step = 0
    for item in items {
      if Self.setsVariables(item) { step += 1 }
      if case .decl(let declaration) = item.item {
        append(declaration, to: &outline, step: step)
      }
    }
    outline.members = members.map(\.member)
    outline.imports = tree.statements.compactMap(Self.importText)
    outline.isAsync = TopLevelAwait.isPresent(in: tree)
    return outline
  }

  /// Whether a statement fills variables that later cells can see; each such statement is one step.
  ///
  /// What `guard` binds at top level belongs to the cell alone: the compiler does not write it into the module.
  static func setsVariables(_ item: CodeBlockItemSyntax) -> Bool {
    guard case .decl(let declaration) = item.item else { return false }
    return declaration.as(VariableDeclSyntax.self)?.bindings.contains(where: isStored) ?? false
  }

  private func append(_ declaration: DeclSyntax, to outline: inout CellOutline, step: Int) {
    func add(_ name: String, _ kind: CellDefinition.Kind, _ identity: String = "") {
      outline.declarations.append(.init(name: name.unquoted, kind: kind, identity: identity))
    }
    if let attributes = declaration.asProtocol((any WithAttributesSyntax).self)?.attributes,
      let main = attributes.first(where: { $0.trimmedDescription == "@main" })
    {
      let place = place(ofUTF8: main.positionAfterSkippingLeadingTrivia.utf8Offset)
      outline.refusal = CellDiagnostic(
        severity: .error,
        message: "'@main' has no place in a cell, which runs from its first line to its last; "
          + "call the type's 'main()' instead",
        file: "", line: place.line, column: place.column)
    }
    switch declaration.as(DeclSyntaxEnum.self) {
    case .variableDecl(let variable):
      let bindings = variable.bindings
      for binding in bindings {
        let value: Int? =
          if !Self.isStored(binding) {
            0
          } else if binding.initializer == nil, !Self.isImplicitlyNil(binding, of: variable) {
            nil
          } else {
            step
          }
        for name in BoundNames.names(in: Syntax(binding.pattern)) {
          outline.declarations.append(.init(name: name, kind: .variable, step: value))
        }
      }
    case .functionDecl(let function):
      let member = Self.member(function, owner: "")
      add(function.name.text, .function, (member.arguments ?? "") + member.result)
    case .structDecl(let type): add(type.name.text, .structure)
    case .classDecl(let type): add(type.name.text, .class)
    case .enumDecl(let type): add(type.name.text, .enumeration)
    case .actorDecl(let type): add(type.name.text, .actor)
    case .protocolDecl(let type): add(type.name.text, .protocol)
    case .typeAliasDecl(let alias): add(alias.name.text, .typeAlias)
    case .macroDecl(let macro): add(macro.name.text, .macro)
    case .operatorDecl(let symbol):
      add(symbol.name.text, .operator, symbol.fixitySpecifier.text)
    case .precedenceGroupDecl(let group): add(group.name.text, .precedenceGroup)
    case .extensionDecl(let extended):
      let type = extended.extendedType.spelled
      let stated = Self.conformances(of: extended)
      outline.conformances += stated
      let members = Self.members(in: declaration).map(\.member)
      let parts =
        stated.map(\.interface) + members.map { "\($0.name)(\($0.arguments ?? ""))\($0.result)" }
      add(type, .extension, parts.joined(separator: "&"))
    default: break
    }
  }

  /// The conformances that an extension states, each protocol by itself.
  static func conformances(of extended: ExtensionDeclSyntax) -> [CellOutline.Conformance] {
    (extended.inheritanceClause?.inheritedTypes ?? []).map {
      var type = $0.type
      while let attributed = type.as(AttributedTypeSyntax.self) { type = attributed.baseType }
      return .init(type: extended.extendedType.spelled, interface: type.spelled)
    }
  }

  /// Whether a variable is memory that its declaration fills when it runs.
  private static func isStored(_ binding: PatternBindingSyntax) -> Bool {
    guard let block = binding.accessorBlock else { return true }
    guard case .accessors(let list) = block.accessors else { return false }
    return !list.contains { ["get", "_read", "unsafeAddress"].contains($0.accessorSpecifier.text) }
  }

  private static func isImplicitlyNil(
    _ binding: PatternBindingSyntax, of variable: VariableDeclSyntax
  ) -> Bool {
    guard variable.bindingSpecifier.text == "var", let type = binding.typeAnnotation?.type else {
      return false
    }
    return type.is(OptionalTypeSyntax.self) || type.is(ImplicitlyUnwrappedOptionalTypeSyntax.self)
  }

  /// An import, or the imports of an `#if`, spelled in one way.
  static func importText(_ item: CodeBlockItemSyntax) -> String? {
    guard case .decl(let declaration) = item.item else { return nil }
    if let declaration = declaration.as(ImportDeclSyntax.self) { return importText(declaration) }
    guard let conditional = declaration.as(IfConfigDeclSyntax.self) else { return nil }
    var lines: [String] = []
    var found = false
    for clause in conditional.clauses {
      lines.append("\(clause.poundKeyword.text) \(clause.condition?.trimmedDescription ?? "")")
      guard case .statements(let inner) = clause.elements else { continue }
      let imports = inner.compactMap(importText)
      found = found || !imports.isEmpty
      lines += imports
    }
    return found ? (lines + ["#endif"]).joined(separator: "\n") : nil
  }

  static func importText(_ declaration: ImportDeclSyntax) -> String {
    let tokens = declaration.tokens(viewMode: .sourceAccurate).map(\.text)
    var result = ""
    for token in tokens {
      let joins =
        [".", "(", ")", "@"].contains(token) || result.last.map { ".(@".contains($0) } ?? true
      result += joins ? token : " " + token
    }
    return result
  }
}

extension SyntaxProtocol {
  /// The text without comments and blanks, so that two spellings of one type are equal.
  var spelled: String {
    tokens(viewMode: .sourceAccurate).map(\.text).joined()
  }
}

extension String {
  /// A name without the backticks that make a keyword a name.
  var unquoted: String {
    count > 2 && hasPrefix("`") && hasSuffix("`") ? String(dropFirst().dropLast()) : self
  }
}

/// The names that patterns bind.
private final class BoundNames: SyntaxVisitor {
  private var names: [String] = []

  static func names(in node: Syntax) -> [String] {
    let visitor = BoundNames(viewMode: .sourceAccurate)
    visitor.walk(node)
    return visitor.names
  }

  override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
    names.append(node.identifier.text.unquoted)
    return .skipChildren
  }

  override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind { .skipChildren }
}

/// Looks for `await` outside of functions and closures.
final class TopLevelAwait: SyntaxAnyVisitor {
  private var found = false

  static func isPresent(in tree: SourceFileSyntax) -> Bool {
    let visitor = TopLevelAwait(viewMode: .sourceAccurate)
    visitor.walk(tree)
    return visitor.found
  }

  override func visitAny(_ node: Syntax) -> SyntaxVisitorContinueKind {
    switch node.kind {
    case .functionDecl, .closureExpr, .structDecl, .classDecl, .enumDecl, .actorDecl,
      .extensionDecl,
      .protocolDecl, .accessorBlock, .initializerDecl:
      return .skipChildren
    case .awaitExpr:
      found = true
    case .forStmt:
      if let loop = node.as(ForStmtSyntax.self), loop.awaitKeyword != nil { found = true }
    case .variableDecl:
      if let variable = node.as(VariableDeclSyntax.self),
        variable.modifiers.contains(where: { $0.name.text == "async" })
      {
        found = true
      }
    default: break
    }
    return found ? .skipChildren : .visitChildren
  }
}

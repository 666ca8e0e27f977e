import CellCompiler
import SwiftSyntax

/// A function or member with the UTF-8 offset of its declaration.
struct PlacedMember {
  var member: CellOutline.Member
  var offset: Int
}

extension CellSource {
  /// The functions at top level and the members of types and extensions.
  var members: [PlacedMember] {
    items.flatMap { item -> [PlacedMember] in
      guard case .decl(let declaration) = item.item else { return [] }
      if let function = declaration.as(FunctionDeclSyntax.self) {
        return [.init(Self.member(function, owner: ""), function)]
      }
      return Self.members(in: declaration)
    }
  }

  /// The members of a type or an extension, those of the types in it too.
  static func members(in declaration: DeclSyntax, of outer: String = "") -> [PlacedMember] {
    let name: String
    let conditions: GenericWhereClauseSyntax?
    switch declaration.as(DeclSyntaxEnum.self) {
    case .extensionDecl(let extended):
      name = extended.extendedType.spelled
      conditions = extended.genericWhereClause
    // Conditions of the type itself hold for every member, so they tell none apart.
    case .structDecl(let type): (name, conditions) = (type.name.text.unquoted, nil)
    case .classDecl(let type): (name, conditions) = (type.name.text.unquoted, nil)
    case .enumDecl(let type): (name, conditions) = (type.name.text.unquoted, nil)
    case .actorDecl(let type): (name, conditions) = (type.name.text.unquoted, nil)
    default: return []
    }
    guard let block = declaration.asProtocol((any DeclGroupSyntax).self)?.memberBlock else {
      return []
    }
    let path = outer.isEmpty ? name : "\(outer).\(name)"
    return members(
      in: block.members, type: path, owner: path + (conditions.map { " \($0.spelled)" } ?? ""))
  }

  private static func members(in list: MemberBlockItemListSyntax, type: String, owner: String)
    -> [PlacedMember]
  {
    list.flatMap { item -> [PlacedMember] in
      switch item.decl.as(DeclSyntaxEnum.self) {
      case .functionDecl(let function): return [.init(member(function, owner: owner), function)]
      case .variableDecl(let variable): return properties(variable, owner: owner)
      case .subscriptDecl(let declared):
        let member = CellOutline.Member(
          owner: owner, name: "subscript", isStatic: isStatic(declared.modifiers),
          arguments: arguments(declared.genericParameterClause, declared.parameterClause),
          result: declared.returnClause.spelled + (declared.genericWhereClause?.spelled ?? ""))
        return [.init(member, declared)]
      case .initializerDecl(let declared):
        let signature = declared.signature
        let member = CellOutline.Member(
          owner: owner, name: "init", isStatic: true,
          arguments: arguments(declared.genericParameterClause, signature.parameterClause),
          result: (declared.optionalMark?.text ?? "") + (signature.effectSpecifiers?.spelled ?? "")
            + (declared.genericWhereClause?.spelled ?? ""))
        return [.init(member, declared)]
      case .ifConfigDecl(let conditional):
        return conditional.clauses.flatMap { clause -> [PlacedMember] in
          guard case .decls(let inner) = clause.elements else { return [] }
          return members(in: inner, type: type, owner: owner)
        }
      default: return members(in: item.decl, of: type)
      }
    }
  }

  /// A function as a member of a type, or of none.
  static func member(_ function: FunctionDeclSyntax, owner: String) -> CellOutline.Member {
    .init(
      owner: owner, name: function.name.text.unquoted, isStatic: isStatic(function.modifiers),
      arguments: arguments(
        function.genericParameterClause, function.signature.parameterClause),
      result: (function.signature.effectSpecifiers?.spelled ?? "")
        + (function.signature.returnClause?.spelled ?? "")
        + (function.genericWhereClause?.spelled ?? ""))
  }

  /// The variable of a property declaration; several in one declaration cannot be marked one by one.
  private static func properties(_ variable: VariableDeclSyntax, owner: String) -> [PlacedMember] {
    guard variable.bindings.count == 1, let binding = variable.bindings.first,
      let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.text.unquoted
    else { return [] }
    let member = CellOutline.Member(
      owner: owner, name: name, isStatic: isStatic(variable.modifiers), arguments: nil,
      result: binding.typeAnnotation?.type.spelled ?? "")
    return [.init(member, variable)]
  }

  private static func arguments(
    _ generics: GenericParameterClauseSyntax?, _ clause: FunctionParameterClauseSyntax
  ) -> String {
    let parameters = clause.parameters.map { "\($0.firstName.text):\($0.type.spelled)" }
    return (generics?.spelled ?? "") + parameters.joined(separator: ",")
  }

  private static func isStatic(_ modifiers: DeclModifierListSyntax) -> Bool {
    modifiers.contains { ["static", "class"].contains($0.name.text) }
  }
}

extension PlacedMember {
  fileprivate init(_ member: CellOutline.Member, _ declaration: some DeclSyntaxProtocol) {
    self.init(
      member: member, offset: declaration.positionAfterSkippingLeadingTrivia.utf8Offset)
  }
}

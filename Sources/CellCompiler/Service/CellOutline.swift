/// What the parser alone tells of a cell.
package struct CellOutline: Sendable, Hashable, Codable {
  /// A declaration at top level.
  package struct Declaration: Sendable, Hashable, Codable {
    /// The name; of an extension the extended type.
    package var name: String
    /// What is declared.
    package var kind: CellDefinition.Kind
    /// Tells overloads apart: of a function its signature, of an extension its conformances and members.
    package var identity: String
    /// Of a variable the progress step after which it has a value; nil for the end of the cell.
    package var step: Int?

    package init(
      name: String, kind: CellDefinition.Kind, identity: String = "", step: Int? = 0
    ) {
      self.name = name
      self.kind = kind
      self.identity = identity
      self.step = step
    }
  }

  /// A conformance that an extension states.
  package struct Conformance: Sendable, Hashable, Codable {
    package var type: String
    package var interface: String

    package init(type: String, interface: String) {
      self.type = type
      self.interface = interface
    }
  }

  /// A function at top level, or a member of a type or an extension.
  package struct Member: Sendable, Hashable, Codable {
    /// The type with the conditions of an extension; empty at top level.
    package var owner: String
    /// The name; of initializers and subscripts the keyword.
    package var name: String
    /// Whether it belongs to the type itself.
    package var isStatic: Bool
    /// What calls are told apart by: generic parameters, labels and types; nil of a property.
    package var arguments: String?
    /// What else tells it apart: effects, the result's type, conditions.
    package var result: String

    package init(
      owner: String, name: String, isStatic: Bool, arguments: String?, result: String
    ) {
      self.owner = owner
      self.name = name
      self.isStatic = isStatic
      self.arguments = arguments
      self.result = result
    }

    /// The name of the outermost type that it belongs to.
    package var type: String { String(owner.prefix { $0 != "." && $0 != "<" && $0 != " " }) }

    /// Whether a use of this one, or of the other, could mean either of them.
    package func isConfused(with other: Member) -> Bool {
      guard owner == other.owner, name == other.name, isStatic == other.isStatic else {
        return false
      }
      return (arguments ?? "") == (other.arguments ?? "")
    }
  }

  /// The top-level declarations in order.
  package var declarations: [Declaration] = []
  /// The import declarations, with the `#if` around them, spelled in one way.
  package var imports: [String] = []
  /// The conformances that extensions state.
  package var conformances: [Conformance] = []
  /// The functions at top level and the members of types and extensions.
  package var members: [Member] = []
  /// Whether there is no code at all.
  package var isEmpty = false
  /// Whether the parser met an error.
  package var hasErrors = false
  /// Whether the cell awaits at top level.
  package var isAsync = false
  /// Why the cell cannot be run although it parses, with its place.
  package var refusal: CellDiagnostic?

  package init() {}

  /// What declarations, imports and conformances a later cell must repeat to make this one superfluous.
  package func isSuperseded(by other: CellOutline) -> Bool {
    func keys(_ outline: CellOutline) -> Set<[String]> {
      Set(
        outline.declarations.map {
          let isOverloadable = [.function, .extension, .operator].contains($0.kind)
          return isOverloadable ? [$0.name, $0.kind.rawValue, $0.identity] : [$0.name]
        })
    }
    return keys(self).isSubset(of: keys(other)) && Set(imports).isSubset(of: other.imports)
      && Set(conformances).isSubset(of: other.conformances)
  }
}

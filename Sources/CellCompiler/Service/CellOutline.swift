/// What the parser alone tells of a cell.
package struct CellOutline: Sendable, Hashable, Codable {
  /// A declaration at top level.
  package struct Declaration: Sendable, Hashable, Codable {
    /// The name; of an extension the extended type.
    package var name: String
    /// What is declared.
    package var kind: CellDefinition.Kind
    /// Tells overloads apart: of a function its signature, of an extension its conformances.
    package var identity: String
    /// Of a variable the progress step after which it has a value; nil for the end of the cell.
    package var step: Int?

    package init(name: String, kind: CellDefinition.Kind, identity: String = "", step: Int? = 0) {
      self.name = name
      self.kind = kind
      self.identity = identity
      self.step = step
    }
  }

  /// A function at top level or a method in an extension.
  package struct Function: Sendable, Hashable, Codable {
    /// The extended type with its conditions; empty at top level.
    package var context: String
    package var name: String
    /// What a call is told apart by: generic parameters, labels and types of arguments.
    package var arguments: String
    /// The whole signature.
    package var identity: String

    package init(context: String, name: String, arguments: String, identity: String) {
      self.context = context
      self.name = name
      self.arguments = arguments
      self.identity = identity
    }

    /// Whether a newer function leaves a call undecided between the two: the compiler lets only a
    /// function of the very same type shadow the older.
    func yields(to newer: Function) -> Bool {
      (context, name, arguments) == (newer.context, newer.name, newer.arguments)
        && identity != newer.identity
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

  /// The top-level declarations in order.
  package var declarations: [Declaration] = []
  /// The functions at top level and in extensions.
  package var functions: [Function] = []
  /// The import declarations, with the `#if` around them, spelled in one way.
  package var imports: [String] = []
  /// The conformances that extensions state.
  package var conformances: [Conformance] = []
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

/// What earlier cells defined, and by which imports a new cell sees it.
///
/// Each cell's module re-exports the module before it, so a new cell imports the newest only. The
/// compiler then treats the newest as an overlay: its declarations shadow those of the same
/// signature behind it, members of extensions and operators too, while other overloads stay.
/// Only what that rule gets wrong is imported by name ("pinned"): names of a cell that failed
/// before it set them, and names older than a library that was imported later.
package struct DefinitionLedger: Sendable {
  /// A cell's module in the chain.
  package struct Link: Sendable {
    package var moduleName: String
    package var cellNumber: Int
    package var outline: CellOutline
    /// What the module was compiled from, in case it must be compiled again without a conformance.
    package var job: CompileJob
    /// Variables that never got their value.
    package var missing: Set<String> = []
    package var order: Int

    package init(
      moduleName: String, cellNumber: Int, outline: CellOutline, job: CompileJob, order: Int
    ) {
      self.moduleName = moduleName
      self.cellNumber = cellNumber
      self.outline = outline
      self.job = job
      self.order = order
    }
  }

  /// The newest definition of a name.
  private struct Owner {
    var moduleName: String
    var kind: CellDefinition.Kind
    var cellNumber: Int
    var order: Int
    /// Whether the module declares the name in one way, so that it can be imported by name.
    var isUnique: Bool
  }

  private var chain: [Link] = []
  private var owners: [String: Owner] = [:]
  /// Definitions in order, newest last, one for each name and kind.
  package private(set) var definitions: [CellDefinition] = []
  private let implicitImports: [String]

  /// A ledger of a session that defined nothing yet.
  package init(implicitImports: [String]) { self.implicitImports = implicitImports }

  /// What a new cell is compiled with.
  package struct View: Sendable {
    /// The import lines.
    package var prelude: String { base + pins }
    /// The imports of the chain.
    fileprivate var base: String
    /// The imports by name, which can be done without if the worst comes to the worst.
    fileprivate var pins: String
    /// The user's imports that are there already.
    package var imports: [String]
    /// How many links of the chain stay.
    fileprivate var length: Int

    /// The same without the imports by name.
    package var withoutPins: View {
      var view = self
      view.pins = ""
      return view
    }
  }

  /// The view of a cell that is only looked at.
  package var view: View { view(length: chain.count) }

  /// The view of a cell that is to be compiled; a newest cell that it makes superfluous is left out.
  package func view(for outline: CellOutline) -> View {
    var length = chain.count
    while length > 0, chain[length - 1].outline.isSuperseded(by: outline) { length -= 1 }
    return view(length: length)
  }

  private func view(length: Int) -> View {
    let links = chain[..<length]
    var lines: [String] = []
    if let newest = links.last {
      lines.append("@_exported import \(newest.moduleName)")
    } else {
      lines += implicitImports.map { "@_exported import \($0)" }
    }
    return View(
      base: Self.text(lines), pins: Self.text(pins(beside: links)),
      imports: links.flatMap(\.outline.imports), length: length)
  }

  private static func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }

  private func pins(beside links: ArraySlice<Link>) -> [String] {
    // The newest link that brought a library, if cells came before it.
    let lastImport = links.dropFirst().last { !$0.outline.imports.isEmpty }?.order ?? 0
    var visible: [String: String] = [:]
    for link in links {
      for declaration in link.outline.declarations { visible[declaration.name] = link.moduleName }
    }
    return owners.sorted { $0.value.order < $1.value.order }.compactMap { name, owner in
      guard let seen = visible[name], let word = owner.kind.importWord, owner.isUnique else {
        return nil
      }
      let isHidden = seen != owner.moduleName
      let isOlder = owner.order < lastImport && owner.kind != .function
      return isHidden || isOlder ? "import \(word) \(owner.moduleName).\(name)" : nil
    }
  }

  /// Earlier cells that have to be compiled again, because a cell states their conformances anew or declares a
  /// function or member that differs from theirs in no more than its result: a call of it would be ambiguous.
  ///
  /// - Returns: each module's job with the conformances to leave out and the members that yield.
  package func recompilations(for outline: CellOutline, view: View) -> [CompileJob] {
    let own = Set(outline.declarations.lazy.filter { $0.kind != .extension }.map(\.name))
    return chain[..<view.length].compactMap { link in
      let restated = link.outline.conformances.filter { conformance in
        outline.conformances.contains(conformance)
          && [conformance.type, conformance.interface].allSatisfy { name in
            !own.contains(name) && (owners[name].map { $0.order <= link.order } ?? true)
          }
      }
      let yielding = link.outline.members(yieldingTo: outline).subtracting(link.job.yielding)
        .filter { member in
          // A type of the same name that is newer has nothing to do with this one's members.
          member.owner.isEmpty
            || !own.contains(member.type)
              && (owners[member.type].map { $0.order <= link.order } ?? true)
        }
      guard !restated.isEmpty || !yielding.isEmpty else { return nil }
      var job = link.job
      job.omittedConformances += restated
      job.yielding.formUnion(yielding)
      job.interfaceOnly = true
      return job
    }
  }

  /// Remembers how a module was compiled again.
  package mutating func didRecompile(_ job: CompileJob) {
    guard let index = chain.firstIndex(where: { $0.moduleName == job.moduleName }) else { return }
    chain[index].job.omittedConformances = job.omittedConformances
    chain[index].job.yielding = job.yielding
    chain[index].outline.conformances.removeAll { job.omittedConformances.contains($0) }
  }

  /// Enters a cell that was run.
  ///
  /// - Parameters:
  ///   - link: the cell.
  ///   - view: the view it was compiled with.
  ///   - progress: the last step it reported, or nil where it came to its end.
  /// - Returns: variables without a value that no earlier cell defines either.
  package mutating func enter(_ link: Link, view: View, progress: Int?) -> [String] {
    var link = link
    let outline = link.outline
    if let progress {
      link.missing = Set(
        outline.declarations.lazy
          .filter { $0.kind == .variable && ($0.step ?? .max) > progress }.map(\.name))
    }
    // A cell without declarations and imports adds nothing that a later one could see.
    guard !outline.declarations.isEmpty || !outline.imports.isEmpty else { return [] }
    chain.removeSubrange(min(view.length, chain.count)...)
    chain.append(link)
    var orphans: [String] = []
    for declaration in outline.declarations {
      if link.missing.contains(declaration.name) {
        if owners[declaration.name] == nil { orphans.append(declaration.name) }
        continue
      }
      let definition = CellDefinition(
        name: declaration.name, kind: declaration.kind, cellNumber: link.cellNumber)
      definitions.removeAll {
        $0.name == definition.name && ($0.kind == .extension) == (definition.kind == .extension)
      }
      definitions.append(definition)
      guard declaration.kind != .extension else { continue }
      owners[declaration.name] = Owner(
        moduleName: link.moduleName, kind: declaration.kind, cellNumber: link.cellNumber,
        order: link.order,
        isUnique: Set(outline.declarations.lazy.filter { $0.name == declaration.name }.map(\.kind))
          .count == 1)
    }
    return orphans
  }

  /// A module that says of variables that they have no value; nil where there are none.
  package func tombstone(for names: [String], of link: Link) -> Link? {
    guard !names.isEmpty else { return nil }
    let place = "In[\(link.cellNumber)]"
    let code = names.map { name in
      """
      @available(*, unavailable, message: "\(place) stopped before '\(name)' got a value; run it again")
      var \(name): Never { get { fatalError() } set {} }

      """
    }.joined()
    var outline = CellOutline()
    outline.declarations = names.map { .init(name: $0, kind: .variable) }
    let moduleName = link.moduleName + "_missing"
    let job = CompileJob(
      code: code, moduleName: moduleName, displayName: place,
      prelude: "@_exported import \(link.moduleName)\n", interfaceOnly: true)
    return Link(
      moduleName: moduleName, cellNumber: link.cellNumber, outline: outline, job: job,
      order: link.order)
  }

  /// Enters a module made by `tombstone(for:of:)`, once it is compiled.
  package mutating func enter(tombstone: Link) { chain.append(tombstone) }

  /// Forgets everything.
  package mutating func removeAll() {
    chain = []
    owners = [:]
    definitions = []
  }
}

extension CellOutline {
  /// Functions and members for which another cell has one that is used in the same way but differs in its
  /// result, so that the compiler would not let the newer shadow the older.
  fileprivate func members(yieldingTo newer: CellOutline) -> Set<Member> {
    let others = Dictionary(grouping: newer.members) { $0.name }
    return Set(
      members.lazy.filter { older in
        let namesakes = others[older.name] ?? []
        return namesakes.contains { $0.isConfused(with: older) } && !namesakes.contains(older)
      })
  }
}

extension CellDefinition.Kind {
  /// The word by which one declaration is imported; nil where that is not possible.
  fileprivate var importWord: String? {
    switch self {
    case .variable, .function, .structure, .class, .enumeration, .protocol, .typeAlias: rawValue
    case .actor: "class"
    case .operator, .precedenceGroup, .macro, .extension: nil
    }
  }
}

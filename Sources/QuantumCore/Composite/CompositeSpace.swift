/// A tensor product of spaces, each with a name.
///
/// The order is the Kronecker product's: the first subsystem's index runs slowest. For subsystems of
/// dimensions d₁ … d_n the basis state |k₁ … k_n⟩ has the index ((k₁ d₂ + k₂) d₃ + …) + k_n, as NumPy's `kron`
/// and QuTiP's `tensor` have it (QuantumOptics.jl runs the first one fastest).
public struct CompositeSpace: FiniteSpace, CustomStringConvertible {
  /// A space with its name.
  public struct Subsystem: Sendable, Hashable {
    /// The name, unique in the composite.
    public let name: String
    /// The space.
    public let space: HilbertSpace
  }

  /// The subsystems in the order of the Kronecker product.
  public let subsystems: [Subsystem]

  /// The product of the dimensions.
  public let dimension: Int

  /// How far the index of the composite moves when the index of each subsystem moves by one.
  let strides: [Int]

  /// A composite of named spaces, `try CompositeSpace(["a": .mode(levels: 20), "s": .spin(spin)])`.
  ///
  /// - Parameter subsystems: at least one, in the order of the Kronecker product, with different names.
  /// - Throws: `QuantumError`: `unknownSubsystem` where two have one name, `invalidParameter` where there is none
  ///   or the dimension exceeds the range of integers.
  public init(_ subsystems: KeyValuePairs<String, HilbertSpace>) throws {
    try self.init(subsystems.map { Subsystem(name: $0.key, space: $0.value) })
  }

  /// A register of equal spaces, named `q0`, `q1`, … for the name `q`.
  ///
  /// - Parameters:
  ///   - count: how many, at least one.
  ///   - space: the space of each.
  ///   - name: what the numbers are appended to.
  /// - Throws: `QuantumError` with code `invalidParameter` where there is none or the dimension exceeds the range
  ///   of integers.
  public init(count: Int, of space: HilbertSpace, named name: String) throws {
    try self.init((0..<max(0, count)).map { Subsystem(name: "\(name)\($0)", space: space) })
  }

  /// A composite of subsystems, for example some of another composite.
  ///
  /// - Parameter subsystems: at least one, in the order of the Kronecker product, with different names.
  /// - Throws: `QuantumError`: `unknownSubsystem` where two have one name, `invalidParameter` where there is none
  ///   or the dimension exceeds the range of integers.
  public init(_ subsystems: [Subsystem]) throws {
    guard !subsystems.isEmpty else {
      throw QuantumError(
        .invalidParameter, "A composite needs at least one subsystem, but none came.")
    }
    let names = subsystems.map(\.name)
    if let twice = names.first(where: { name in names.filter { $0 == name }.count > 1 }) {
      throw QuantumError(
        .unknownSubsystem, "Two subsystems are named \"\(twice)\"; each needs its own name.")
    }
    var strides: [Int] = []
    var dimension = 1
    for subsystem in subsystems.reversed() {
      strides.append(dimension)
      let (product, overflow) = dimension.multipliedReportingOverflow(by: subsystem.space.dimension)
      guard !overflow else {
        throw QuantumError(
          .invalidParameter,
          "The dimension of \(names.count) subsystems exceeds the range of integers.")
      }
      dimension = product
    }
    self.subsystems = subsystems
    self.dimension = dimension
    self.strides = strides.reversed()
  }

  /// The names in the order of the Kronecker product.
  public var names: [String] { subsystems.map(\.name) }

  /// The dimensions in the order of the Kronecker product.
  public var dimensions: [Int] { subsystems.map(\.space.dimension) }

  /// The composite in words, for example `a: mode of 20 levels ⊗ s: spin 1/2`.
  public var description: String {
    subsystems.map { "\($0.name): \($0.space)" }.joined(separator: " ⊗ ")
  }

  /// The space of a subsystem.
  ///
  /// - Parameter name: the subsystem.
  /// - Returns: its space.
  /// - Throws: `QuantumError` with code `unknownSubsystem`.
  public func space(of name: String) throws -> HilbertSpace {
    subsystems[try position(of: name)].space
  }

  /// The composite of some of the subsystems, in the order of the names.
  ///
  /// - Parameter names: at least one, none twice.
  /// - Returns: the smaller composite, on which `partialTrace(of:keeping:)` has its result.
  /// - Throws: `QuantumError` with code `unknownSubsystem`.
  public func subspace(_ names: [String]) throws -> CompositeSpace {
    try CompositeSpace(try positions(of: names).map { subsystems[$0] })
  }

  /// The same subsystems in another order.
  ///
  /// - Parameter names: all names in the new order.
  /// - Returns: the composite with that Kronecker order.
  /// - Throws: `QuantumError` with code `unknownSubsystem` unless each name comes once.
  public func permuted(to names: [String]) throws -> CompositeSpace {
    guard names.count == subsystems.count else {
      throw QuantumError(
        .unknownSubsystem,
        "A permutation names all of \(self.names), but \(names) came.")
    }
    return try subspace(names)
  }

  /// The index of a product of basis states.
  ///
  /// - Parameter indices: the index in the basis of each subsystem, all of them named.
  /// - Returns: the index in the basis of the composite.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `invalidParameter` for an index outside a basis.
  public func index(of indices: [String: Int]) throws -> Int {
    try requireAll(indices.keys)
    var index = 0
    for (k, subsystem) in subsystems.enumerated() {
      let value = indices[subsystem.name] ?? 0
      guard (0..<subsystem.space.dimension).contains(value) else {
        throw QuantumError(
          .invalidParameter,
          "The basis of \(subsystem.name) has the indices 0 to \(subsystem.space.dimension - 1), "
            + "but \(value) came.")
      }
      index += value * strides[k]
    }
    return index
  }

  /// Where a name stands.
  func position(of name: String) throws -> Int {
    guard let position = subsystems.firstIndex(where: { $0.name == name }) else {
      throw QuantumError(
        .unknownSubsystem, "There is no subsystem \"\(name)\"; the names are \(names).")
    }
    return position
  }

  /// Where the names stand, none twice.
  func positions(of names: [String]) throws -> [Int] {
    let positions = try names.map(position(of:))
    guard Set(positions).count == names.count else {
      throw QuantumError(.unknownSubsystem, "A subsystem is named twice in \(names).")
    }
    return positions
  }

  /// Refuses names that are not exactly the names of all subsystems.
  func requireAll(_ keys: some Collection<String>) throws {
    guard Set(keys) == Set(names), keys.count == subsystems.count else {
      throw QuantumError(
        .unknownSubsystem,
        "A product needs each of the subsystems \(names), but \(keys.sorted()) came.")
    }
  }

  /// The offsets of all combinations of indices of some subsystems, the first of them slowest.
  func offsets(at positions: [Int]) -> [Int] {
    positions.reduce([0]) { offsets, position in
      offsets.flatMap { offset in
        (0..<subsystems[position].space.dimension).map { offset + $0 * strides[position] }
      }
    }
  }

  /// The positions that are not among these, in order.
  func positions(without excluded: [Int]) -> [Int] {
    subsystems.indices.filter { !excluded.contains($0) }
  }
}

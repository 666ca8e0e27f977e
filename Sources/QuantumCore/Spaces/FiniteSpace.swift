import ComplexModule

/// A space of finite dimension with a numbered basis: what modes, spins, levels and composites share.
public protocol FiniteSpace: Sendable, Hashable {
  /// The number of basis states.
  var dimension: Int { get }
}

extension FiniteSpace {
  /// The identity of the space.
  public var identity: Operator { .identity(dimension: dimension) }

  /// The basis state |k⟩.
  ///
  /// - Parameter index: k, 0 … dimension − 1, in the order of the space's basis.
  /// - Returns: the normalized state.
  /// - Throws: `QuantumError` with code `invalidParameter` for an index outside the basis.
  public func basisState(_ index: Int) throws -> Ket {
    try requireInBasis(index)
    return .basis(index, dimension: dimension)
  }

  /// The transition operator |to⟩⟨from|.
  ///
  /// - Parameters:
  ///   - to: the index of the basis state that it leads to.
  ///   - from: the index of the basis state that it starts from.
  /// - Returns: the operator with the single element 1.
  /// - Throws: `QuantumError` with code `invalidParameter` for an index outside the basis.
  public func transition(to: Int, from: Int) throws -> Operator {
    try requireInBasis(to)
    try requireInBasis(from)
    return Operator(dimension: dimension, entries: [(to, from, 1)])
  }

  /// The projector |k⟩⟨k| onto a basis state.
  ///
  /// - Parameter index: k.
  /// - Returns: the projector.
  /// - Throws: `QuantumError` with code `invalidParameter` for an index outside the basis.
  public func projector(onto index: Int) throws -> Operator {
    try transition(to: index, from: index)
  }

  private func requireInBasis(_ index: Int) throws {
    guard (0..<dimension).contains(index) else {
      throw QuantumError(
        .invalidParameter,
        "The basis has the indices 0 to \(dimension - 1), but \(index) came.")
    }
  }

  /// Refuses an operator, ket or density matrix that does not live on this space.
  func require(_ count: Int, isDimensionOf what: String) throws {
    guard count == dimension else {
      throw QuantumError(
        .dimensionMismatch,
        "\(what) of dimension \(count) came where the space \(self) has dimension \(dimension).")
    }
  }
}

extension Spin: FiniteSpace, CustomStringConvertible {
  /// The space in words, for example `spin 3/2`.
  public var description: String {
    twice.isMultiple(of: 2) ? "spin \(twice / 2)" : "spin \(twice)/2"
  }
}

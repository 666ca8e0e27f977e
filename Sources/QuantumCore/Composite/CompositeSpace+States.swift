import ComplexModule
import LinearAlgebra

extension CompositeSpace {
  /// The product of states of all subsystems.
  ///
  /// - Parameter factors: a ket for each subsystem.
  /// - Returns: the tensor product in the order of the composite.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  public func ket(_ factors: [String: Ket]) throws -> Ket {
    try requireAll(factors.keys)
    var result = Ket(unchecked: [1])
    for subsystem in subsystems {
      guard let factor = factors[subsystem.name] else { continue }
      try subsystem.space.require(factor.dimension, isDimensionOf: "For \(subsystem.name) a ket")
      result = result.tensorProduct(with: factor)
    }
    return result
  }

  /// The product of density matrices of all subsystems.
  ///
  /// - Parameter factors: a density matrix for each subsystem.
  /// - Returns: the tensor product in the order of the composite.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  public func densityMatrix(_ factors: [String: DensityMatrix]) throws -> DensityMatrix {
    try requireAll(factors.keys)
    var result = DensityMatrix.maximallyMixed(dimension: 1)
    for subsystem in subsystems {
      guard let factor = factors[subsystem.name] else { continue }
      try subsystem.space.require(
        factor.dimension, isDimensionOf: "For \(subsystem.name) a density matrix")
      result = result.tensorProduct(with: factor)
    }
    return result
  }

  /// The product of basis states.
  ///
  /// - Parameter indices: the index in the basis of each subsystem, all of them named.
  /// - Returns: |k₁ … k_n⟩.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `invalidParameter` for an index outside a basis.
  public func basisState(_ indices: [String: Int]) throws -> Ket {
    .basis(try index(of: indices), dimension: dimension)
  }

  /// The state of some subsystems, Tr over all others.
  ///
  /// - Parameters:
  ///   - state: ρ of the composite.
  ///   - names: the subsystems to keep, at least one; the result has their order.
  /// - Returns: the reduced density matrix on `subspace(names)`.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  /// - Complexity: O(D d) for the dimension D of the composite and d of what is kept.
  public func partialTrace(
    of state: DensityMatrix, keeping names: [String]
  ) throws -> DensityMatrix {
    try require(state.dimension, isDimensionOf: "A density matrix")
    _ = try subspace(names)
    let kept = try positions(of: names)
    let (inner, outer) = (offsets(at: kept), offsets(at: positions(without: kept)))
    let elements = state.matrix.elements
    let size = dimension
    return DensityMatrix(
      assumingValid: Matrix(rows: inner.count, columns: inner.count) { i, j in
        outer.reduce(into: .zero) { $0 += elements[inner[i] + $1 + size * (inner[j] + $1)] }
      })
  }

  /// The state of some subsystems of a pure state, without the density matrix of the composite.
  ///
  /// - Parameters:
  ///   - ket: |ψ⟩ of the composite, not zero; the result has trace 1 whatever its norm.
  ///   - names: the subsystems to keep, at least one; the result has their order.
  /// - Returns: the reduced density matrix on `subspace(names)`.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`, `zeroNorm`.
  /// - Complexity: O(D d) for the dimension D of the composite and d of what is kept.
  public func partialTrace(of ket: Ket, keeping names: [String]) throws -> DensityMatrix {
    try require(ket.dimension, isDimensionOf: "A ket")
    _ = try subspace(names)
    let kept = try positions(of: names)
    let (inner, outer) = (offsets(at: kept), offsets(at: positions(without: kept)))
    let amplitudes = try ket.normalized().amplitudes
    let block = Matrix(rows: inner.count, columns: outer.count) {
      amplitudes[inner[$0] + outer[$1]]
    }
    return DensityMatrix(assumingValid: block * block.adjoint)
  }

  /// The state without some subsystems.
  ///
  /// - Parameters:
  ///   - state: ρ of the composite.
  ///   - names: the subsystems to trace out; one at least must remain.
  /// - Returns: the reduced density matrix of the others, in the order of the composite.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`, `invalidParameter` where none remains.
  public func partialTrace(
    of state: DensityMatrix, tracingOut names: [String]
  ) throws -> DensityMatrix {
    let removed = try positions(of: names)
    return try partialTrace(
      of: state, keeping: positions(without: removed).map { subsystems[$0].name })
  }

  /// A ket with the subsystems in another order.
  ///
  /// - Parameters:
  ///   - ket: a state of this composite.
  ///   - names: all names in the new order.
  /// - Returns: the same state on `permuted(to: names)`.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  public func permute(_ ket: Ket, to names: [String]) throws -> Ket {
    try require(ket.dimension, isDimensionOf: "A ket")
    _ = try permuted(to: names)
    return Ket(unchecked: offsets(at: try positions(of: names)).map { ket.amplitudes[$0] })
  }

  /// A density matrix with the subsystems in another order.
  ///
  /// - Parameters:
  ///   - state: a state of this composite.
  ///   - names: all names in the new order.
  /// - Returns: the same state on `permuted(to: names)`.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  public func permute(_ state: DensityMatrix, to names: [String]) throws -> DensityMatrix {
    _ = try permuted(to: names)
    return try partialTrace(of: state, keeping: names)
  }
}

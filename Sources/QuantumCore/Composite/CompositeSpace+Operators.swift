import ComplexModule
import LinearAlgebra

extension CompositeSpace {
  /// An operator of one subsystem as an operator of the composite, 1 ⊗ … ⊗ A ⊗ … ⊗ 1.
  ///
  /// - Parameters:
  ///   - local: A, on the space of the subsystem.
  ///   - name: the subsystem.
  /// - Returns: the operator on the composite.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  /// - Complexity: O(number of its nonzero elements).
  public func embed(_ local: Operator, in name: String) throws -> Operator {
    try embed(local, in: [name])
  }

  /// An operator of several subsystems as an operator of the composite.
  ///
  /// - Parameters:
  ///   - local: an operator on the tensor product of the subsystems in the order of the names, which need
  ///     neither be neighbours nor come in the order of the composite.
  ///   - names: the subsystems, none twice.
  /// - Returns: the operator on the composite.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  /// - Complexity: O(number of its nonzero elements).
  public func embed(_ local: Operator, in names: [String]) throws -> Operator {
    let (inner, outer) = try split(names, for: local.dimension, "The operator")
    let matrix = local.matrix
    var entries: [SparseMatrix<ComplexDouble>.Entry] = []
    entries.reserveCapacity(matrix.storedCount * outer.count)
    for rest in outer {
      for row in 0..<matrix.rowCount {
        for k in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
          entries.append(
            .init(
              row: rest + inner[row], column: rest + inner[matrix.columnIndices[k]],
              value: matrix.values[k]))
        }
      }
    }
    return Operator(
      unchecked: SparseMatrix(rows: dimension, columns: dimension, entries: entries))
  }

  /// The product of operators of different subsystems, 1 on those that are not named.
  ///
  /// - Parameter factors: an operator for each name.
  /// - Returns: the tensor product on the composite.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  public func product(_ factors: [String: Operator]) throws -> Operator {
    for name in factors.keys { _ = try position(of: name) }
    var result: Operator?
    for subsystem in subsystems {
      let factor = factors[subsystem.name] ?? subsystem.space.identity
      try subsystem.space.require(
        factor.dimension, isDimensionOf: "For \(subsystem.name) an operator")
      result = result?.tensorProduct(with: factor) ?? factor
    }
    return result ?? identity
  }

  /// A local operator applied to a state of the composite without forming the operator of the composite.
  ///
  /// - Parameters:
  ///   - local: an operator on the tensor product of the subsystems in the order of the names.
  ///   - names: the subsystems, none twice.
  ///   - ket: the state of the composite.
  /// - Returns: (A ⊗ 1)|ψ⟩.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  /// - Complexity: O(dimension of the composite × nonzero elements in a row of A); no memory but the result.
  public func apply(_ local: Operator, in names: [String], to ket: Ket) throws -> Ket {
    let (inner, outer) = try split(names, for: local.dimension, "The operator")
    try require(ket.dimension, isDimensionOf: "A ket")
    var result = [ComplexDouble](repeating: .zero, count: dimension)
    let matrix = local.matrix
    let amplitudes = ket.amplitudes
    for rest in outer {
      for row in 0..<matrix.rowCount {
        var sum = ComplexDouble.zero
        for k in matrix.rowOffsets[row]..<matrix.rowOffsets[row + 1] {
          sum += matrix.values[k] * amplitudes[rest + inner[matrix.columnIndices[k]]]
        }
        result[rest + inner[row]] = sum
      }
    }
    return Ket(unchecked: result)
  }

  /// An operator of the composite with its subsystems in another order.
  ///
  /// - Parameters:
  ///   - global: an operator on this composite.
  ///   - names: all names in the new order.
  /// - Returns: the same operator on `permuted(to: names)`.
  /// - Throws: `QuantumError`: `unknownSubsystem`, `dimensionMismatch`.
  public func permute(_ global: Operator, to names: [String]) throws -> Operator {
    try require(global.dimension, isDimensionOf: "An operator")
    let target = try newIndices(names)
    return Operator(
      unchecked: SparseMatrix(
        rows: dimension, columns: dimension,
        entries: global.matrix.entries.map {
          .init(row: target[$0.row], column: target[$0.column], value: $0.value)
        }))
  }

  /// The offsets of the named subsystems, and of all others.
  func split(_ names: [String], for count: Int, _ what: String) throws -> ([Int], [Int]) {
    let chosen = try positions(of: names)
    let inner = offsets(at: chosen)
    guard inner.count == count else {
      throw QuantumError(
        .dimensionMismatch,
        "\(what) of dimension \(count) came for \(names.joined(separator: " ⊗ ")) of dimension "
          + "\(inner.count).")
    }
    return (inner, offsets(at: positions(without: chosen)))
  }

  /// For each index of this composite the index in the permuted one.
  func newIndices(_ names: [String]) throws -> [Int] {
    _ = try permuted(to: names)
    var target = [Int](repeating: 0, count: dimension)
    for (new, old) in offsets(at: try positions(of: names)).enumerated() { target[old] = new }
    return target
  }
}

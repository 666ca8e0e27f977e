import RealModule
public import ComplexModule
public import LinearAlgebra

/// An eigenvalue of a permutation-invariant Liouvillian, with evidence.
public struct PermutationInvariantEigenvalue: Sendable, Codable {
  /// λ.
  public let value: ComplexDouble
  /// ‖L v − λ v‖ for a mode of Hilbert–Schmidt norm 1.
  public let residual: Double
  /// κ = 1/|⟨w, v⟩|; nil where it was not calculated.
  public let conditionNumber: Double?
  /// The sector: |m − m′| where it is conserved, and what else splits.
  public let sector: SectorLabel
  /// v, of Hilbert–Schmidt norm 1.
  public let mode: PermutationInvariantState
  /// w, of Hilbert–Schmidt norm 1; nil where it was not calculated.
  public let leftMode: PermutationInvariantState?
}

extension PermutationInvariantLiouvillian {
  /// A part of the real form that does not couple to the rest.
  struct Sector {
    let label: SectorLabel
    let matrix: SparseMatrix<Double>
    /// The columns of this part in the space.
    let isometry: SparseMatrix<ComplexDouble>
  }

  /// The real form on Hermitian operators, split into connected components.
  func sectors() -> [Sector] {
    let half = ComplexDouble(0.5.squareRoot())
    let i = ComplexDouble(0, 1)
    var entries: [SparseMatrix<ComplexDouble>.Entry] = []
    for (k, occupation) in space.occupations.enumerated() {
      let mirrored = PermutationSymmetricSpace.Occupation(counts: [
        occupation.ee, occupation.ge, occupation.eg, occupation.gg,
      ])
      let partner = space.position(mirrored) ?? k
      if partner == k {
        entries.append(.init(row: k, column: k, value: 1))
      } else if partner > k {
        // (B + B†)/√2 at k, i (B − B†)/√2 at the partner.
        entries.append(.init(row: k, column: k, value: half))
        entries.append(.init(row: partner, column: k, value: half))
        entries.append(.init(row: k, column: partner, value: i * half))
        entries.append(.init(row: partner, column: partner, value: -i * half))
      }
    }
    let unitary = SparseMatrix<ComplexDouble>(
      rows: space.dimension, columns: space.dimension, entries: entries)
    let product = unitary.adjoint * matrix * unitary
    // The products of 1/√2 leave roundings where there is nothing.
    let allowed = 1e-14 * product.largestModulus
    let real = product.mapValues { abs($0.real) > allowed ? $0.real : 0 }.droppingZeros
    let mirroredUnitary = unitary.transposed
    let components = real.connectedComponents()
    var counts: [SectorLabel: Int] = [:]
    return components.map { component in
      var label = SectorLabel()
      if components.count > 1 {
        let orders = Set(component.map { abs(space.occupations[$0].eg - space.occupations[$0].ge) })
        if orders.count == 1 { label.coherenceOrder = orders.first }
        if Set(orders.map { $0 % 2 }).count == 1, let order = orders.first {
          label.coherenceParity = order.isMultiple(of: 2) ? 1 : -1
        }
        let ordinal = counts[label, default: 0]
        counts[label] = ordinal + 1
        if ordinal > 0 { label.ordinal = ordinal }
      }
      var columns: [SparseMatrix<ComplexDouble>.Entry] = []
      for (position, index) in component.enumerated() {
        for k in mirroredUnitary.rowOffsets[index]..<mirroredUnitary.rowOffsets[index + 1] {
          columns.append(
            .init(
              row: mirroredUnitary.columnIndices[k], column: position,
              value: mirroredUnitary.values[k]))
        }
      }
      return Sector(
        label: label, matrix: real.restricted(to: component),
        isometry: SparseMatrix(rows: space.dimension, columns: component.count, entries: columns))
    }
  }

  /// All eigenvalues on the permutation-symmetric operators, by dense diagonalization of each sector.
  ///
  /// - Parameter sizeLimit: the largest sector that is tried.
  /// - Returns: (N+1)(N+2)(N+3)/6 eigenvalues, the slowest decay first.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where a sector is larger; `LinearAlgebraError`.
  public func spectrum(sizeLimit: Int = 4096) throws -> [PermutationInvariantEigenvalue] {
    try sectors().flatMap { sector -> [PermutationInvariantEigenvalue] in
      guard sector.matrix.rowCount <= sizeLimit else {
        throw QuantumDynamicsError(
          .invalidParameter,
          "A sector of \(sector.matrix.rowCount) dimensions is too large for dense diagonalization "
            + "(sizeLimit \(sizeLimit)). Use leadingEigenvalues(count:near:).")
      }
      return try dense(sector)
    }.sorted { ($0.value.real, $1.value.imaginary) > ($1.value.real, $0.value.imaginary) }
  }

  /// The eigenvalues nearest to a shift, over all sectors.
  ///
  /// - Parameters:
  ///   - count: how many; one more where a pair would be cut.
  ///   - shift: σ; nil chooses one a little off zero.
  ///   - options: tolerance, Krylov space, condition numbers.
  /// - Returns: the slowest decay first.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter`; `LinearAlgebraError`.
  public func leadingEigenvalues(
    count: Int, near shift: ComplexDouble? = nil,
    options: ShiftInvertOptions = ShiftInvertOptions()
  ) throws -> [PermutationInvariantEigenvalue] {
    let shift = shift ?? ComplexDouble(max(2e-5 * matrix.oneNorm, .leastNormalMagnitude), 0)
    try requireSearch(count: count, shifts: [shift])
    var found: [PermutationInvariantEigenvalue] = []
    for sector in sectors() {
      if sector.matrix.rowCount <= max(128, count + 3) {
        found += try dense(sector)
        continue
      }
      let result = try shiftInvertEigenvalues(
        of: sector.matrix, count: count, near: shift, options: options)
      for eigenvalue in result.eigenvalues {
        found.append(judged(eigenvalue, sector))
        if shift.imaginary != 0 {
          var other = eigenvalue
          other.value = eigenvalue.value.conjugate
          other.vector = eigenvalue.vector.map(\.conjugate)
          other.leftVector = eigenvalue.leftVector.map { $0.map(\.conjugate) }
          let isKnown = result.eigenvalues.contains {
            ($0.value - other.value).length <= 1e-9 * max(1, other.value.length)
          }
          if !isKnown { found.append(judged(other, sector)) }
        }
      }
    }
    let near = found.sorted {
      ($0.value - shift).length < ($1.value - shift).length
    }
    var kept = Array(near.prefix(count))
    if let last = kept.last, last.value.imaginary != 0, near.count > count,
      near[count].value == last.value.conjugate,
      !kept.dropLast().contains(where: { $0.value == last.value.conjugate })
    {
      kept.append(near[count])
    }
    return kept.sorted { ($0.value.real, $1.value.imaginary) > ($1.value.real, $0.value.imaginary) }
  }

  private func dense(_ sector: Sector) throws -> [PermutationInvariantEigenvalue] {
    let system = try sector.matrix.dense.eigensystem()
    let conditions = system.conditionNumbers
    return system.values.indices.map { k in
      let vector = system.rightVectors.column(k)
      return judged(
        SparseEigenvalue(
          value: system.values[k], vector: vector, leftVector: system.leftVectors.column(k),
          residual: sector.matrix.eigenvalueResidual(system.values[k], vector),
          conditionNumber: conditions[k]), sector)
    }
  }

  private func judged(
    _ found: SparseEigenvalue, _ sector: Sector
  ) -> PermutationInvariantEigenvalue {
    PermutationInvariantEigenvalue(
      value: found.value, residual: found.residual, conditionNumber: found.conditionNumber,
      sector: sector.label,
      mode: PermutationInvariantState(space: space, coordinates: sector.isometry * found.vector),
      leftMode: found.leftVector.map {
        PermutationInvariantState(space: space, coordinates: sector.isometry * $0)
      })
  }
}

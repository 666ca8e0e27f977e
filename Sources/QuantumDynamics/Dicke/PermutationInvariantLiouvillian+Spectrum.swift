import RealModule
public import ComplexModule
public import LinearAlgebra

/// An eigenvalue of a permutation-invariant Liouvillian, with evidence.
public struct PermutationInvariantEigenvalue: Sendable, Codable {
  /// λ.
  public let value: ComplexDouble
  /// ‖L v − λ v‖ for a mode of norm 1, ‖v‖² = Σ_J Tr v_J† v_J.
  public let residual: Double
  /// κ = 1/|⟨w, v⟩|; nil where it was not calculated.
  ///
  /// In this norm, where the blocks weigh as much as their probabilities, the numbers do not grow as 2^N.
  public let conditionNumber: Double?
  /// The sector: |m − m′| where it is conserved, and what else splits.
  public let sector: SectorLabel
  /// v, of norm 1.
  public let mode: PermutationInvariantState
  /// w, of norm 1; nil where it was not calculated.
  ///
  /// Its blocks are those of an observable W with Tr W†ρ = Σ_J Tr W_J† ρ_J.
  public let leftMode: PermutationInvariantState?
}

extension PermutationInvariantLiouvillian {
  /// A part of the real form that does not couple to the rest.
  package struct Sector {
    package let label: SectorLabel
    /// Its coordinates, rising.
    let indices: [Int]
    let matrix: SparseMatrix<Double>
  }

  /// What a real coordinate stands for.
  struct Place {
    let block: Int
    let row: Int
    let column: Int
    let isImaginary: Bool

    /// m − m′, without its sign.
    var order: Int { column - row }
  }

  /// What all real coordinates stand for.
  var places: [Place] {
    (0..<space.blockCount).flatMap { block -> [Place] in
      (0...space.twiceSpin(block)).flatMap { column in
        (0...2 * column).map {
          Place(
            block: block, row: $0 <= column ? $0 : $0 - column - 1, column: column,
            isImaginary: $0 > column)
        }
      }
    }
  }

  /// The real form, split into connected components.
  package func sectors() -> [Sector] {
    let places = places
    let components = matrix.connectedComponents()
    var counts: [SectorLabel: Int] = [:]
    return components.map { component in
      var label = SectorLabel()
      if components.count > 1 {
        let orders = Set(component.map { places[$0].order })
        if orders.count == 1 { label.coherenceOrder = orders.first }
        if Set(orders.map { $0 % 2 }).count == 1, let order = orders.first {
          label.coherenceParity = order.isMultiple(of: 2) ? 1 : -1
        }
        label.transpositionParity = Liouvillian.transpositionParity(
          component.map {
            (places[$0].row, places[$0].column, places[$0].isImaginary)
          })
        let blocks = Set(component.map { places[$0].block })
        if blocks.count == 1, space.blockCount > 1, let block = blocks.first {
          label.totalSpin = Double(space.twiceSpin(block)) / 2
        }
        let ordinal = counts[label, default: 0]
        counts[label] = ordinal + 1
        if ordinal > 0 { label.ordinal = ordinal }
      }
      return Sector(label: label, indices: component, matrix: matrix.restricted(to: component))
    }
  }

  /// The order of elimination of a sector: cuts along J, along the excitations of ket or bra, or along m − m′.
  func fronts(of sector: Sector) -> FrontTree {
    let places = places
    // The number of excitations of ket and bra, from that of the largest J.
    let directions: [[Int32]] = [
      sector.indices.map { Int32(places[$0].block) },
      sector.indices.map { Int32(places[$0].row + places[$0].block) },
      sector.indices.map { Int32(places[$0].column + places[$0].block) },
      sector.indices.map { Int32(places[$0].order) },
    ]
    return FrontTree(sector.matrix, directions: directions)
  }

  /// All eigenvalues on the permutation-symmetric operators, by dense diagonalization of each sector.
  ///
  /// - Parameters:
  ///   - sizeLimit: the largest sector that is tried.
  ///   - progress: called with the fraction of the unknowns that is done; instead of the progress bar.
  /// - Returns: (N+1)(N+2)(N+3)/6 eigenvalues, the slowest decay first; after an interrupt those of the sectors that are
  ///   done, with `isComplete` false.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter` where a sector is larger; `LinearAlgebraError`.
  public func spectrum(
    sizeLimit: Int = 4096, progress: ((Double) -> Void)? = nil
  ) throws -> PermutationInvariantSpectrum {
    let sectors = sectors()
    for sector in sectors where sector.matrix.rowCount > sizeLimit {
      throw QuantumDynamicsError(
        .invalidParameter,
        "A sector of \(sector.matrix.rowCount) dimensions is too large for dense diagonalization "
          + "(sizeLimit \(sizeLimit)). Use leadingEigenvalues(count:near:).")
    }
    return try spectrum(of: sectors, method: "dense eigenvalues", progress: progress) {
      try dense($0)
    }
  }

  /// The eigenvalues nearest to a shift, over all sectors.
  ///
  /// - Parameters:
  ///   - count: how many; one more where a pair would be cut.
  ///   - shift: σ; nil chooses one a little off zero.
  ///   - options: tolerance, Krylov space, condition numbers.
  ///   - progress: called with the fraction of the unknowns that is done; instead of the progress bar.
  /// - Returns: the slowest decay first; after an interrupt those of the sectors that are done, with `isComplete` false.
  /// - Throws: `QuantumDynamicsError` with `invalidParameter`; `LinearAlgebraError`.
  public func leadingEigenvalues(
    count: Int, near shift: ComplexDouble? = nil,
    options: ShiftInvertOptions = ShiftInvertOptions(), progress: ((Double) -> Void)? = nil
  ) throws -> PermutationInvariantSpectrum {
    let shift = shift ?? ComplexDouble(max(2e-5 * matrix.oneNorm, .leastNormalMagnitude), 0)
    try requireSearch(count: count, shifts: [shift])
    return try spectrum(
      of: sectors(), method: "shift-invert Arnoldi near \([shift].listing)", progress: progress,
      keep: { found in
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
        return kept
      }
    ) { try leadingEigenvalues(count: count, near: shift, in: $0, options: options) }
  }

  /// Joins what is found in each sector.
  private func spectrum(
    of sectors: [Sector], method: String, progress: ((Double) -> Void)?,
    keep: ([PermutationInvariantEigenvalue]) -> [PermutationInvariantEigenvalue] = { $0 },
    find: (Sector) throws -> [PermutationInvariantEigenvalue]
  ) throws -> PermutationInvariantSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    let told = CalculationProgress("Eigenvalues", progress: progress)
    defer { told.finish() }
    let whole = sectors.reduce(0) { $0 + $1.indices.count }
    var found: [PermutationInvariantEigenvalue] = []
    var (searched, unknowns) = (0, 0)
    do {
      for sector in sectors {
        try Cancellation.check("\(searched) of \(sectors.count) sectors were searched")
        found += try told.around { try find(sector) }
        searched += 1
        unknowns += sector.indices.count
        told.reached(Double(unknowns) / Double(whole))
      }
    } catch let error where Liouvillian.isCancellation(error) && searched > 0 {}
    return PermutationInvariantSpectrum(
      eigenvalues: keep(found).sorted {
        ($0.value.real, $1.value.imaginary) > ($1.value.real, $0.value.imaginary)
      },
      method: "\(method), \(sectors.count) sector\(sectors.count == 1 ? "" : "s")",
      isComplete: searched == sectors.count, wallTime: clock.seconds(since: start)
    ).carrying(parameters)
  }

  /// The eigenvalues of one sector nearest to a shift, and their conjugates.
  package func leadingEigenvalues(
    count: Int, near shift: ComplexDouble? = nil, in sector: Sector,
    options: ShiftInvertOptions = ShiftInvertOptions()
  ) throws -> [PermutationInvariantEigenvalue] {
    let shift = shift ?? ComplexDouble(max(2e-5 * matrix.oneNorm, .leastNormalMagnitude), 0)
    if sector.matrix.rowCount <= max(128, count + 3) { return try dense(sector) }
    let result = try search(count: count, near: shift, in: sector, options: options)
    var found: [PermutationInvariantEigenvalue] = []
    for eigenvalue in result.eigenvalues {
      found.append(judged(eigenvalue, sector))
      guard shift.imaginary != 0 else { continue }
      var other = eigenvalue
      other.value = eigenvalue.value.conjugate
      other.vector = eigenvalue.vector.map(\.conjugate)
      other.leftVector = eigenvalue.leftVector.map { $0.map(\.conjugate) }
      let isKnown = result.eigenvalues.contains {
        ($0.value - other.value).length <= 1e-9 * max(1, other.value.length)
      }
      if !isKnown { found.append(judged(other, sector)) }
    }
    return found
  }

  private func search(
    count: Int, near shift: ComplexDouble, in sector: Sector, options: ShiftInvertOptions
  ) throws -> ShiftInvertResult {
    let tree = fronts(of: sector)
    guard shift.imaginary != 0 else {
      return try shiftInvertEigenvalues(
        of: sector.matrix, count: count, near: shift.real, options: options,
        factors: shiftInvertFactors(of: sector.matrix, at: shift.real, blocks: nil, tree: tree))
    }
    let matrix = SparseMatrix<ComplexDouble>(sector.matrix)
    return try shiftInvertEigenvalues(
      of: matrix, count: count, near: shift, options: options,
      factors: shiftInvertFactors(of: matrix, at: shift, blocks: nil, tree: tree))
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
      sector: sector.label, mode: operand(found.vector, sector),
      leftMode: found.leftVector.map { operand($0, sector) })
  }

  /// The blocks with these coordinates in a sector.
  private func operand(_ values: [ComplexDouble], _ sector: Sector) -> PermutationInvariantState {
    var coordinates = [ComplexDouble](repeating: .zero, count: space.dimension)
    for (index, value) in zip(sector.indices, values) { coordinates[index] = value }
    return PermutationInvariantState(space: space, coordinates: space.elements(coordinates))
  }
}

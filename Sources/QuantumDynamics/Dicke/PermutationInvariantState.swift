import Preconditions
import RealModule
public import ComplexModule
public import LinearAlgebra

/// A state, or another operator, of N two-level systems that no exchange of systems changes.
public struct PermutationInvariantState: Sendable {
  /// The space.
  public let space: PermutationSymmetricSpace

  /// The elements of the blocks ρ_J, the largest J first, each column by column.
  public var coordinates: [ComplexDouble]

  /// An operator by its elements.
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - coordinates: the elements of the blocks, each column by column.
  public init(space: PermutationSymmetricSpace, coordinates: [ComplexDouble]) {
    requirePrecondition(
      coordinates.count == space.dimension,
      "The blocks of the space have \(space.dimension) elements; \(coordinates.count) came.")
    self.space = space
    self.coordinates = coordinates
  }

  /// The product state r ⊗ r ⊗ … ⊗ r.
  ///
  /// On a copy of the spin J it is (det r)^(N/2 − J) times the symmetric power r^(2J).
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - single: r, the 2 × 2 density matrix of each system, excited state first.
  public init(space: PermutationSymmetricSpace, productOf single: Matrix<ComplexDouble>) {
    requirePrecondition(
      single.rowCount == 2 && single.columnCount == 2,
      "The state of a two-level system is 2 × 2, not \(single.rowCount) × \(single.columnCount).")
    requirePrecondition(
      single.hermiticityError <= 1e-8 && single.isFinite,
      "The state of a two-level system equals its adjoint; this one differs by \(single.hermiticityError)."
    )
    // r = t (1 + p n·σ)/2 with the direction n at the angles θ, φ.
    let total = single[0, 0].real + single[1, 1].real
    let z = single[0, 0].real - single[1, 1].real
    let across = 2 * single[0, 1].length
    let length = (z * z + across * across).squareRoot()
    let theta = Double.atan2(y: across, x: z)
    let phi = -single[0, 1].phase
    let upper = (total + length) / 2
    // The smaller eigenvalue as a quotient keeps its digits.
    let determinant =
      single[0, 0].real * single[1, 1].real - single[0, 1].lengthSquared
    let lower = upper > 0 ? max(0, determinant) / upper : 0
    requirePrecondition(
      determinant >= -1e-10 * total * total && upper >= 0,
      "A state has no negative eigenvalue; this 2 × 2 matrix has.")
    let half = Double(space.count) / 2
    var coordinates: [ComplexDouble] = []
    coordinates.reserveCapacity(space.dimension)
    for block in 0..<space.blockCount {
      let twice = space.twiceSpin(block)
      let weights = (0...twice).map { k -> Double in
        let m = Double(twice) / 2 - Double(k)
        if lower == 0 && half - m > 0 || upper == 0 { return 0 }
        return .exp(
          space.logDegeneracy(twice) + (half + m) * .log(upper)
            + (half - m > 0 ? (half - m) * .log(lower) : 0))
      }
      let rotation = Self.rotation(twice, by: theta)
      for j in 0...twice {
        for i in 0...twice {
          var sum = 0.0
          for k in 0...twice { sum += rotation[i, k] * weights[k] * rotation[j, k] }
          coordinates.append(
            across == 0
              ? ComplexDouble(sum) : ComplexDouble(length: sum, phase: Double(i - j) * phi))
        }
      }
    }
    self.init(space: space, coordinates: coordinates)
  }

  /// e^(−iθ S_y), which is real.
  private static func rotation(_ twice: Int, by angle: Double) -> Matrix<Double> {
    let size = twice + 1
    if angle == 0 { return Matrix<Double>.identity(size) }
    let j = Double(twice) / 2
    var generator = Matrix<Double>(rows: size, columns: size)
    for k in 0..<twice {
      let m = j - Double(k)
      // −i S_y = (S₋ − S₊)/2.
      let value = ((j + m) * (j - m + 1)).squareRoot() / 2
      generator[k + 1, k] = value
      generator[k, k + 1] = -value
    }
    guard let rotation = try? (angle * generator).exponential() else {
      stopForBrokenPrecondition("A rotation by a finite angle exists.")
    }
    return rotation
  }

  /// The pure state Σ c_m |N/2, m⟩ of the symmetric states: Dicke, GHZ and spin-coherent states.
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - amplitudes: c_m, N + 1 numbers with m = +N/2 first; they are normalized.
  public init(space: PermutationSymmetricSpace, symmetricAmplitudes amplitudes: [ComplexDouble]) {
    requirePrecondition(
      amplitudes.count == space.count + 1,
      "\(space.count) systems have \(space.count + 1) symmetric states; \(amplitudes.count) amplitudes came."
    )
    let norm = amplitudes.reduce(0) { $0 + $1.lengthSquared }
    requirePrecondition(norm > 0, "The zero vector is no state.")
    var coordinates = [ComplexDouble](repeating: 0, count: space.dimension)
    for (j, bra) in amplitudes.enumerated() {
      for (i, ket) in amplitudes.enumerated() {
        coordinates[i + amplitudes.count * j] = ket * bra.conjugate / ComplexDouble(norm)
      }
    }
    self.init(space: space, coordinates: coordinates)
  }

  /// Tr ρ.
  public var trace: ComplexDouble { expectationValue(of: .one) }

  /// Tr ρ² of a Hermitian ρ on the whole 2^N-dimensional space.
  public var purity: Double {
    (0..<space.blockCount).reduce(0) { sum, block in
      let size = space.twiceSpin(block) + 1
      let start = space.coordinateOffsets[block]
      let square = coordinates[start..<(start + size * size)].reduce(0) { $0 + $1.lengthSquared }
      return sum + square * .exp(-space.logDegeneracy(size - 1))
    }
  }

  /// The expectation value Tr(Aρ) of a polynomial in the collective spin.
  ///
  /// - Parameter polynomial: A.
  /// - Returns: the value, real for Hermitian A but for rounding.
  public func expectationValue(of polynomial: CollectiveOperator) -> ComplexDouble {
    space.functional(of: polynomial).reduce(ComplexDouble.zero) {
      $0 + $1.weight * coordinates[$1.place]
    }
  }

  /// The state as one block for each total spin.
  ///
  /// - Returns: the blocks, the largest J first.
  public func totalSpinBlocks() -> [TotalSpinBlock] {
    (0..<space.blockCount).map { block in
      let twice = space.twiceSpin(block)
      let start = space.coordinateOffsets[block]
      let size = (twice + 1) * (twice + 1)
      return TotalSpinBlock(
        twiceTotalSpin: twice, degeneracy: .exp(space.logDegeneracy(twice)),
        matrix: Matrix(
          rows: twice + 1, columns: twice + 1,
          columnMajor: Array(coordinates[start..<(start + size)])))
    }
  }

  /// The von Neumann entropy −Tr ρ ln ρ on the whole space, in nats, with the degeneracy of each total spin.
  ///
  /// - Returns: between 0 and N ln 2.
  /// - Throws: `LinearAlgebraError` where an eigenvalue solver fails.
  public func entropy() throws -> Double {
    try totalSpinBlocks().reduce(0) { sum, block in
      let values = try block.matrix.hermitianEigenvaluesWithoutVectors()
      let logDegeneracy = space.logDegeneracy(block.twiceTotalSpin)
      return sum
        - values.filter { $0 > 0 }.reduce(0) { $0 + $1 * (Double.log($1) - logDegeneracy) }
    }
  }
}

extension PermutationSymmetricSpace {
  /// ρ ↦ Tr(Aρ) on the elements of the blocks.
  func functional(of polynomial: CollectiveOperator) -> [(place: Int, weight: ComplexDouble)] {
    let matrix = matrix(of: polynomial)
    var result: [(Int, ComplexDouble)] = []
    for block in 0..<blockCount {
      let (first, size) = (stateOffsets[block], twiceSpin(block) + 1)
      for i in 0..<size {
        for p in matrix.rowOffsets[first + i]..<matrix.rowOffsets[first + i + 1] {
          // A_ij ρ_ji.
          let j = matrix.columnIndices[p] - first
          result.append((coordinateOffsets[block] + j + size * i, matrix.values[p]))
        }
      }
    }
    return result
  }
}

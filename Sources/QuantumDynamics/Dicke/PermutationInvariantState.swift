import RealModule
public import ComplexModule
public import LinearAlgebra

/// A state, or another operator, of N two-level systems that no exchange of systems changes.
public struct PermutationInvariantState: Sendable {
  /// The space.
  public let space: PermutationSymmetricSpace

  /// The coordinates on the orthonormal basis of the space.
  public var coordinates: [ComplexDouble]

  /// An operator by its coordinates.
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - coordinates: one for each basis operator.
  public init(space: PermutationSymmetricSpace, coordinates: [ComplexDouble]) {
    precondition(
      coordinates.count == space.dimension,
      "The space has \(space.dimension) basis operators; \(coordinates.count) coordinates came.")
    self.space = space
    self.coordinates = coordinates
  }

  /// The product state r ⊗ r ⊗ … ⊗ r.
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - single: r, the 2 × 2 state of each system, excited state first.
  public init(space: PermutationSymmetricSpace, productOf single: Matrix<ComplexDouble>) {
    precondition(
      single.rowCount == 2 && single.columnCount == 2,
      "The state of a two-level system is 2 × 2, not \(single.rowCount) × \(single.columnCount).")
    let numbers = [single[0, 0], single[0, 1], single[1, 0], single[1, 1]]
    self.init(
      space: space,
      coordinates: space.occupations.map { occupation in
        // √multinomial Π r^n, in logarithms where both factors are extreme.
        var logarithm = 0.5 * space.logMultinomial(occupation)
        var phase = 0.0
        for (number, power) in zip(numbers, occupation.counts) where power > 0 {
          guard number != .zero else { return 0 }
          logarithm += Double(power) * Double.log(number.length)
          phase += Double(power) * number.phase
        }
        return ComplexDouble(length: .exp(logarithm), phase: phase)
      })
  }

  /// The pure state Σ c_m |N/2, m⟩ of the symmetric states: Dicke, GHZ and spin-coherent states.
  ///
  /// - Parameters:
  ///   - space: the space.
  ///   - amplitudes: c_m, N + 1 numbers with m = +N/2 first; they are normalized.
  public init(space: PermutationSymmetricSpace, symmetricAmplitudes amplitudes: [ComplexDouble]) {
    precondition(
      amplitudes.count == space.count + 1,
      "\(space.count) systems have \(space.count + 1) symmetric states; \(amplitudes.count) amplitudes came."
    )
    let norm = amplitudes.reduce(0) { $0 + $1.lengthSquared }
    precondition(norm > 0, "The zero vector is no state.")
    self.init(
      space: space,
      coordinates: space.occupations.map { occupation in
        let ket = occupation.ee + occupation.eg
        let bra = occupation.ee + occupation.ge
        let logarithm =
          space.logMultinomial(occupation) - space.logBinomial(ket) - space.logBinomial(bra)
        return amplitudes[space.count - ket] * amplitudes[space.count - bra].conjugate
          * ComplexDouble(.exp(0.5 * logarithm) / norm)
      })
  }

  /// Tr ρ.
  public var trace: ComplexDouble {
    zip(space.traces, coordinates).reduce(.zero) { $0 + $1.1 * ComplexDouble($1.0) }
  }

  /// Tr ρ² = ‖ρ‖² of a Hermitian ρ on the whole 2^N-dimensional space.
  public var purity: Double { coordinates.reduce(0) { $0 + $1.lengthSquared } }

  /// The expectation value Tr(Aρ) of a polynomial in the collective spin.
  ///
  /// - Parameter polynomial: A.
  /// - Returns: the value, real for Hermitian A but for rounding.
  public func expectationValue(of polynomial: CollectiveOperator) -> ComplexDouble {
    let image = space.leftMultiplication(polynomial) * coordinates
    return zip(space.traces, image).reduce(.zero) { $0 + $1.1 * ComplexDouble($1.0) }
  }

  /// The von Neumann entropy −Tr ρ ln ρ on the whole space, in nats, with the degeneracy of each total spin.
  ///
  /// - Returns: between 0 and N ln 2.
  /// - Throws: `LinearAlgebraError` where an eigenvalue solver fails.
  public func entropy() throws -> Double {
    try totalSpinBlocks().reduce(0) { sum, block in
      let values = try block.matrix.hermitianEigensystem(tolerance: 1e-6).values
      return sum
        - values.filter { $0 > 0 }.reduce(0) {
          // block.matrix is the copy's matrix times the degeneracy.
          $0 + $1 * (Double.log($1) - .log(block.degeneracy))
        }
    }
  }
}

extension PermutationSymmetricSpace {
  /// ln (N!/(n_ee! n_eg! n_ge! n_gg!)).
  func logMultinomial(_ occupation: Occupation) -> Double {
    occupation.counts.reduce(Double.logGamma(Double(count + 1))) {
      $0 - .logGamma(Double($1 + 1))
    }
  }

  /// ln (N over k).
  func logBinomial(_ k: Int) -> Double {
    Double.logGamma(Double(count + 1)) - .logGamma(Double(k + 1))
      - .logGamma(Double(count - k + 1))
  }
}

import ComplexModule
import LinearAlgebra
public import QuantumCore
import RealModule

extension Liouvillian {
  /// The steady state's spectrum S(ω) = 2 Re ∫₀^∞ e^(−iωτ) (⟨A(τ)B(0)⟩ − ⟨A⟩⟨B⟩) dτ by the resolvent:
  /// 2 Re Tr[A (iω − L)⁻¹ (Bρ − ⟨B⟩ρ)], exact at every frequency, one sparse factorization each.
  ///
  /// Assumes ⟨A(−τ)B(0)⟩ = ⟨A(τ)B(0)⟩*, which holds for A = B†.
  ///
  /// - Parameters:
  ///   - later: A; a† for the spectrum of a mode's light.
  ///   - earlier: B; a for the spectrum of a mode's light.
  ///   - frequencies: ω, finite.
  ///   - progress: called with the fraction of the frequencies that is done.
  /// - Returns: S at the frequencies, with the coherent line apart.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `steadyStateNotUnique`,
  ///   `cancelled`; `LinearAlgebraError` where a factorization fails.
  public func emissionSpectrum(
    of later: Operator, with earlier: Operator, frequencies: [Double],
    progress: ((Double) -> Void)? = nil
  ) throws -> EmissionSpectrum {
    let clock = ContinuousClock()
    let start = clock.now
    try TimeDependentLiouvillian.requireDimension(
      dimension,
      of: [("the later operator", later.dimension), ("the earlier operator", earlier.dimension)])
    guard frequencies.allSatisfy(\.isFinite) else {
      throw QuantumDynamicsError(.invalidParameter, "The frequencies of a spectrum are finite.")
    }
    let density = try steadyState().densityMatrix
    let meanOfLater = density.expectationValue(of: later)
    let seed = Operator.sandwich(earlier, density.matrix, nil)
    let meanOfEarlier = seed.trace
    let fluctuation = seed - density.matrix.map { meanOfEarlier * $0 }
    let resolvent = Resolvent(self, source: fluctuation)
    let functional = HermitianFunctional(later, hermitianBasis)
    var values: [Double] = []
    var largest = 0.0
    for (k, frequency) in frequencies.enumerated() {
      if Cancellation.isRequested {
        throw QuantumDynamicsError(
          .cancelled, "The spectrum was stopped after \(k) of \(frequencies.count) frequencies.")
      }
      let (solution, residual) = try resolvent.solve(at: frequency)
      largest = max(largest, residual)
      values.append(2 * functional.value(at: solution).real)
      progress?(Double(k + 1) / Double(frequencies.count))
    }
    let coherent = meanOfLater * meanOfEarlier
    return EmissionSpectrum(
      frequencies: frequencies, values: values, coherentPart: coherent,
      incoherentPart: density.expectationValue(of: later * earlier) - coherent,
      method: "resolvent, a sparse factorization for each frequency", largestResidual: largest,
      wallTime: clock.seconds(since: start)
    ).carrying(parameters)
  }

  /// The spectrum of the light that a field emits in the steady state: A = a†, B = a.
  ///
  /// - Parameters:
  ///   - field: a, or the jump operator of the channel that is looked at.
  ///   - frequencies: ω, finite.
  /// - Returns: S at the frequencies, with the coherent line apart.
  /// - Throws: as `emissionSpectrum(of:with:frequencies:progress:)`.
  public func emissionSpectrum(
    of field: Operator, frequencies: [Double]
  ) throws -> EmissionSpectrum {
    try emissionSpectrum(of: field.adjoint, with: field, frequencies: frequencies)
  }
}

/// (iω − L)⁻¹ on a traceless matrix.
///
/// At ω = 0 the system is singular: its null vector is the steady state and its left one the trace. Adding the
/// trace to one equation makes it regular for every ω and leaves the solution, which is traceless, as it is.
struct Resolvent {
  private let matrix: SparseMatrix<ComplexDouble>
  private let identity: SparseMatrix<ComplexDouble>
  private let source: [ComplexDouble]

  init(_ liouvillian: Liouvillian, source: Matrix<ComplexDouble>) {
    let basis = liouvillian.hermitianBasis
    let real = liouvillian.realRepresentation
    let scale = max(real.largestModulus, .leastNormalMagnitude)
    let row = basis.diagonalIndex(0)
    let trace = SparseMatrix<ComplexDouble>(
      rows: basis.count, columns: basis.count,
      entries: (0..<basis.dimension).map {
        .init(row: row, column: basis.diagonalIndex($0), value: ComplexDouble(scale))
      })
    matrix = trace - real.mapValues { ComplexDouble($0) }
    identity = .identity(basis.count)
    let adjoint = source.adjoint
    let hermitian = basis.coordinates(of: 0.5 * (source + adjoint))
    let other = basis.coordinates(of: ComplexDouble(0, -0.5) * (source - adjoint))
    self.source = zip(hermitian, other).map { ComplexDouble($0, $1) }
  }

  /// The solution's complex coordinates, and its relative residual.
  func solve(at frequency: Double) throws -> (solution: [ComplexDouble], residual: Double) {
    let system = matrix + ComplexDouble(0, frequency) * identity
    let solution = try SparseLU(system).solve(source)
    let image = system * solution
    let norm = source.reduce(0.0) { $0 + $1.lengthSquared }.squareRoot()
    let error = zip(image, source).reduce(0.0) { $0 + ($1.0 - $1.1).lengthSquared }.squareRoot()
    return (solution, norm > 0 ? error / norm : 0)
  }
}

extension HermitianFunctional {
  /// Tr(A X) of a matrix with complex coordinates.
  func value(at coordinates: [ComplexDouble]) -> ComplexDouble {
    value(at: coordinates.map(\.real))
      + ComplexDouble(0, 1) * value(at: coordinates.map(\.imaginary))
  }
}

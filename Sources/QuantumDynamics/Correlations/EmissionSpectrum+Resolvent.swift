import ComplexModule
import LinearAlgebra
public import QuantumCore
import RichDisplay

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
  ///   - progress: called with the fraction of the frequencies that is done; instead of the progress bar.
  /// - Returns: S at the frequencies, with the coherent line apart; after an interrupt at those that were reached.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `steadyStateNotUnique`;
  ///   `LinearAlgebraError` where a factorization fails.
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
    let bar = progress == nil ? ProgressBar(total: frequencies.count, label: "Spectrum") : nil
    var values: [Double] = []
    var largest = 0.0
    do {
      for (k, frequency) in frequencies.enumerated() {
        guard !Cancellation.isRequested else { break }
        let (solution, residual) = try resolvent.solve(at: frequency)
        largest = max(largest, residual)
        var value = ComplexDouble.zero
        later.matrix.forEachEntry { i, j, element in value += element * solution[j + dimension * i]
        }
        values.append(2 * value.real)
        progress?(Double(k + 1) / Double(frequencies.count))
        bar?.advance()
      }
    } catch let error where Self.isCancellation(error) {}
    bar?.finish()
    guard !values.isEmpty || frequencies.isEmpty else {
      throw QuantumDynamicsError(.cancelled, "The spectrum was stopped before its first frequency.")
    }
    let coherent = meanOfLater * meanOfEarlier
    return EmissionSpectrum(
      frequencies: Array(frequencies.prefix(values.count)), values: values, coherentPart: coherent,
      incoherentPart: density.expectationValue(of: later * earlier) - coherent,
      method: values.count == frequencies.count
        ? "resolvent, a sparse factorization for each frequency"
        : "resolvent, stopped after \(values.count) of \(frequencies.count) frequencies",
      largestResidual: largest,
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

/// (iω − L)⁻¹ on a traceless matrix, in stacked columns.
///
/// At ω = 0 the system is singular: its null vector is the steady state and its left one the trace. Adding the
/// trace to one equation makes it regular for every ω and leaves the solution, which is traceless, as it is.
struct Resolvent {
  private let matrix: SparseMatrix<ComplexDouble>
  private let identity: SparseMatrix<ComplexDouble>
  private let source: [ComplexDouble]

  init(_ liouvillian: Liouvillian, source: Matrix<ComplexDouble>) {
    // Complex elements couple to half as many others as real coordinates do, and the system is complex anyway.
    let generator = liouvillian.superoperator
    let (d, size) = (liouvillian.dimension, generator.rowCount)
    let scale = max(generator.largestModulus, .leastNormalMagnitude)
    let trace = SparseMatrix<ComplexDouble>(
      rows: size, columns: size,
      entries: (0..<d).map { .init(row: 0, column: $0 * (d + 1), value: ComplexDouble(scale)) })
    matrix = trace - generator
    identity = .identity(size)
    self.source = source.elements
  }

  /// The solution in stacked columns, and its relative residual.
  func solve(at frequency: Double) throws -> (solution: [ComplexDouble], residual: Double) {
    let system = matrix + ComplexDouble(0, frequency) * identity
    let solution = try SparseLU(system).solve(source)
    let image = system * solution
    let norm = source.reduce(0.0) { $0 + $1.lengthSquared }.squareRoot()
    let error = zip(image, source).reduce(0.0) { $0 + ($1.0 - $1.1).lengthSquared }.squareRoot()
    return (solution, norm > 0 ? error / norm : 0)
  }
}

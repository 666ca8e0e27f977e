public import ComplexModule
public import LinearAlgebra
public import QuantumCore

extension Superoperator {
  /// The generator of a master equation as a superoperator.
  ///
  /// - Parameter liouvillian: H and jump operators.
  public init(_ liouvillian: Liouvillian) {
    self.init(
      dimension: liouvillian.dimension, action: Operator(unchecked: liouvillian.superoperator))
  }

  /// A generator from its real form.
  ///
  /// - Parameter real: the generator on real coordinates.
  public init(_ real: RealLiouvillian) {
    let d = real.dimension
    let basis = HermitianBasis(dimension: d)
    var unit = [ComplexDouble](repeating: .zero, count: d * d)
    var columns = [ComplexDouble](repeating: .zero, count: d * d * d * d)
    for index in 0..<(d * d) {
      // Column `index` of the real matrix is the image of a Hermitian basis matrix, itself a sum of matrix units.
      unit[index] = 1
      let source = basis.matrix(of: unit)
      let image = basis.matrix(of: real.matrix.column(index)).elements
      unit[index] = .zero
      for (position, weight) in source.elements.enumerated() where weight != .zero {
        for p in 0..<(d * d) { columns[p + d * d * position] += weight.conjugate * image[p] }
      }
    }
    self.init(
      dimension: d,
      action: Operator(unchecked: Matrix(rows: d * d, columns: d * d, columnMajor: columns)))
  }

  /// The generator L ρ = −i[H, ρ] + Σ K_mn (F_n ρ F_m† − ½{F_m†F_n, ρ}), built by reshuffling.
  ///
  /// - Parameters:
  ///   - hamiltonian: H, Hermitian.
  ///   - kossakowski: K, (d² − 1) × (d² − 1), Hermitian; completely positive dynamics needs K ≥ 0, which is
  ///     not checked here.
  ///   - basis: the F_n.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `notFinite`, `notHermitian`.
  /// - Complexity: O(d⁵).
  public init(
    hamiltonian: Operator, kossakowski: Matrix<ComplexDouble>, basis: TracelessBasis
  ) throws {
    try basis.require(hamiltonian, kossakowski)
    let choi = KossakowskiExpansion.choi(
      hamiltonian: hamiltonian.dense, kossakowski: kossakowski, basis: basis)
    let size = basis.dimension * basis.dimension
    try self.init(choi: Matrix(rows: size, columns: size, columnMajor: choi))
  }
}

/// The unique Lindblad form of a generator: a traceless Hamiltonian and a Kossakowski matrix.
public struct LindbladForm: Sendable {
  /// H, traceless.
  public let hamiltonian: Operator

  /// K in `basis`; positive exactly if the generator's maps e^(Lt) are completely positive.
  public let kossakowski: Matrix<ComplexDouble>

  /// The orthonormal basis that K refers to.
  public let basis: TracelessBasis

  /// The eigenvalues of K, falling: the rates of `channels`.
  public let rates: [Double]

  /// Traceless operators of norm 1, orthogonal to one another, one for each rate.
  public let channels: [Operator]

  /// Channels with their √rate, for rates above a threshold.
  ///
  /// - Parameter tolerance: rates below this times the largest are left out.
  /// - Returns: jump operators.
  public func jumpOperators(tolerance: Double = 1e-12) -> [Operator] {
    let threshold = tolerance * rates.reduce(0.0) { max($0, abs($1)) }
    return zip(rates, channels).filter { $0.0 > threshold }.map { $0.0.squareRoot() * $0.1 }
  }
}

extension Superoperator {
  /// The Hamiltonian and the Kossakowski matrix of a generator.
  ///
  /// The Choi matrix is expanded in an orthonormal operator basis F_0 = 1/√d, F_1, …: its block without F_0 is
  /// Kᵀ, and its column with F_0 gives H.
  ///
  /// - Parameters:
  ///   - kind: the basis of K, orthonormal.
  ///   - tolerance: the allowed loss of Hermiticity and trace, relative to the largest element.
  /// - Returns: H, K, rates and channels.
  /// - Throws: `QuantumDynamicsError`: `notHermitian`, `notTracePreserving` where this is no generator;
  ///   `invalidParameter` for a basis that is not orthonormal.
  /// - Complexity: O(d⁶).
  ///
  /// Reference: V. Gorini, A. Kossakowski, E. C. G. Sudarshan, J. Math. Phys. 17, 821 (1976).
  public func lindbladForm(
    in kind: TracelessBasis.Kind = .gellMann, tolerance: Double = 1e-10
  ) throws -> LindbladForm {
    let basis = TracelessBasis(kind, dimension: dimension)
    guard basis.isOrthonormal else {
      throw QuantumDynamicsError(
        .invalidParameter, "A Lindblad form needs an orthonormal basis, which \(kind) is not.")
    }
    let choi = choi
    let scale = choi.largestModulus
    guard choi.hermiticityError <= tolerance * scale else {
      throw QuantumDynamicsError(
        .notHermitian,
        "A generator preserves Hermiticity; the Choi matrix of this map differs from its adjoint by "
          + "\(choi.hermiticityError).")
    }
    guard traceGenerationError <= tolerance * scale * Double(dimension) else {
      throw QuantumDynamicsError(
        .notTracePreserving,
        "A generator conserves the trace, L†(1) = 0; this one has elements of \(traceGenerationError)."
      )
    }
    let (d, size) = (dimension, dimension * dimension)
    var columns = [ComplexDouble](repeating: .zero, count: size * size)
    let diagonal = ComplexDouble(1 / Double(d).squareRoot())
    for j in 0..<d { columns[j * (d + 1)] = diagonal }
    for n in 0..<basis.count {
      for element in basis.elements(n) {
        columns[element.position + size * (n + 1)] = element.value
      }
    }
    let frame = Matrix(rows: size, columns: size, columnMajor: columns)
    let coefficients = frame.adjoint * choi * frame
    let kossakowski = Matrix(rows: basis.count, columns: basis.count) { m, n in
      (coefficients[n + 1, m + 1] + coefficients[m + 1, n + 1].conjugate) * ComplexDouble(0.5)
    }
    // F = Σ_n c_n0 F_n/√d, and H = (F† − F)/2i.
    let stacked = frame * ([.zero] + (1..<size).map { coefficients[$0, 0] * diagonal })
    let part = Matrix(rows: d, columns: d, columnMajor: stacked)
    let hamiltonian = ComplexDouble(0, -0.5) * (part.adjoint - part)
    let system = try kossakowski.hermitianEigensystem()
    let order = system.values.indices.reversed()
    let channels = order.map { k in
      // K_mn = Σ κ v_m v_n*, so that the channel is Σ_n v_n* F_n.
      let vector = frame * ([.zero] + system.vectors.column(k).map(\.conjugate))
      return Operator(unchecked: Matrix(rows: d, columns: d, columnMajor: vector))
    }
    return LindbladForm(
      hamiltonian: Operator(unchecked: hamiltonian), kossakowski: kossakowski, basis: basis,
      rates: order.map { system.values[$0] }, channels: channels)
  }
}

extension Liouvillian {
  /// A master equation from its generator as a superoperator.
  ///
  /// - Parameters:
  ///   - generator: L, which has to preserve Hermiticity, conserve the trace and lead to completely positive maps.
  ///   - tolerance: what rounding may do, relative to the largest element.
  /// - Throws: `QuantumDynamicsError`: `notHermitian`, `notTracePreserving`, `notCompletelyPositive`.
  public init(_ generator: Superoperator, tolerance: Double = 1e-10) throws {
    let form = try generator.lindbladForm(tolerance: tolerance)
    let largest = form.rates.reduce(0.0) { max($0, abs($1)) }
    if let smallest = form.rates.last, smallest < -tolerance * max(largest, 1e-300) {
      throw QuantumDynamicsError(
        .notCompletelyPositive,
        "The generator has the negative rate \(smallest), so that its maps are not completely positive."
      )
    }
    try self.init(
      hamiltonian: form.hamiltonian, jumpOperators: form.jumpOperators(tolerance: tolerance))
  }

  /// A master equation from a Kossakowski matrix, whose eigenvectors become jump operators.
  ///
  ///     L ρ = −i[H, ρ] + Σ K_mn (F_n ρ F_m† − ½{F_m†F_n, ρ})
  ///
  /// - Parameters:
  ///   - hamiltonian: H, Hermitian.
  ///   - kossakowski: K, (d² − 1) × (d² − 1), Hermitian and positive.
  ///   - basis: the F_n.
  ///   - tolerance: rates below this times the largest are left out; a negative one beyond it is refused.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `notFinite`, `notHermitian`, `notCompletelyPositive`.
  /// - Complexity: O(d⁶); `RealLiouvillian` and `Superoperator` are built without jump operators.
  public init(
    hamiltonian: Operator, kossakowski: Matrix<ComplexDouble>, basis: TracelessBasis,
    tolerance: Double = 1e-12
  ) throws {
    try basis.require(hamiltonian, kossakowski)
    let system = try (0.5 * (kossakowski + kossakowski.adjoint)).hermitianEigensystem()
    let threshold = tolerance * (system.values.last ?? 0)
    if let smallest = system.values.first, smallest < -max(threshold, 1e-300) {
      throw QuantumDynamicsError(
        .notCompletelyPositive,
        "A Kossakowski matrix has no negative eigenvalue, but \(smallest) came.")
    }
    let (d, operators) = (basis.dimension, (0..<basis.count).map(basis.elements))
    var jumps: [Operator] = []
    for k in system.values.indices.reversed() where system.values[k] > threshold {
      var stacked = [ComplexDouble](repeating: .zero, count: d * d)
      for (n, weight) in system.vectors.column(k).enumerated() {
        for element in operators[n] {
          stacked[element.position] += weight.conjugate * element.value
        }
      }
      jumps.append(
        system.values[k].squareRoot()
          * Operator(unchecked: Matrix(rows: d, columns: d, columnMajor: stacked)))
    }
    try self.init(hamiltonian: hamiltonian, jumpOperators: jumps)
  }
}

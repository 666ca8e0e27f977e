import Preconditions
public import ComplexModule
public import LinearAlgebra
public import QuantumCore

/// A Lindblad generator as a dense real matrix on the coordinates of `HermitianBasis`.
///
/// For generators without sparsity, such as random ones: half the memory and a quarter of the arithmetic
/// of the complex matrix, and sums such as L₀ + ηL₁ cost no more than their d⁴ additions.
public struct RealLiouvillian: Sendable, Hashable {
  /// d; the matrix is d² × d².
  public let dimension: Int

  /// The matrix on the real coordinates.
  public let matrix: Matrix<Double>

  /// What the model was made with, by name; its steady state carries it, and files keep it.
  public var parameters: [String: Double] = [:]

  init(dimension: Int, matrix: Matrix<Double>, parameters: [String: Double] = [:]) {
    self.dimension = dimension
    self.matrix = matrix
    self.parameters = parameters
  }

  /// A generator in Lindblad form, made dense.
  ///
  /// Jump operators with many elements are stacked and multiplied at once; few elements go through the
  /// sparse real form.
  ///
  /// - Parameter liouvillian: the generator.
  /// - Complexity: O(d⁴ × number of jump operators) at most.
  public init(_ liouvillian: Liouvillian) {
    let d = liouvillian.dimension
    let elements = liouvillian.jumpOperators.reduce(0.0) {
      $0 + Double($1.nonzeroCount) * Double($1.nonzeroCount)
    }
    guard 4 * elements >= Double(d * d) * Double(d * d) else {
      self.init(
        dimension: d, matrix: liouvillian.realRepresentation.dense,
        parameters: liouvillian.parameters)
      return
    }
    let choi = KossakowskiExpansion.choi(
      effectiveGenerator: liouvillian.effectiveGenerator,
      jumpOperators: liouvillian.jumpOperators)
    self.init(
      dimension: d,
      matrix: KossakowskiExpansion.realRepresentation(ofChoi: choi, dimension: d),
      parameters: liouvillian.parameters)
  }

  /// The generator L ρ = −i[H, ρ] + Σ K_mn (F_n ρ F_m† − ½{F_m†F_n, ρ}).
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
    self.init(
      dimension: basis.dimension,
      matrix: KossakowskiExpansion.realRepresentation(ofChoi: choi, dimension: basis.dimension))
  }

  /// L ρ.
  ///
  /// - Parameter state: ρ, Hermitian.
  /// - Returns: L ρ, Hermitian.
  public func apply(to state: Matrix<ComplexDouble>) -> Matrix<ComplexDouble> {
    let basis = HermitianBasis(dimension: dimension)
    return basis.matrix(of: matrix * basis.coordinates(of: state))
  }

  /// The sum of two generators; of the parameters, those that do not contradict one another.
  public static func + (left: RealLiouvillian, right: RealLiouvillian) -> RealLiouvillian {
    left.adding(right, times: 1)
  }

  /// A generator times a rate.
  public static func * (factor: Double, operand: RealLiouvillian) -> RealLiouvillian {
    RealLiouvillian(
      dimension: operand.dimension,
      matrix: Matrix(
        rows: operand.matrix.rowCount, columns: operand.matrix.columnCount,
        columnMajor: operand.matrix.elements.map { factor * $0 }),
      parameters: operand.parameters)
  }

  /// This generator plus a perturbation of some strength, L + ηP, in one pass.
  ///
  /// Of the parameters, those are kept that do not contradict one another; give η a name by setting
  /// `parameters["eta"]`.
  ///
  /// - Parameters:
  ///   - perturbation: P, of the same dimension.
  ///   - strength: η.
  /// - Returns: L + ηP.
  public func adding(
    _ perturbation: RealLiouvillian, times strength: Double
  ) -> RealLiouvillian {
    requirePrecondition(
      dimension == perturbation.dimension,
      "Cannot add generators of dimension \(dimension) and \(perturbation.dimension).")
    let (base, other) = (matrix.elements, perturbation.matrix.elements)
    var sum = base
    for k in sum.indices { sum[k] += strength * other[k] }
    return RealLiouvillian(
      dimension: dimension,
      matrix: Matrix(rows: matrix.rowCount, columns: matrix.columnCount, columnMajor: sum),
      parameters: parameters.merging(perturbation.parameters) { $0 == $1 ? $0 : .nan }
        .filter { !$0.value.isNaN })
  }

  /// All eigenvalues with condition numbers; complex ones in exact pairs.
  ///
  /// - Returns: LAPACK's eigensystem of the real matrix; eigenvectors are coordinates of `HermitianBasis`.
  /// - Throws: the error of the eigenvalue solver.
  /// - Complexity: O(d⁶).
  public func eigensystem() throws -> Eigensystem { try matrix.eigensystem() }
}

extension TracelessBasis {
  /// Refuses a Hamiltonian or a Kossakowski matrix that does not fit the basis.
  func require(_ hamiltonian: Operator, _ kossakowski: Matrix<ComplexDouble>) throws {
    guard hamiltonian.dimension == dimension else {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "The Hamiltonian has dimension \(hamiltonian.dimension), the operator basis \(dimension).")
    }
    guard kossakowski.rowCount == count, kossakowski.columnCount == count else {
      throw QuantumDynamicsError(
        .dimensionMismatch,
        "A Kossakowski matrix in dimension \(dimension) is \(count) × \(count), but "
          + "\(kossakowski.rowCount) × \(kossakowski.columnCount) came.")
    }
    guard hamiltonian.isHermitian(tolerance: 1e-10) else {
      throw QuantumDynamicsError(
        .notHermitian, "A Hamiltonian equals its adjoint; this one does not.")
    }
    var (largest, asymmetry) = (0.0, 0.0)
    let elements = kossakowski.elements
    for n in 0..<count {
      for m in 0...n {
        let (x, y) = (elements[m + count * n], elements[n + count * m])
        guard x.isFinite, y.isFinite else {
          throw QuantumDynamicsError(.notFinite, "The Kossakowski matrix holds NaN or infinity.")
        }
        largest = max(largest, abs(x.real), abs(x.imaginary))
        asymmetry = max(
          asymmetry, abs(x.real - y.real), abs(x.imaginary + y.imaginary))
      }
    }
    guard asymmetry <= 1e-10 * largest else {
      throw QuantumDynamicsError(
        .notHermitian,
        "A Kossakowski matrix equals its adjoint, but elements of this one differ by \(asymmetry).")
    }
  }
}

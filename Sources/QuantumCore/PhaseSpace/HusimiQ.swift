import Preconditions
public import ComplexModule
public import LinearAlgebra
import RealModule

/// The Husimi Q function of a spin on the sphere, on a grid of polar angle × azimuth.
///
/// Q(θ, φ) = (2S+1)/4π ⟨θ, φ|ρ|θ, φ⟩,  ∫ Q dΩ = 1,  0 ≤ Q ≤ (2S+1)/4π,
///
/// with the spin coherent states |θ, φ⟩. The expectation value ⟨θ, φ|ρ|θ, φ⟩ alone, which some libraries call
/// Q, is `coherentExpectation`.
///
/// Of a Hermitian matrix that is no state, such as a mode of a Liouvillian, the same formula gives ∫ Q dΩ = Tr, with the
/// sign that it has; of a state, nothing is below zero.
///
/// Reference: C. T. Lee, Phys. Rev. A 30, 3308 (1984); F. T. Arecchi et al., Phys. Rev. A 6, 2211 (1972).
public struct HusimiQ: Sendable, Hashable, Codable {
  /// The spin, read from the dimension of the state.
  public let spin: Spin
  /// The polar angles θ in radians, from 0 (+z, m = +S) to π, both poles included: the first axis.
  public let polarAngles: [Double]
  /// The azimuths φ in radians, from 0 (+x) through π/2 (+y) to 2π, both ends included: the second axis.
  public let azimuths: [Double]
  /// Q at the grid points per steradian, never negative for a state, `values[i][j]` at `polarAngles[i]`, `azimuths[j]`.
  public let values: [[Double]]
  /// ∫ Q(θ, φ) dφ at each polar angle; its integral with sin θ dθ is 1.
  public let polarMarginal: [Double]
  /// ∫ Q(θ, φ) sin θ dθ at each azimuth, a density on the circle; exact on any grid.
  public let azimuthalMarginal: [Double]

  /// The name of the first axis, in TeX.
  public static let polarAxisName = "$\\theta$"
  /// The name of the second axis, in TeX.
  public static let azimuthAxisName = "$\\varphi$"

  /// The Husimi function of a state on a uniform grid.
  ///
  /// - Parameters:
  ///   - state: of a spin S with 2S + 1 = its dimension ≥ 2; its Hermitian part is what counts.
  ///   - polarCount: points from θ = 0 to π, both included, 2 or more. `total` is exact for 2S + 1 or more.
  ///   - azimuthCount: points from φ = 0 to 2π, both included, 2 or more.
  /// - Complexity: O(S² · polarCount + S · polarCount · azimuthCount).
  public init(of state: DensityMatrix, polarCount: Int = 101, azimuthCount: Int = 201) {
    let grid = SphereGrid(polarCount: polarCount, azimuthCount: azimuthCount)
    let spin = Self.spin(of: state)
    let synthesis = HusimiSynthesis(state: state, spin: spin, grid: grid)
    self.init(
      state: state, spin: spin, grid: grid, values: synthesis.values,
      zonal: synthesis.zonalHarmonics)
  }

  /// The Husimi function of a pure state on a uniform grid.
  ///
  /// - Parameters:
  ///   - ket: a state of a spin, not zero; it is normalized.
  ///   - polarCount: points from θ = 0 to π, both included.
  ///   - azimuthCount: points from φ = 0 to 2π, both included.
  public init(of ket: Ket, polarCount: Int = 101, azimuthCount: Int = 201) {
    self.init(of: DensityMatrix(ket), polarCount: polarCount, azimuthCount: azimuthCount)
  }

  /// The Husimi function of any Hermitian matrix, which may be negative somewhere.
  ///
  /// - Parameters:
  ///   - matrix: of a spin S with 2S + 1 = its dimension ≥ 2, for instance a real mode of a Liouvillian.
  ///   - polarCount: points from θ = 0 to π, both included, 2 or more.
  ///   - azimuthCount: points from φ = 0 to 2π, both included, 2 or more.
  ///   - tolerance: the largest |A_ij − conj A_ji|, relative to the norm.
  /// - Throws: `QuantumError`: `dimensionMismatch`, `notFinite`, `notHermitian`.
  public init(
    of matrix: Matrix<ComplexDouble>, polarCount: Int = 101, azimuthCount: Int = 201,
    tolerance: Double = 1e-10
  ) throws {
    guard matrix.isSquare, matrix.rowCount >= 2 else {
      throw QuantumError(
        .dimensionMismatch,
        "A Husimi function on the sphere needs a square matrix of a spin with 2 states or more, but "
          + "\(matrix.rowCount) × \(matrix.columnCount) came.")
    }
    guard matrix.isFinite else {
      throw QuantumError(
        .notFinite, "A Husimi function needs finite elements, but NaN or infinity came.")
    }
    let asymmetry = matrix.hermiticityError
    guard asymmetry <= tolerance * matrix.norm else {
      throw QuantumError(
        .notHermitian,
        "A Husimi function is real for a Hermitian matrix, but elements of this one differ from those of its "
          + "adjoint by \(asymmetry). Take the Hermitian and the anti-Hermitian part apart.")
    }
    self.init(
      of: DensityMatrix(assumingValid: matrix), polarCount: polarCount, azimuthCount: azimuthCount)
  }

  /// The plain reference of the fast method: one coherent state for each grid point.
  ///
  /// - Parameters:
  ///   - state: of a spin S with 2S + 1 = its dimension.
  ///   - polarCount: points from θ = 0 to π, both included.
  ///   - azimuthCount: points from φ = 0 to 2π, both included.
  /// - Complexity: O(S² · polarCount · azimuthCount).
  package init(pointByPoint state: DensityMatrix, polarCount: Int, azimuthCount: Int) {
    let grid = SphereGrid(polarCount: polarCount, azimuthCount: azimuthCount)
    let values = grid.polarAngles.map { polar in
      grid.azimuths.map { Self.density(of: state, polar: polar, azimuth: $0) }
    }
    let zonal = values.map { row in row.dropLast().reduce(0, +) / Double(azimuthCount - 1) }
    self.init(
      state: state, spin: Self.spin(of: state), grid: grid, values: values, zonal: zonal)
  }

  private init(
    state: DensityMatrix, spin: Spin, grid: SphereGrid, values: [[Double]], zonal: [Double]
  ) {
    self.spin = spin
    polarAngles = grid.polarAngles
    azimuths = grid.azimuths
    self.values = values
    polarMarginal = zonal.map { 2 * .pi * $0 }
    let harmonics = AzimuthalHarmonics(of: state)
    azimuthalMarginal = grid.azimuths.map { harmonics.density(at: $0) }
  }

  /// Q at one point of the sphere, from the coherent state there.
  ///
  /// - Parameters:
  ///   - state: of a spin S with 2S + 1 = its dimension ≥ 2.
  ///   - polar: θ in radians.
  ///   - azimuth: φ in radians.
  /// - Returns: (2S+1)/4π ⟨θ, φ|ρ|θ, φ⟩, per steradian.
  /// - Complexity: O(S²).
  public static func density(of state: DensityMatrix, polar: Double, azimuth: Double) -> Double {
    let spin = spin(of: state)
    return Double(spin.dimension) / (4 * .pi)
      * state.fidelity(with: spin.coherentState(polar: polar, azimuth: azimuth))
  }

  /// ⟨θ, φ|ρ|θ, φ⟩ at the grid points, between 0 and 1: Q without its factor (2S+1)/4π.
  public var coherentExpectation: [[Double]] {
    let factor = 4 * Double.pi / Double(spin.dimension)
    return values.map { $0.map { factor * $0 } }
  }

  /// ∫ Q dΩ over the sphere by quadrature on the grid, 1 for a valid state.
  ///
  /// Clenshaw–Curtis in θ, exact for 2S + 1 polar angles or more, and close to 1 as soon as the
  /// grid resolves Q, whose features are no narrower than about 1/√S.
  public var total: Double {
    zip(ClenshawCurtis.weights(count: polarAngles.count), polarMarginal)
      .reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// The largest value on the grid.
  public var maximum: Double { values.reduce(0) { max($0, $1.max() ?? 0) } }

  private static func spin(of state: DensityMatrix) -> Spin {
    guard let spin = try? Spin(twice: state.dimension - 1) else {
      stopForBrokenPrecondition(
        "A Husimi function on the sphere needs a spin with 2S + 1 ≥ 2 states, not \(state.dimension)."
      )
    }
    return spin
  }
}

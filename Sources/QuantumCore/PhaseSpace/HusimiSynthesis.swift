import ComplexModule
import LinearAlgebra
import RealModule

/// The fast evaluation of the Husimi function on a grid, in two passes.
///
/// ⟨θ, φ|ρ|θ, φ⟩ = Σ_q G_q(θ) e^(iqφ) with G_q(θ) = Σ_k a_k(θ) a_{k+q}(θ) ρ_{k, k+q}: first all G_q for a group of
/// polar angles, then the Fourier sums over q, for φ and −φ together. Polar angles go through SIMD lanes in
/// groups of eight. The plain reference is `HusimiQ.init(pointByPoint:polarCount:azimuthCount:)`.
struct HusimiSynthesis {
  /// Q, `values[i][j]` at polar angle i and azimuth j.
  private(set) var values: [[Double]]
  /// The mean of Q over the azimuth at each polar angle.
  private(set) var zonalHarmonics: [Double]
  /// What rounding may leave where Q vanishes.
  private let rounding: Double

  private typealias Lanes = SIMD8<Double>

  init(state: DensityMatrix, spin: Spin, grid: SphereGrid) {
    let polarCount = grid.polarAngles.count
    values = Array(
      repeating: [Double](repeating: 0, count: grid.azimuths.count), count: polarCount)
    zonalHarmonics = Array(repeating: 0, count: polarCount)
    let diagonals = Self.diagonals(of: state)
    let factor = Double(spin.dimension) / (4 * .pi)
    rounding = factor * Double(spin.dimension) * 0x1p-52 * state.matrix.norm
    for first in stride(from: 0, to: polarCount, by: 8) {
      let angles = grid.polarAngles[first..<min(first + 8, polarCount)]
      let amplitudes = Self.amplitudes(of: spin, at: angles)
      let (real, imaginary) = Self.harmonics(diagonals, amplitudes)
      for lane in angles.indices.map({ $0 - first }) {
        zonalHarmonics[first + lane] = factor * real[0][lane]
      }
      sum(real, imaginary, grid: grid, first: first, count: angles.count, factor: factor)
    }
  }

  /// The upper diagonals of ρ, real and imaginary parts one behind the other: ρ_{k, k+q} for rising k.
  private static func diagonals(of state: DensityMatrix) -> [(real: [Double], imaginary: [Double])]
  {
    let dimension = state.dimension
    return (0..<dimension).map { q in
      let elements = (0..<(dimension - q)).map { k in
        // Averaged with the mirrored element: rounding in ρ must not become an imaginary part of Q.
        (state.matrix[k, k + q] + state.matrix[k + q, k].conjugate)
      }
      return (elements.map { $0.real / 2 }, elements.map { $0.imaginary / 2 })
    }
  }

  /// a_k(θ) for up to eight polar angles; unused lanes are zero.
  private static func amplitudes(of spin: Spin, at angles: ArraySlice<Double>) -> [Lanes] {
    var lanes = [Lanes](repeating: .zero, count: spin.dimension)
    for (lane, angle) in angles.enumerated() {
      let magnitudes = spin.coherentMagnitudes(cosine: .cos(angle / 2), sine: .sin(angle / 2))
      for (k, magnitude) in magnitudes.enumerated() { lanes[k][lane] = magnitude }
    }
    return lanes
  }

  /// G_q for all q ≥ 0.
  private static func harmonics(
    _ diagonals: [(real: [Double], imaginary: [Double])], _ amplitudes: [Lanes]
  ) -> (real: [Lanes], imaginary: [Lanes]) {
    var real: [Lanes] = []
    var imaginary: [Lanes] = []
    for (q, diagonal) in diagonals.enumerated() {
      var realSum = Lanes.zero
      var imaginarySum = Lanes.zero
      for k in diagonal.real.indices {
        let product = amplitudes[k] * amplitudes[k + q]
        realSum += product * diagonal.real[k]
        imaginarySum += product * diagonal.imaginary[k]
      }
      real.append(realSum)
      imaginary.append(imaginarySum)
    }
    return (real, imaginary)
  }

  /// Q = G₀ + 2 Σ (Re G_q cos qφ − Im G_q sin qφ), at φ and at 2π − φ from the same sums.
  private mutating func sum(
    _ real: [Lanes], _ imaginary: [Lanes], grid: SphereGrid, first: Int, count: Int, factor: Double
  ) {
    let period = grid.period
    let cosines = (0..<period).map { Double.cos(2 * .pi * Double($0) / Double(period)) }
    let sines = (0..<period).map { Double.sin(2 * .pi * Double($0) / Double(period)) }
    for j in 0...(period / 2) {
      var even = Lanes.zero
      var odd = Lanes.zero
      var position = 0
      for q in 1..<real.count {
        position += j
        if position >= period { position -= period }
        even += real[q] * cosines[position]
        odd += imaginary[q] * sines[position]
      }
      // Rounding may leave −1e-17 where Q vanishes; a matrix that is not positive has truly negative values.
      let here = factor * (real[0] + 2 * (even - odd))
      let mirrored = factor * (real[0] + 2 * (even + odd))
      for lane in 0..<count {
        values[first + lane][j] = cleaned(here[lane])
        values[first + lane][period - j] = cleaned(mirrored[lane])
      }
    }
  }

  private func cleaned(_ value: Double) -> Double {
    value < 0 && value >= -rounding ? 0 : value
  }
}

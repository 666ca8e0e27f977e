import ComplexModule
import LinearAlgebra
import PhaseSpace
import QuantumCore
import RealModule
import Testing

@Suite struct SpinQuasiprobabilityTests {
  static func mixed(_ spin: Spin) -> DensityMatrix {
    var random = Philox(seed: 6)
    return spin.randomDensityMatrix(.induced(rank: 2), using: &random)
  }

  @Test("order −1 is Husimi's function", arguments: [1, 2, 3, 9, 40, 201])
  func husimi(twice: Int) throws {
    let state = Self.mixed(try Spin(twice: twice))
    let function = try SpinQuasiprobability(of: state, s: -1, polarCount: 19, azimuthCount: 24)
    let plain = HusimiQ(of: state, polarCount: 19, azimuthCount: 24)
    for (row, expected) in zip(function.values, plain.values) {
      for (value, reference) in zip(row, expected) {
        #expect(abs(value - reference) < 1e-13 * Double(twice + 1))
      }
    }
  }

  @Test func spinOneHalfHasItsClosedForms() throws {
    // W_s = (1 + 3^((1+s)/2) r·n)/4π with g_1 = 1/√3.
    let elements = [
      ComplexDouble(0.7), ComplexDouble(0.1, 0.2), ComplexDouble(0.1, -0.2), ComplexDouble(0.3),
    ]
    let matrix = Matrix(rows: 2, columns: 2, columnMajor: elements)
    let state = try DensityMatrix(matrix)
    for s in [-1.0, 0, 0.5, 1] {
      let function = try SpinQuasiprobability(of: state, s: s, polarCount: 7, azimuthCount: 9)
      for (i, theta) in function.polarAngles.enumerated() {
        for (j, phi) in function.azimuths.enumerated() {
          let bloch =
            0.2 * Double.sin(theta) * .cos(phi) + 0.4 * .sin(theta) * .sin(phi)
            + 0.4 * .cos(theta)
          let exact = (1 + Double.pow(3, (1 + s) / 2) * bloch) / (4 * .pi)
          #expect(abs(function.values[i][j] - exact) < 1e-14)
        }
      }
    }
  }

  @Test("integrals are one and overlaps are traces", arguments: [1, 2, 5, 24])
  func traces(twice: Int) throws {
    let spin = try Spin(twice: twice)
    let a = Self.mixed(spin)
    let ket = spin.coherentState(polar: 0.8, azimuth: 2)
    let b = DensityMatrix(ket)
    let exact = a.fidelity(with: ket)
    // Products have 4S harmonics: 4S + 1 angles make both quadratures exact.
    let count = 2 * twice + 2
    for s in [0, 0.5, 1] {
      let f = try SpinQuasiprobability(of: a, s: s, polarCount: count, azimuthCount: count + 1)
      let g = try SpinQuasiprobability(of: b, s: -s, polarCount: count, azimuthCount: count + 1)
      // Rounding errors grow by the factors of order s.
      #expect(abs(f.total - 1) < 1e-13 * f.amplification)
      let weights = GaussianSum.weights(polar: f.polarAngles, azimuthCount: count)
      var overlap = 0.0
      for i in f.polarAngles.indices {
        for j in 0..<count { overlap += weights[i] * f.values[i][j] * g.values[i][j] }
      }
      overlap *= 4 * .pi / Double(spin.dimension)
      #expect(abs(overlap - exact) < 1e-13 * f.amplification)
    }
  }

  @Test func dickeStatesHaveZonalFunctions() throws {
    // |S = 1, m = 0⟩: Q = (3/8π) sin²θ; c_20 = −√(2/3), hence W = (1/4π)[1 − √10 P₂(cos θ)].
    let spin = try Spin(1)
    let function = try SpinQuasiprobability(
      of: DensityMatrix(spin.dickeState(m: 0)), polarCount: 9, azimuthCount: 5)
    for (i, theta) in function.polarAngles.enumerated() {
      let c = Double.cos(theta)
      let exact = (1 - 10.0.squareRoot() * (3 * c * c - 1) / 2) / (4 * .pi)
      for value in function.values[i] { #expect(abs(value - exact) < 1e-14) }
    }
    #expect(function.minimum < 0)
  }

  @Test func largeSpinsDoNotOverflow() throws {
    // At the centre of a coherent state the Wigner function is Σ (2k + 1) g_k/4π.
    let spin = try Spin(1000)
    let state = DensityMatrix(spin.coherentState(polar: .pi / 2, azimuth: 0))
    let function = try SpinQuasiprobability(of: state, polarCount: 5, azimuthCount: 9)
    var factor = 1.0
    var sum = 0.0
    for k in 0...2000 {
      sum += Double(2 * k + 1) * factor / (4 * .pi)
      factor *= (Double(2000 - k) / Double(2002 + k)).squareRoot()
    }
    #expect(abs(function.values[2][0] / sum - 1) < 1e-9)
    #expect(abs(function.values[2][4]) < 1e-6 && abs(function.values[0][0]) < 1e-6)
    #expect(throws: PhaseSpaceError.self) { try SpinQuasiprobability(of: state, s: 1) }
  }
}

/// The weights of a polar grid for polynomials of cos θ up to its number of points less one.
enum GaussianSum {
  static func weights(polar: [Double], azimuthCount: Int) -> [Double] {
    ClenshawCurtis.weights(count: polar.count).map { $0 * 2 * .pi / Double(azimuthCount) }
  }
}

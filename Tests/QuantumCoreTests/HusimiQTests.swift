import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule
import Testing

@Suite struct HusimiQTests {
  /// A mixed state without symmetry: weights and coherences everywhere.
  static func mixed(_ spin: Spin) throws -> DensityMatrix {
    let a = DensityMatrix(spin.coherentState(polar: 0.7, azimuth: 2.1)).matrix
    let cat =
      spin.coherentState(polar: 2.0, azimuth: 0.3) + spin.coherentState(polar: 1.1, azimuth: 4.0)
    let b = DensityMatrix(cat).matrix
    return DensityMatrix(assumingValid: 0.35 * a + 0.65 * b)
  }

  @Test("the fast sums agree with one coherent state per point", arguments: [1, 2, 3, 20, 61])
  func fastAgreesWithReference(twice: Int) throws {
    let state = try Self.mixed(Spin(twice: twice))
    for (polarCount, azimuthCount) in [(17, 24), (2, 2), (30, 41), (5, 3)] {
      let fast = HusimiQ(of: state, polarCount: polarCount, azimuthCount: azimuthCount)
      let plain = HusimiQ(
        pointByPoint: state, polarCount: polarCount, azimuthCount: azimuthCount)
      for (row, expected) in zip(fast.values, plain.values) {
        for (value, reference) in zip(row, expected) {
          // Rounding of sums of (2S + 1)² terms that are at most 1 together.
          #expect(abs(value - reference) < 1e-14 * Double(twice + 1))
        }
      }
      #expect(fast.azimuthalMarginal == plain.azimuthalMarginal)
    }
  }

  @Test("Q of a coherent state is a power of the half-angle's cosine", arguments: [1, 2, 20, 200])
  func coherentState(twice: Int) throws {
    let spin = try Spin(twice: twice)
    let q = HusimiQ(
      of: spin.coherentState(polar: 1.0, azimuth: 0.4), polarCount: 31, azimuthCount: 37)
    for (i, polar) in q.polarAngles.enumerated() {
      for (j, azimuth) in q.azimuths.enumerated() {
        let cosine = Double.cos(1) * .cos(polar) + .sin(1) * .sin(polar) * .cos(azimuth - 0.4)
        let expected = Double(twice + 1) / (4 * .pi) * .pow(max(0, (1 + cosine) / 2), twice)
        #expect(abs(q.values[i][j] - expected) < 1e-14 * Double(twice + 1))
      }
    }
  }

  @Test func qOfADickeStateIsABinomialRing() throws {
    let spin = try Spin(twice: 6)
    let q = HusimiQ(of: try spin.dickeState(m: 1), polarCount: 19, azimuthCount: 9)
    for (i, polar) in q.polarAngles.enumerated() {
      // 6 choose 2 = 15 for m = 1, k = 2.
      let probability = 15 * Double.pow(.cos(polar / 2), 8) * Double.pow(.sin(polar / 2), 4)
      for value in q.values[i] { #expect(abs(value - 7 / (4 * .pi) * probability) < 1e-14) }
      #expect(abs(q.coherentExpectation[i][3] - probability) < 1e-13)
    }
  }

  @Test func qOfTheMaximallyMixedStateIsUniform() {
    let q = HusimiQ(
      of: DensityMatrix.maximallyMixed(dimension: 41), polarCount: 12, azimuthCount: 15)
    for value in q.values.joined() { #expect(abs(value - 1 / (4 * .pi)) < 1e-15) }
    for value in q.azimuthalMarginal { #expect(abs(value - 1 / (2 * .pi)) < 1e-14) }
    for value in q.polarMarginal { #expect(abs(value - 0.5) < 1e-14) }
    #expect(abs(q.total - 1) < 1e-14)
  }

  @Test("the integral over the sphere is one", arguments: [1, 2, 3, 20, 100])
  func normalization(twice: Int) throws {
    let state = try Self.mixed(Spin(twice: twice))
    // 2S + 1 polar angles make the quadrature exact.
    #expect(
      abs(HusimiQ(of: state, polarCount: max(2, twice + 1), azimuthCount: 11).total - 1) < 1e-12)
    #expect(abs(HusimiQ(of: state).total - 1) < 1e-12)
  }

  @Test("marginals agree with Gauss–Legendre and trapezoidal sums", arguments: [1, 2, 3, 40])
  func marginals(twice: Int) throws {
    let state = try Self.mixed(Spin(twice: twice))
    let q = HusimiQ(of: state, polarCount: 9, azimuthCount: 13)
    let rule = GaussLegendre(count: 60, from: 0, to: .pi)
    for (azimuth, marginal) in zip(q.azimuths, q.azimuthalMarginal) {
      let integral = rule.integrate {
        HusimiQ.density(of: state, polar: $0, azimuth: azimuth) * .sin($0)
      }
      #expect(abs(integral - marginal) < 1e-12)
    }
    // 2S < 64 azimuths integrate every harmonic exactly.
    for (polar, marginal) in zip(q.polarAngles, q.polarMarginal) {
      let sum = (0..<64).reduce(0.0) {
        $0 + HusimiQ.density(of: state, polar: polar, azimuth: 2 * .pi * Double($1) / 64)
      }
      #expect(abs(2 * .pi * sum / 64 - marginal) < 1e-12)
    }
  }

  @Test func bothEndsOfTheCircleAgreeAndPolesDoNotDependOnTheAzimuth() throws {
    let q = HusimiQ(of: try Self.mixed(Spin(twice: 9)), polarCount: 21, azimuthCount: 31)
    for row in q.values { #expect(row.first == row.last) }
    for row in [q.values.first, q.values.last] {
      let pole = try #require(row)
      for value in pole { #expect(abs(value - pole[0]) < 1e-14) }
    }
    #expect(q.polarAngles.first == 0 && q.polarAngles.last == .pi)
    #expect(q.azimuths.first == 0 && q.azimuths.last == 2 * .pi)
  }

  @Test func aSpaceWithoutSpinStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      _ = HusimiQ(of: DensityMatrix.maximallyMixed(dimension: 1))
    }
    await #expect(processExitsWith: .failure) {
      _ = HusimiQ(of: TwoLevel.excited, polarCount: 1, azimuthCount: 5)
    }
  }

  @Test func largeSpinsStayFiniteAndNormalized() throws {
    let spin = try Spin(twice: 2000)
    let q = HusimiQ(
      of: spin.coherentState(polar: 1.3, azimuth: 2), polarCount: 401, azimuthCount: 201)
    #expect(q.values.joined().allSatisfy { $0.isFinite && $0 >= 0 })
    #expect(abs(q.total - 1) < 1e-11)
  }
}

@Suite struct HusimiQOfMatricesTests {
  @Test func hermitianMatricesKeepTheirSign() throws {
    // S_z of spin 1/2: ⟨θ|S_z|θ⟩ = cos θ/2, so that Q = 2/(4π) · cos θ/2.
    let spin = try Spin(particleCount: 1)
    let husimi = try HusimiQ(of: spin.z.dense, polarCount: 5, azimuthCount: 4)
    for (row, polar) in zip(husimi.values, husimi.polarAngles) {
      for value in row { #expect(abs(value - Double.cos(polar) / (4 * .pi)) < 1e-15) }
    }
    #expect(abs(husimi.total) < 1e-15)
    // The difference of two states has the difference of their functions.
    let large = try Spin(particleCount: 9)
    let (first, second) = (
      DensityMatrix(large.coherentState(polar: 0.4, azimuth: 1)),
      DensityMatrix(large.coherentState(polar: 2, azimuth: 3))
    )
    let difference = try HusimiQ(of: first.matrix - second.matrix, polarCount: 11, azimuthCount: 13)
    let (one, other) = (
      HusimiQ(of: first, polarCount: 11, azimuthCount: 13),
      HusimiQ(of: second, polarCount: 11, azimuthCount: 13)
    )
    for i in 0..<11 {
      for j in 0..<13 {
        let expected = one.values[i][j] - other.values[i][j]
        #expect(abs(difference.values[i][j] - expected) < 1e-14)
      }
    }
    #expect(difference.values.joined().contains { $0 < -0.1 })
    #expect(one.values.joined().allSatisfy { $0 >= 0 })
  }

  @Test func matricesWithoutARealFunctionAreRefused() throws {
    let spin = try Spin(particleCount: 2)
    #expect { try HusimiQ(of: spin.plus.dense) } throws: {
      ($0 as? QuantumError)?.code == .notHermitian
    }
    #expect {
      try HusimiQ(of: Matrix<ComplexDouble>(rows: 2, columns: 3))
    } throws: { ($0 as? QuantumError)?.code == .dimensionMismatch }
    #expect {
      try HusimiQ(of: Matrix<ComplexDouble>(rows: 2, columns: 2, repeating: ComplexDouble(.nan)))
    } throws: { ($0 as? QuantumError)?.code == .notFinite }
  }
}

import ComplexModule
import LinearAlgebra
import QuantumCore
import RealModule
import Testing

@Suite struct SpinStatesTests {
  static let spins = [1, 2, 3, 20, 400, 2000]
  static let angles: [(Double, Double)] = [
    (0, 0), (0.3, 1), (1.2, -2), (.pi / 2, 0), (2.5, 4), (.pi, 0.7), (1e-9, 0.2), (-0.4, 0.5),
    (4, 1),
  ]

  @Test("a coherent state points along its angles and is normalized", arguments: spins)
  func direction(twice: Int) throws {
    let spin = try Spin(twice: twice)
    // Rounding of about 2S ratios, one unit in the last place each, and of sums of 2S terms.
    let tolerance = 4e-16 * Double(twice + 10)
    for (polar, azimuth) in Self.angles {
      let ket = spin.coherentState(polar: polar, azimuth: azimuth)
      #expect(abs(ket.norm - 1) < tolerance)
      let s = spin.quantumNumber
      let x = ket.expectationValue(of: spin.x).real / s
      let y = ket.expectationValue(of: spin.y).real / s
      let z = ket.expectationValue(of: spin.z).real / s
      #expect(abs(x - Double.sin(polar) * .cos(azimuth)) < tolerance)
      #expect(abs(y - Double.sin(polar) * .sin(azimuth)) < tolerance)
      #expect(abs(z - .cos(polar)) < tolerance)
    }
  }

  @Test("the overlap of coherent states is cos^4S of half the angle between", arguments: spins)
  func overlap(twice: Int) throws {
    let spin = try Spin(twice: twice)
    let (a, b) = (
      spin.coherentState(polar: 1.0, azimuth: 0.2), spin.coherentState(polar: 1.1, azimuth: 0.5)
    )
    let cosine =
      Double.cos(1.0) * .cos(1.1) + .sin(1.0) * .sin(1.1) * .cos(0.3)
    let expected = Double.pow((1 + cosine) / 2, twice)
    // The power magnifies relative rounding by 2S.
    #expect(abs(a.innerProduct(with: b).lengthSquared - expected) < 2e-15 * Double(twice + 1))
  }

  @Test func aCoherentStateOfSpinOneHasTheTextbookAmplitudes() throws {
    let ket = try Spin(twice: 2).coherentState(polar: 0.8, azimuth: 0.3)
    let (c, s) = (Double.cos(0.4), Double.sin(0.4))
    let expected = [
      ComplexDouble(c * c), ComplexDouble(length: 2.0.squareRoot() * c * s, phase: 0.3),
      ComplexDouble(length: s * s, phase: 0.6),
    ]
    for (amplitude, value) in zip(ket.amplitudes, expected) {
      #expect((amplitude - value).length < 1e-15)
    }
  }

  @Test func polesAreExactDickeStates() throws {
    let spin = try Spin(twice: 2000)
    #expect(spin.coherentState(polar: 0, azimuth: 1) == (try spin.dickeState(m: 1000)))
    let south = spin.coherentState(polar: .pi, azimuth: 0)
    #expect(abs(south.innerProduct(with: try spin.dickeState(m: -1000)).length - 1) < 1e-12)
  }

  @Test func coherentAmplitudesAgreeWithLogarithmsOfFactorials() throws {
    // The second method: ln of the binomial by sums of logarithms, good to about 1e-12 at 2S = 2000.
    let spin = try Spin(twice: 2000)
    let ket = spin.coherentState(polar: 2.0, azimuth: 0)
    var logarithms = [0.0]
    for k in 1...2000 { logarithms.append(logarithms[k - 1] + .log(Double(k))) }
    for k in [0, 100, 1000, 1400, 1700, 1999] {
      let exponent =
        (logarithms[2000] - logarithms[k] - logarithms[2000 - k]) / 2
        + Double(2000 - k) * .log(.cos(1)) + Double(k) * .log(.sin(1))
      let expected = Double.exp(exponent)
      #expect(abs(ket.amplitudes[k].real - expected) <= 1e-11 * expected + 1e-300)
    }
  }

  @Test func dickeStatesAreEigenstates() throws {
    let spin = try Spin(twice: 5)
    for m in spin.magneticNumbers {
      let ket = try spin.dickeState(m: m)
      #expect(spin.z * ket == ComplexDouble(m) * ket)
      #expect(ket.norm == 1)
    }
  }
}

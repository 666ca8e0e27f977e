import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumSynchronization
import RealModule
import Testing

@Suite struct PhaseDistributionTests {
  /// Weights and coherences everywhere, no symmetry.
  private static func mixed(_ spin: Spin) -> DensityMatrix {
    let cat =
      spin.coherentState(polar: 2.0, azimuth: 0.3) + spin.coherentState(polar: 1.1, azimuth: 4.0)
    let a = DensityMatrix(spin.coherentState(polar: 0.7, azimuth: 2.1)).matrix
    return DensityMatrix(assumingValid: 0.35 * a + 0.65 * DensityMatrix(cat).matrix)
  }

  @Test("S(φ) agrees with the integral of Q over θ", arguments: [1, 2, 3, 10, 41, 200])
  func quadrature(twice: Int) throws {
    let state = Self.mixed(try Spin(twice: twice))
    let phase = PhaseDistribution(of: state, count: 9)
    // A midpoint sum of Q sin θ on (0, π) has only even derivatives at the ends: fourth order after Richardson.
    for (angle, value) in zip(phase.angles, phase.values) {
      func sum(_ count: Int) -> Double {
        let step = Double.pi / Double(count)
        return (0..<count).reduce(0.0) {
          let polar = (Double($1) + 0.5) * step
          return $0 + step * HusimiQ.density(of: state, polar: polar, azimuth: angle) * .sin(polar)
        }
      }
      let (coarse, fine) = (sum(400), sum(800))
      let integral = fine + (fine - coarse) / 3
      #expect(abs(integral - 1 / (2 * .pi) - value) < 1e-8)
      #expect(abs(phase.value(at: angle) - value) < 1e-14)
    }
  }

  @Test func spinOneHasTheFormulaOfRouletAndBruder() throws {
    let state = Self.mixed(try Spin(twice: 2))
    let phase = PhaseDistribution(of: state)
    for (angle, value) in zip(phase.angles, phase.values) {
      let first = (state[0, 1] + state[1, 2]) * ComplexDouble(length: 1, phase: angle)
      let second = state[0, 2] * ComplexDouble(length: 1, phase: 2 * angle)
      let expected = 3 / (8 * 2.0.squareRoot()) * first.real + second.real / (2 * .pi)
      #expect(abs(value - expected) < 1e-15)
    }
  }

  @Test func spinOneHalfHasAQuarterOfItsCoherence() throws {
    // S(φ) = (1/2) Re ρ_eg e^(iφ)/2 · … = (1/4) Re(ρ₀₁ e^(iφ)); for |+x⟩ this is cos φ/8.
    let phase = PhaseDistribution(of: try Spin(twice: 1).coherentState(polar: .pi / 2, azimuth: 0))
    for (angle, value) in zip(phase.angles, phase.values) {
      #expect(abs(value - .cos(angle) / 8) < 1e-15)
    }
    #expect(abs(phase.maximum - 0.125) < 1e-15)
  }

  @Test func statesWithoutCoherenceHaveNoPhase() throws {
    let mixed = PhaseDistribution(of: DensityMatrix.maximallyMixed(dimension: 401))
    #expect(mixed.values.allSatisfy { $0 == 0 })
    #expect(mixed.maximum == 0)
    let dicke = PhaseDistribution(of: try Spin(twice: 9).dickeState(m: 0.5))
    #expect(dicke.values.allSatisfy { $0 == 0 })
    #expect(dicke.meanResultantLength == 0)
  }

  @Test("the maximum is at the phase of a coherent state", arguments: [1, 2, 5, 40, 400, 2000])
  func maximumOfCoherentState(twice: Int) throws {
    let spin = try Spin(twice: twice)
    for azimuth in [0.0, 1.234567, 3, 6.2] {
      let phase = PhaseDistribution(of: spin.coherentState(polar: 1.1, azimuth: azimuth), count: 3)
      // Where S is flat to rounding, δφ ~ √(1e-16) unless Newton's S′ = 0 is solved: it is.
      let distance = abs(phase.maximumAngle - azimuth)
      #expect(min(distance, 2 * .pi - distance) < 1e-9)
      #expect(phase.maximum > 0)
      #expect(abs(phase.meanPhase - (azimuth > .pi ? azimuth - 2 * .pi : azimuth)) < 1e-9)
      #expect(abs(phase.coefficients[0].real - 1) < 1e-12)
    }
  }

  @Test func theMaximumIsNotBelowAnySample() throws {
    for twice in [2, 7, 30] {
      let phase = PhaseDistribution(of: Self.mixed(try Spin(twice: twice)), count: 5001)
      let largest = try #require(phase.values.max())
      #expect(phase.maximum >= largest - 1e-15)
      #expect(phase.maximum - largest < 1e-4)
      #expect(phase.value(at: phase.maximumAngle) == phase.maximum)
      #expect(phase.values.allSatisfy { $0 >= -1 / (2 * .pi) - 1e-14 })
    }
  }

  @Test func anEquatorialCoherentStateNarrowsLikeOneOverRootS() throws {
    // S(φ) + 1/2π tends to a Gaussian of width √(1/S): maximum √(S/2π).
    let phase = PhaseDistribution(
      of: try Spin(twice: 2000).coherentState(polar: .pi / 2, azimuth: 2))
    let expected = (1000 / (2 * Double.pi)).squareRoot()
    // Corrections of relative order 1/S, and the uniform 1/2π that S leaves out.
    #expect(abs(phase.maximum + 1 / (2 * .pi) - expected) < 2e-3 * expected)
  }

  @Test func spinOneThousandAgreesWithQuadratureOfOverlaps() throws {
    let spin = try Spin(twice: 2000)
    // Unequal weights and a relative phase, near the equator and far from it.
    let cat =
      spin.coherentState(polar: 0.9, azimuth: 1.0)
      + ComplexDouble(0.5, 0.4) * spin.coherentState(polar: 1.0, azimuth: 1.05)
    let state = try cat.normalized()
    let phase = PhaseDistribution(of: state, count: 3)
    for azimuth in [1.0, 1.02, 1.06, 0.9] {
      // The integrand is a Gaussian of width 0.02 or more, far from both ends: the trapezoidal rule with a step of
      // 0.004 is exact to rounding.
      let step = Double.pi / 800
      let integral = (0...800).reduce(0.0) {
        let polar = Double($1) * step
        let overlap = spin.coherentState(polar: polar, azimuth: azimuth).innerProduct(with: state)
        return $0 + step * 2001 / (4 * .pi) * overlap.lengthSquared * .sin(polar)
      }
      // Sums of 2000 terms whose coefficients are good to 1e-13, for values of about 10.
      #expect(abs(phase.value(at: azimuth) + 1 / (2 * .pi) - integral) < 1e-10)
    }
  }

  @Test func largeSpinsAgreeWithTheirHusimiMarginal() throws {
    let state = Self.mixed(try Spin(twice: 300))
    let phase = PhaseDistribution(of: state, count: 33)
    let q = HusimiQ(of: state, polarCount: 3, azimuthCount: 33)
    for (value, marginal) in zip(phase.values, q.azimuthalMarginal) {
      #expect(abs(value + 1 / (2 * .pi) - marginal) < 1e-13)
    }
  }
}

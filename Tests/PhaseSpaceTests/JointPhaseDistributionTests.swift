import ComplexModule
import LinearAlgebra
import PhaseSpace
import QuantumCore
import RealModule
import Testing

@Suite struct JointPhaseDistributionTests {
  static func product(_ first: Ket, _ second: Ket) -> DensityMatrix {
    DensityMatrix(Ket(unchecked2: first, second))
  }

  @Test func productsOfCoherentStatesFactorize() throws {
    let spins = [try Spin(1), try Spin(1.5)]
    let kets = [
      spins[0].coherentState(polar: 1.1, azimuth: 0.4),
      spins[1].coherentState(polar: 1.9, azimuth: 2.2),
    ]
    let joint = try JointPhaseDistribution(of: Self.product(kets[0], kets[1]), spins: spins)
    // Each spin alone by quadrature over its Husimi function.
    func density(_ j: Int, _ phi: Double) -> Double {
      let n = 4000
      return (0..<n).reduce(0.0) { sum, i in
        let theta = (Double(i) + 0.5) * .pi / Double(n)
        return sum + HusimiQ.density(of: DensityMatrix(kets[j]), polar: theta, azimuth: phi)
          * .sin(theta) * .pi / Double(n)
      }
    }
    let uniform = 1 / (4 * Double.pi * .pi)
    for (x, y) in [(0.3, 1.0), (0.4, 2.2), (5.0, 3.0)] {
      // The midpoint rule with 4,000 points has errors below 1e-6.
      #expect(abs(joint.value(at: [x, y]) - (density(0, x) * density(1, y) - uniform)) < 1e-6)
    }
    let grid = joint.values(of: 0, 1, count: 13)
    for (i, x) in grid.angles.enumerated() {
      for (j, y) in grid.angles.enumerated() {
        #expect(abs(grid.values[i][j] - joint.value(at: [x, y])) < 1e-14)
      }
    }
    // The difference's distribution is the correlation of both.
    let difference = joint.difference(of: 0, 1, count: 9)
    let count = 64
    for (delta, value) in zip(difference.angles, difference.values) {
      let sum = (0..<count).reduce(0.0) { sum, k in
        let y = 2 * Double.pi * Double(k) / Double(count)
        return sum + joint.value(at: [y + delta, y]) * 2 * .pi / Double(count)
      }
      #expect(abs(value - sum) < 1e-13)
    }
  }

  @Test func aBellStateLocksTheDifferenceOnly() throws {
    // (|↑↓⟩ + |↓↑⟩)/√2 of two spins ½: c_{1,−1} = ½ (π/4)², so S(δ) = (π/32) cos δ; no single phase.
    let half = try Spin(twice: 1)
    var amplitudes = [ComplexDouble](repeating: .zero, count: 4)
    amplitudes[1] = ComplexDouble(0.5.squareRoot())
    amplitudes[2] = amplitudes[1]
    let state = DensityMatrix(try Ket(amplitudes))
    let joint = try JointPhaseDistribution(of: state, spins: [half, half])
    let difference = joint.difference(of: 0, 1, count: 25)
    for (delta, value) in zip(difference.angles, difference.values) {
      #expect(abs(value - .pi / 32 * .cos(delta)) < 1e-14)
    }
    #expect(joint.coefficient([1, 0]).length < 1e-15)
    #expect(joint.coefficient([1, 1]).length < 1e-15)
  }

  @Test func threeSpinsAreReadInTheOrderOfTheProduct() throws {
    let spins = [try Spin(twice: 1), try Spin(1), try Spin(twice: 1)]
    let kets = [0.2, 1.3, 4.0].enumerated().map {
      spins[$0.offset].coherentState(polar: .pi / 2, azimuth: $0.element)
    }
    let state = Self.product(kets[0], Ket(unchecked2: kets[1], kets[2]))
    let joint = try JointPhaseDistribution(of: state, spins: spins)
    // Largest where each spin points.
    let peak = joint.value(at: [0.2, 1.3, 4.0])
    for (j, phases) in [[0.3, 1.3, 4.0], [0.2, 1.4, 4.0], [0.2, 1.3, 3.9]].enumerated() {
      #expect(joint.value(at: phases) < peak, "spin \(j)")
    }
    let difference = joint.difference(of: 1, 2, count: 3601)
    let top = difference.values.indices.max { difference.values[$0] < difference.values[$1] } ?? 0
    // 1.3 − 4.0 + 2π, on a grid of 2π/3600.
    #expect(abs(difference.angles[top] - (1.3 - 4 + 2 * .pi)) < 1e-3)
    #expect(throws: PhaseSpaceError.self) {
      try JointPhaseDistribution(of: state, spins: [spins[0], spins[1]])
    }
  }
}

extension Ket {
  /// The tensor product, the first factor's index running slowest.
  fileprivate init(unchecked2 first: Ket, _ second: Ket) {
    let amplitudes = first.amplitudes.flatMap { x in second.amplitudes.map { x * $0 } }
    self = (try? Ket(amplitudes)) ?? first
  }
}

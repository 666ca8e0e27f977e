import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import RichDisplay
import Testing

@Suite struct DirectSteadyStateTests {
  /// Systems whose blocks are large enough for nested dissection, in and out of a gauge, near and far from unitary.
  static let systems: [(name: String, make: @Sendable () throws -> Liouvillian)] = [
    ("paper 000, below threshold", { try Sample.collectiveSpin(28, drive: 0.5, detuning: 0.5) }),
    ("paper 000, above threshold", { try Sample.collectiveSpin(28, drive: 3, detuning: 2) }),
    ("boundary time crystal, even", { try SectorsTests.boundaryTimeCrystal(40, drive: 2) }),
    ("boundary time crystal, odd", { try SectorsTests.boundaryTimeCrystal(41, drive: 2) }),
    ("boundary time crystal, weak drive", { try SectorsTests.boundaryTimeCrystal(40, drive: 0.3) }),
    ("boundary time crystal, at threshold", { try SectorsTests.boundaryTimeCrystal(40, drive: 1) }),
    (
      "boundary time crystal, nearly unitary",
      { try SectorsTests.boundaryTimeCrystal(36, drive: 4e3) }
    ),
    ("precession, a sector each order", { try SectorsTests.precessing(40) }),
    ("Kerr mode", { try Sample.kerrMode(36) }),
    (
      "two-photon drive, strong parity broken by losses",
      {
        let mode = try Sample.kerrMode(40)
        let lower = mode.jumpOperators[0]
        return try Liouvillian(
          hamiltonian: 0.4 * (lower * lower + (lower * lower).adjoint),
          jumpOperators: [0.5 * (lower * lower), 0.2 * lower])
      }
    ),
  ]

  @Test(arguments: systems.indices)
  func dissectionFindsWhatThePlainReferenceFinds(index: Int) throws {
    let (name, make) = Self.systems[index]
    let liouvillian = try make()
    let fast = try liouvillian.directSteadyState()
    let plain = try liouvillian.directSteadyState(dissects: false)
    #expect(!plain.method.contains("dissection"))
    // Rounding errors are the condition number times 10⁻¹⁶, a hundred of them here.
    let allowed = 1e-14 * max(1, plain.conditionNumber)
    let difference = (fast.densityMatrix.matrix - plain.densityMatrix.matrix).norm
    #expect(difference < allowed, "\(name): \(difference) of \(allowed), \(fast.method)")
    #expect(fast.status == .finished)
    #expect(abs(fast.densityMatrix.trace - 1) < 1e-13)
    #expect(fast.densityMatrix.matrix.hermiticityError == 0)
    // Both are estimates from below of nearly the same number.
    #expect(fast.conditionNumber < 100 * plain.conditionNumber)
    #expect(plain.conditionNumber < 100 * fast.conditionNumber)
    let image = liouvillian.apply(to: fast.densityMatrix.matrix).norm
    #expect(abs(image - fast.residual) <= 1e-12 * max(1, liouvillian.realRepresentation.oneNorm))
  }

  @Test func theSectorIsSaid() throws {
    let steady = try SectorsTests.boundaryTimeCrystal(40).steadyState()
    #expect(steady.method.contains("nested dissection"))
    #expect(steady.method.contains("861 of 1681 unknowns in sector T = +1"))
    let orders = try SectorsTests.precessing(6).steadyState()
    #expect(orders.method.contains("|m − m′| = 0"))
  }

  @Test func severalSteadyStatesOfLargeSystemsAreRefused() throws {
    let spin = try Spin(particleCount: 30)
    // Dephasing along the drive: every population of S_x stays.
    #expect {
      try Liouvillian(
        hamiltonian: spin.x, jumpOperators: [0.2 * spin.x]
      ).steadyState()
    } throws: {
      ($0 as? QuantumDynamicsError)?.code == .steadyStateNotUnique
    }
    // Two-photon processes alone conserve the parity of the photon number: two blocks hold populations.
    let lower = try Sample.kerrMode(40).jumpOperators[0]
    #expect {
      try Liouvillian(
        hamiltonian: 0.4 * (lower * lower + (lower * lower).adjoint),
        jumpOperators: [lower * lower]
      ).steadyState()
    } throws: {
      ($0 as? QuantumDynamicsError)?.code == .steadyStateNotUnique
    }
  }

  @Test(arguments: [SteadyStateMethod.direct, .iterative, .longTime])
  func anInterruptedSearchReturnsWhatItHas(method: SteadyStateMethod) async throws {
    let liouvillian = try SectorsTests.boundaryTimeCrystal(30)
    let stopped = try await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try liouvillian.steadyState(method: method)
    }.value
    #expect(stopped.status == .stopped)
    #expect(stopped.method.contains("stopped"))
    #expect(stopped.conditionNumber.isNaN)
    #expect(abs(stopped.densityMatrix.trace - 1) < 1e-12)
    let image = liouvillian.apply(to: stopped.densityMatrix.matrix).norm
    #expect(abs(image - stopped.residual) < 1e-12 && image > 1e-3)
    #expect(stopped.description.contains("stopped"))
  }

  @Test func anInterruptedSearchForAllStatesSaysSo() async throws {
    let liouvillian = try SectorsTests.boundaryTimeCrystal(6)
    let stopped = try await Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try liouvillian.steadyStates()
    }.value
    #expect(stopped.status == .stopped)
    #expect(stopped.states.isEmpty && !stopped.isUnique && !stopped.searchedAllFrequencies)
    #expect(stopped.method.contains("stopped: 0 of 2"))
  }

  @Test func oneStateOfALargeSystemLeavesNothingThatOscillates() throws {
    // 1326 unknowns are searched by inverse iteration; one steady state excludes imaginary eigenvalues.
    let all = try SectorsTests.boundaryTimeCrystal(50).steadyStates()
    #expect(all.isUnique && all.searchedAllFrequencies)
  }
}

import ComplexModule
import LinearAlgebra
import RichDisplay

/// The steady state of many two-level systems, with evidence.
public struct PermutationInvariantSteadyState: Sendable, Codable, CarriesParameters {
  /// ρ with L ρ = 0 and Tr ρ = 1.
  public let state: PermutationInvariantState

  /// ‖L ρ‖, ‖ρ‖² = Σ_J Tr ρ_J†ρ_J.
  public let residual: Double

  /// An estimate of ‖L‖₁ ‖L⁻¹‖₁, where L⁻¹ inverts L on all of the sector that is not steady.
  public let conditionNumber: Double

  /// How the state was found, and in which sector.
  public let method: String

  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// What the model was made with, as its `PermutationInvariantLiouvillian` carried it.
  public package(set) var parameters: [String: Double] = [:]
}

extension PermutationInvariantLiouvillian {
  /// The steady state, by one sparse factorization in the sector that holds the trace.
  ///
  /// - Returns: ρ with L ρ = 0 and Tr ρ = 1, with residual and condition number.
  /// - Throws: `QuantumDynamicsError` with `steadyStateNotUnique`; `LinearAlgebraError` with `cancelled`.
  /// - Complexity: nested dissection of N³/6 unknowns, or of the part that couples to populations.
  public func steadyState() throws -> PermutationInvariantSteadyState {
    let start = ContinuousClock().now
    let places = places
    let parts = sectors()
    // On the diagonal there are no imaginary parts.
    let isPopulation = { (index: Int) in places[index].order == 0 }
    let holding = parts.filter { $0.indices.contains(where: isPopulation) }
    guard holding.count == 1, let sector = holding.first else { throw notUnique() }
    let block = SteadyBlock(
      sector.matrix,
      populations: sector.indices.indices.filter { isPopulation(sector.indices[$0]) })
    let bar = ProgressBar(total: 100, label: "Steady state")
    var shown = 0
    let found =
      try block.dissected(
        fronts(of: sector),
        progress: {
          let steps = Int(90 * $0) - shown
          guard steps > 0 else { return }
          bar.advance(by: steps)
          shown += steps
        }, keep: { _ in }) ?? block.traceConditioned(keep: { _ in })
    bar.finish()
    guard found.condition < 1e14 else { throw notUnique() }
    var coordinates = [ComplexDouble](repeating: .zero, count: space.dimension)
    for (index, value) in zip(sector.indices, found.values) {
      coordinates[index] = ComplexDouble(value)
    }
    let note =
      parts.count > 1
      ? ", \(sector.indices.count) of \(space.dimension) unknowns in sector \(sector.label)" : ""
    return PermutationInvariantSteadyState(
      state: PermutationInvariantState(space: space, coordinates: space.elements(coordinates)),
      residual: found.residual, conditionNumber: found.condition, method: found.method + note,
      wallTime: ContinuousClock().seconds(since: start)
    ).carrying(parameters)
  }

  private func notUnique() -> QuantumDynamicsError {
    QuantumDynamicsError(
      .steadyStateNotUnique,
      "There is more than one permutation-invariant steady state: collective channels alone conserve the "
        + "total spin. Add a local channel, or use the Liouvillian of one collective spin.")
  }
}

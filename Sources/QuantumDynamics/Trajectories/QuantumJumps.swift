import Preconditions
import ComplexModule
import LinearAlgebra
public import QuantumCore

extension TimeDependentLiouvillian {
  /// Unravels the master equation into quantum-jump trajectories (Monte Carlo wave functions).
  ///
  /// Between jumps |ψ⟩ follows d|ψ⟩/dt = (−iH − ½ Σ L†L)|ψ⟩; the next jump happens when ⟨ψ|ψ⟩ has fallen
  /// to a random number, a time that is located on the dense output of a step to rounding. Then channel k
  /// is chosen with probability ∝ ⟨ψ|L_k†L_k|ψ⟩ and |ψ⟩ becomes L_k|ψ⟩ divided by its norm. Averages over
  /// trajectories converge to the master equation.
  ///
  /// Results depend on the seed only, not on the number of threads. On a stop the ensemble that is there is
  /// returned.
  ///
  /// - Parameters:
  ///   - initial: |ψ⟩ at the first time; it is normalized.
  ///   - times: at least two, rising strictly.
  ///   - observables: operators whose means are kept, by name.
  ///   - options: how many trajectories, seed, target, tolerance, threads.
  ///   - resuming: an ensemble of the same calculation that is to be continued.
  ///   - progress: called with the ensemble so far, means with their error bars, after every 64 trajectories;
  ///     instead of the progress bar.
  /// - Returns: means, standard errors and jumps.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `notFinite`, `stepLimit`.
  ///
  /// Reference: J. Dalibard, Y. Castin, K. Mølmer, Phys. Rev. Lett. 68, 580 (1992); R. Dum et al., Phys.
  /// Rev. A 45, 4879 (1992).
  public func quantumJumps(
    from initial: Ket, times: [Double], observing observables: [String: Operator],
    options: TrajectoryOptions = TrajectoryOptions(), resuming: TrajectoryEnsemble? = nil,
    progress: ((TrajectoryEnsemble) -> Void)? = nil
  ) throws -> TrajectoryEnsemble {
    try validateEnsemble(dimension: initial.dimension, times, observables, options)
    return try quantumJumps(
      from: try InitialEnsemble(initial), times, observables, options, resuming, progress)
  }

  /// Quantum-jump trajectories that begin with a mixture, of which each draws an eigenstate.
  ///
  /// - Parameters:
  ///   - initial: ρ at the first time.
  ///   - times: at least two, rising strictly.
  ///   - observables: operators whose means are kept, by name.
  ///   - options: how many trajectories, seed, target, tolerance, threads.
  ///   - resuming: an ensemble of the same calculation that is to be continued.
  ///   - progress: called with the ensemble so far, means with their error bars, after every 64 trajectories;
  ///     instead of the progress bar.
  /// - Returns: means, standard errors and jumps.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `notFinite`, `stepLimit`.
  public func quantumJumps(
    from initial: DensityMatrix, times: [Double], observing observables: [String: Operator],
    options: TrajectoryOptions = TrajectoryOptions(), resuming: TrajectoryEnsemble? = nil,
    progress: ((TrajectoryEnsemble) -> Void)? = nil
  ) throws -> TrajectoryEnsemble {
    try validateEnsemble(dimension: initial.dimension, times, observables, options)
    return try quantumJumps(
      from: try InitialEnsemble(initial), times, observables, options, resuming, progress)
  }

  /// One trajectory of an ensemble, by its number: the same one that the ensemble averages over.
  ///
  /// - Parameters:
  ///   - index: its number, from 0.
  ///   - initial: |ψ⟩ at the first time.
  ///   - times: at least two, rising strictly.
  ///   - seed: the ensemble's.
  ///   - tolerance: the ensemble's.
  /// - Returns: the normalized states at the times, and the jumps.
  /// - Throws: as `quantumJumps`.
  public func quantumJumpTrajectory(
    _ index: Int, from initial: Ket, times: [Double], seed: UInt64, tolerance: Double = 1e-8
  ) throws -> (states: [Ket], jumps: [QuantumJump]) {
    try validateEnsemble(
      dimension: initial.dimension, times, [:], TrajectoryOptions(tolerance: tolerance))
    requirePrecondition(index >= 0, "Trajectories are numbered from 0, not \(index).")
    let process = JumpProcess(self, times: times, tolerance: tolerance)
    var random = Philox(seed: seed, stream: UInt64(index))
    let start = try InitialEnsemble(initial).draw(&random)
    var states: [[ComplexDouble]] = []
    let jumps = try process.run(
      from: start, random: &random, propagator: process.propagator()
    ) { _, state, _ in states.append(SplitKet.join(SplitKet.normalized(state))) }
    return (try states.map { try Ket($0) }, jumps)
  }

  private func quantumJumps(
    from initial: InitialEnsemble, _ times: [Double], _ observables: [String: Operator],
    _ options: TrajectoryOptions, _ resuming: TrajectoryEnsemble?,
    _ progress: ((TrajectoryEnsemble) -> Void)?
  ) throws -> TrajectoryEnsemble {
    let process = JumpProcess(self, times: times, tolerance: options.tolerance)
    let names = observables.keys.sorted()
    let measured = names.compactMap { observables[$0].map { SplitOperator($0) } }
    var hash = Fingerprint()
    hash.add("quantum jumps \(names) \(options.tolerance)")
    hash.add(self, times: times)
    for name in names { if let observable = observables[name] { hash.add(observable) } }
    initial.fingerprint(&hash)
    var ensemble = try ensemble(
      resuming: resuming, method: process.method, times: times, observables: observables,
      fingerprint: hash.value, options: options)
    let count = times.count
    let seed = options.seed
    let d = dimension
    let run = EnsembleRun(options: options) {
      let propagator = process.propagator()
      var scratch = [Double](repeating: 0, count: 2 * d)
      return { trajectory in
        var random = Philox(seed: seed, stream: UInt64(trajectory))
        let start = initial.draw(&random)
        var values = [ComplexDouble](repeating: .zero, count: names.count * count)
        let jumps = try process.run(from: start, random: &random, propagator: propagator) {
          index, state, normSquared in
          for (k, observable) in measured.enumerated() {
            let value = observable.expectation(state, scratch: &scratch)
            values[k * count + index] = ComplexDouble(
              value.real / normSquared, value.imaginary / normSquared)
          }
        }
        return TrajectoryContribution(values: values, jumps: jumps)
      }
    }
    try run.run(&ensemble, progress: progress)
    return ensemble
  }
}

extension Liouvillian {
  /// Unravels the master equation into quantum-jump trajectories (Monte Carlo wave functions).
  ///
  /// As `TimeDependentLiouvillian.quantumJumps`, for a generator that does not depend on time: Taylor
  /// polynomials of K = −iH − ½ Σ L†L with adaptive steps.
  ///
  /// - Parameters:
  ///   - initial: |ψ⟩ at the first time; it is normalized.
  ///   - times: at least two, rising strictly.
  ///   - observables: operators whose means are kept, by name.
  ///   - options: how many trajectories, seed, target, tolerance, threads.
  ///   - resuming: an ensemble of the same calculation that is to be continued.
  ///   - progress: called with the ensemble so far, means with their error bars, after every 64 trajectories;
  ///     instead of the progress bar.
  /// - Returns: means, standard errors and jumps.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `notFinite`, `stepLimit`.
  public func quantumJumps(
    from initial: Ket, times: [Double], observing observables: [String: Operator],
    options: TrajectoryOptions = TrajectoryOptions(), resuming: TrajectoryEnsemble? = nil,
    progress: ((TrajectoryEnsemble) -> Void)? = nil
  ) throws -> TrajectoryEnsemble {
    try constantInTime.quantumJumps(
      from: initial, times: times, observing: observables, options: options, resuming: resuming,
      progress: progress)
  }

  /// This generator in the type of those that depend on time.
  public var constantInTime: TimeDependentLiouvillian { TimeDependentLiouvillian(self) }
}

extension TimeDependentLiouvillian {
  /// A generator that happens not to depend on time.
  ///
  /// - Parameter liouvillian: L.
  public init(_ liouvillian: Liouvillian) {
    hamiltonian = TimeDependentOperator(liouvillian.hamiltonian)
    jumpOperators = liouvillian.jumpOperators
    modulatedJumpOperators = []
    constant = liouvillian
    parts = []
    parameters = liouvillian.parameters
  }
}

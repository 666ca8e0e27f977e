import ComplexModule
import LinearAlgebra
public import QuantumCore

/// What a continuous measurement of the emitted field observes.
public enum DiffusiveMeasurement: String, Codable, Hashable, Sendable, CaseIterable {
  /// One quadrature: the current of channel k is ⟨L_k + L_k†⟩ + noise. Multiply L_k by e^(−iφ) to turn the
  /// local oscillator's phase.
  case homodyne
  /// Both quadratures, each with half of the light: channels 2k and 2k + 1 are those of L_k/√2 and
  /// −iL_k/√2.
  case heterodyne
}

extension TimeDependentLiouvillian {
  /// Unravels the master equation into diffusive trajectories, as homodyne or heterodyne detection of all
  /// channels sees them.
  ///
  /// Platen's explicit scheme of weak order 2 with equal steps between the times of output (see
  /// `DiffusionStep`): the bias of means falls with the square of `stepSize`, which has to resolve the
  /// fastest frequency of the Hamiltonian. States stay normalized. Results depend on the seed only.
  ///
  /// - Parameters:
  ///   - measurement: homodyne or heterodyne.
  ///   - initial: |ψ⟩ at the first time; it is normalized.
  ///   - times: at least two, rising strictly.
  ///   - observables: operators whose means are kept, by name.
  ///   - stepSize: the longest step, positive.
  ///   - options: how many trajectories, seed, target, threads; the tolerance is not used.
  ///   - resuming: an ensemble of the same calculation that is to be continued.
  ///   - progress: called with the ensemble so far, means with their error bars, after every 64 trajectories;
  ///     instead of the progress bar.
  /// - Returns: means, standard errors and currents: the mean of ⟨L + L†⟩ + dW/dt between one time and the
  ///   next.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `notFinite`, `stepLimit`
  ///   where steps are too long to be stable.
  public func diffusion(
    measuring measurement: DiffusiveMeasurement, from initial: Ket, times: [Double],
    observing observables: [String: Operator], stepSize: Double,
    options: TrajectoryOptions = TrajectoryOptions(), resuming: TrajectoryEnsemble? = nil,
    progress: ((TrajectoryEnsemble) -> Void)? = nil
  ) throws -> TrajectoryEnsemble {
    try validateEnsemble(dimension: initial.dimension, times, observables, options)
    guard stepSize > 0, stepSize.isFinite else {
      throw QuantumDynamicsError(
        .invalidParameter, "A step is positive and finite; \(stepSize) came.")
    }
    let process = DiffusionProcess(
      generator: self, measurement: measurement, times: times, stepSize: stepSize)
    let start = try InitialEnsemble(initial)
    let names = observables.keys.sorted()
    let measured = names.compactMap { observables[$0].map { SplitOperator($0) } }
    var hash = Fingerprint()
    hash.add("\(measurement.rawValue) \(names) \(stepSize)")
    hash.add(self, times: times)
    for name in names { if let observable = observables[name] { hash.add(observable) } }
    start.fingerprint(&hash)
    var ensemble = try ensemble(
      resuming: resuming,
      method: "\(measurement.rawValue) diffusion; Platen's explicit scheme of weak order 2",
      times: times, observables: observables, fingerprint: hash.value, options: options)
    let count = times.count
    let seed = options.seed
    let d = dimension
    let run = EnsembleRun(options: options) {
      var step = process.step
      var scratch = [Double](repeating: 0, count: 2 * d)
      return { trajectory in
        var random = Philox(seed: seed, stream: UInt64(trajectory))
        var values = [ComplexDouble](repeating: .zero, count: names.count * count)
        let currents = try process.run(
          from: start.draw(&random), random: &random, step: &step
        ) { index, state in
          for (k, observable) in measured.enumerated() {
            values[k * count + index] = observable.expectation(state, scratch: &scratch)
          }
        }
        return TrajectoryContribution(values: values, currents: currents)
      }
    }
    try run.run(&ensemble, progress: progress)
    return ensemble
  }
}

extension Liouvillian {
  /// Unravels the master equation into diffusive trajectories, as homodyne or heterodyne detection of all
  /// channels sees them; as `TimeDependentLiouvillian.diffusion`.
  ///
  /// - Parameters:
  ///   - measurement: homodyne or heterodyne.
  ///   - initial: |ψ⟩ at the first time; it is normalized.
  ///   - times: at least two, rising strictly.
  ///   - observables: operators whose means are kept, by name.
  ///   - stepSize: the longest step, positive.
  ///   - options: how many trajectories, seed, target, threads; the tolerance is not used.
  ///   - resuming: an ensemble of the same calculation that is to be continued.
  ///   - progress: called with the ensemble so far, means with their error bars, after every 64 trajectories;
  ///     instead of the progress bar.
  /// - Returns: means, standard errors and currents.
  /// - Throws: `QuantumDynamicsError`: `dimensionMismatch`, `invalidParameter`, `notFinite`, `stepLimit`.
  public func diffusion(
    measuring measurement: DiffusiveMeasurement, from initial: Ket, times: [Double],
    observing observables: [String: Operator], stepSize: Double,
    options: TrajectoryOptions = TrajectoryOptions(), resuming: TrajectoryEnsemble? = nil,
    progress: ((TrajectoryEnsemble) -> Void)? = nil
  ) throws -> TrajectoryEnsemble {
    try constantInTime.diffusion(
      measuring: measurement, from: initial, times: times, observing: observables,
      stepSize: stepSize, options: options, resuming: resuming, progress: progress)
  }
}

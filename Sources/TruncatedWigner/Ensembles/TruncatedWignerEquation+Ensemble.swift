import RealModule

extension TruncatedWignerEquation {
  /// Runs an ensemble of trajectories.
  ///
  /// Trajectories are drawn from the Wigner functions of the initial states and advance together from one time
  /// of output to the next with equal steps of at most `stepSize`. All results depend on the seed only, bit by
  /// bit, and trajectory i does not depend on how many others there are. An interrupt returns what was reached.
  ///
  /// - Parameters:
  ///   - initial: states whose modes together are the equation's, in its order.
  ///   - times: at least two, rising strictly; the first one is that of the initial states.
  ///   - observables: Weyl symbols of operators by name, of which statistics are kept.
  ///   - stepSize: the longest step, positive. Compare a result with that of half the step.
  ///   - options: how many trajectories, scheme, noise, what is kept.
  ///   - parameters: what the model was made with, to be kept with the result.
  ///   - progress: called with the fraction of the time that is done, instead of the progress bar.
  /// - Returns: means with errors, envelopes, and evidence.
  /// - Throws: `TruncatedWignerError`: `invalidParameter`, `modeMismatch`, `unsupportedScheme`, or `notFinite`
  ///   where trajectories escape.
  /// - Complexity: O(trajectories · steps); memory does not grow with steps.
  public func ensemble(
    from initial: [WignerInitialState], times: [Double],
    observing observables: [String: WeylSymbol],
    stepSize: Double, options: TruncatedWignerOptions = TruncatedWignerOptions(),
    parameters: [String: Double] = [:], progress: ((Double) -> Void)? = nil
  ) throws -> TruncatedWignerEnsemble {
    try validate(initial, times, observables, stepSize, options)
    let (system, factorization) = try system(options)
    let run = EnsembleRun(
      equation: self, system: system, sampler: WignerSampler(states: initial), times: times,
      observables: observables, stepSize: stepSize, options: options)
    var ensemble = TruncatedWignerEnsemble(
      status: .completed, times: [], observables: observables.mapValues { _ in .init() },
      phaseCoherence: Array(repeating: [], count: modeCount), trajectories: [], samples: [],
      options: options, stepSize: stepSize, stepCount: 0, factorization: factorization,
      noiseCount: system.noise.count,
      isExact: isExact && (options.diffusion == .exact || diffusionsAgree),
      neglectedThirdOrder: neglectedThirdOrder, negativeDiffusionFraction: 0, lowestDiffusion: 0,
      wallTime: 0, parameters: parameters,
      hermitianNames: Set(observables.filter { $0.value.isHermitian }.keys))
    try run.run(&ensemble, progress: progress)
    return ensemble
  }

  /// Whether the leading diffusion is the exact one.
  var diffusionsAgree: Bool {
    (0..<modeCount).allSatisfy { k in
      (0..<modeCount).allSatisfy { l in
        let (plain, conjugate) = leadingDiffusion(k, l)
        let scale = max(conjugateDiffusion[k][l].largestCoefficient, 1e-300)
        return (plain - diffusion[k][l]).largestCoefficient <= 1e-12 * scale
          && (conjugate - conjugateDiffusion[k][l]).largestCoefficient <= 1e-12 * scale
      }
    }
  }

  /// Drift and noise as the options ask for them, and how the noise is made.
  func system(
    _ options: TruncatedWignerOptions
  ) throws -> (StochasticSystem, NoiseFactorization) {
    var choice = options.factorization
    if choice == .automatic {
      let prefersJumps = options.scheme == .heun || noise.count <= 2 * modeCount
      choice = options.diffusion == .leading && prefersJumps ? .jumpOperators : .cholesky
    }
    guard choice != .jumpOperators || options.diffusion == .leading else {
      throw TruncatedWignerError(
        .unsupportedScheme,
        "The noise of the jump operators has the leading diffusion; take factorization .cholesky for the "
          + "exact one.")
    }
    guard options.scheme != .heun || choice == .jumpOperators else {
      throw TruncatedWignerError(
        .unsupportedScheme,
        "Heun's scheme needs the drift in Stratonovich's sense, which is known for the noise of the jump "
          + "operators. Take diffusion .leading with it, or another scheme.")
    }
    let columns: NoiseColumns =
      choice == .jumpOperators
      ? .polynomial(noise)
      : .cholesky(modeCount: modeCount) { k, l in
        options.diffusion == .leading
          ? leadingDiffusion(k, l) : (diffusion[k][l], conjugateDiffusion[k][l])
      }
    return (
      StochasticSystem(
        modeCount: modeCount, drift: options.scheme == .heun ? stratonovichDrift : drift,
        noise: columns), choice
    )
  }

  private func validate(
    _ initial: [WignerInitialState], _ times: [Double], _ observables: [String: WeylSymbol],
    _ stepSize: Double, _ options: TruncatedWignerOptions
  ) throws {
    try options.validate()
    for state in initial { try state.validate() }
    let count = initial.reduce(0) { $0 + $1.modeCount }
    guard count == modeCount else {
      throw TruncatedWignerError(
        .modeMismatch,
        "The equation has \(modeCount) modes, the initial states have \(count). A spin coherent state takes "
          + "two modes, all others one.")
    }
    for (name, symbol) in observables where symbol.modeCount != modeCount {
      throw TruncatedWignerError(
        .modeMismatch,
        "The observable \"\(name)\" has \(symbol.modeCount) modes, the equation \(modeCount).")
    }
    guard times.count >= 2, times.allSatisfy(\.isFinite),
      zip(times, times.dropFirst()).allSatisfy({ $0 < $1 }), stepSize > 0, stepSize.isFinite
    else {
      throw TruncatedWignerError(
        .invalidParameter,
        "Two times or more that rise strictly and a positive step were expected; times "
          + "\(times.prefix(4)) and the step \(stepSize) came.")
    }
    for name in options.histograms.keys where observables[name] == nil {
      throw TruncatedWignerError(
        .invalidParameter,
        "There are bins for \"\(name)\", but observables are \(observables.keys.sorted()).")
    }
    for time in options.sampledTimes where !times.contains(where: { abs($0 - time) < 1e-9 }) {
      throw TruncatedWignerError(
        .invalidParameter, "Amplitudes are kept at times of output; \(time) is none of them.")
    }
  }
}

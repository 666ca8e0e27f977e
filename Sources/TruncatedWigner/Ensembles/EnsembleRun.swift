import ComplexModule
import Dispatch
import Foundation
import LinearAlgebra
import QuantumCore
import RichDisplay
import Synchronization
import _StochasticShims

/// Advances blocks of trajectories in parallel and takes statistics at each time of output.
struct EnsembleRun: Sendable {
  let equation: TruncatedWignerEquation
  let system: StochasticSystem
  let sampler: WignerSampler
  let times: [Double]
  let observables: [String: WeylSymbol]
  let stepSize: Double
  let options: TruncatedWignerOptions

  private var names: [String] { observables.keys.sorted() }

  /// What threads leave behind of one interval.
  private struct Outcome {
    var roots = isochron_row_roots()
    var isStopped = false
  }

  /// What blocks leave at a time of output.
  private struct Values {
    var real: [[Double]]
    var imaginary: [[Double]]
  }

  func run(
    _ ensemble: inout TruncatedWignerEnsemble, progress: ((Double) -> Void)?
  ) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let bar =
      progress == nil ? ProgressBar(total: times.count - 1, label: "Trajectories") : nil
    defer {
      ensemble.wallTime =
        Double((clock.now - start).components.seconds)
        + Double((clock.now - start).components.attoseconds) * 1e-18
      bar?.finish()
    }
    var blocks = initialBlocks()
    let program = SymbolProgram(
      names.compactMap { observables[$0] }, modeCount: equation.modeCount)
    prepare(&ensemble)
    try observe(blocks, program, at: 0, &ensemble)
    var roots = isochron_row_roots()
    var step: StepProgram?
    for interval in 0..<times.count - 1 {
      let length = times[interval + 1] - times[interval]
      // A quotient that rounding alone lifts over an integer needs no further step.
      let steps = max(1, Int((length / stepSize * (1 - 1e-12)).rounded(.up)))
      let h = length / Double(steps)
      if step.map({ abs($0.stepSize - h) > 1e-12 * h }) ?? true {
        step = StepProgram(system, scheme: options.scheme, stepSize: h)
      }
      guard let step else { return }
      let outcome = advance(&blocks, step, steps: steps, from: ensemble.stepCount)
      if outcome.isStopped {
        ensemble.status = .cancelled
        break
      }
      roots.negative += outcome.roots.negative
      roots.roots += outcome.roots.roots
      roots.lowest = min(roots.lowest, outcome.roots.lowest)
      ensemble.stepCount += steps
      try observe(blocks, program, at: interval + 1, &ensemble)
      progress?(Double(interval + 1) / Double(times.count - 1))
      bar?.advance()
    }
    if ensemble.status == .completed, ensemble.samples.last?.time != ensemble.times.last {
      ensemble.samples.append(sample(blocks, at: ensemble.times.last ?? 0))
    }
    ensemble.negativeDiffusionFraction =
      roots.roots > 0 ? Double(roots.negative) / Double(roots.roots) : 0
    ensemble.lowestDiffusion = roots.lowest
  }

  private func initialBlocks() -> [TrajectoryBlock] {
    let width = TrajectoryBlock.width
    return stride(from: 0, to: options.trajectoryCount, by: width).map { first in
      TrajectoryBlock(
        first: first, count: min(width, options.trajectoryCount - first),
        modeCount: equation.modeCount
      ) { trajectory in
        var random = Philox(seed: options.seed, stream: UInt64(trajectory))
        return sampler.draw(&random)
      }
    }
  }

  private func prepare(_ ensemble: inout TruncatedWignerEnsemble) {
    let kept = min(options.keptTrajectories, options.trajectoryCount)
    ensemble.trajectories = Array(
      repeating: .init(
        amplitudes: Array(repeating: [], count: equation.modeCount),
        values: Dictionary(uniqueKeysWithValues: names.map { ($0, []) })), count: kept)
  }

  private func advance(
    _ blocks: inout [TrajectoryBlock], _ step: StepProgram, steps: Int, from firstStep: Int
  ) -> Outcome {
    let count = blocks.count
    let outcome = Mutex(Outcome())
    let next = Atomic(0)
    let isStopped = Atomic(false)
    let results = Mutex(blocks)
    let initial = blocks
    let seed = options.seed
    let threads = min(
      options.threadCount ?? ProcessInfo.processInfo.activeProcessorCount, count)
    // Threads take several blocks at a time where there are many.
    let portion = max(1, count / (threads * 8))
    // A stop is heard within a fraction of a second.
    let longest = 4096
    withUnsafeCurrentTask { task in
      // Worker threads belong to no task, so that they ask the caller's; a task outlives this closure and
      // may be asked from any thread.
      nonisolated(unsafe) let task = task
      let work: @Sendable () -> Void = {
        var scratch = [Double](
          repeating: 0, count: max(step.rowCount, 2 * equation.modeCount) * TrajectoryBlock.width)
        var roots = isochron_row_roots()
        while true {
          let first = next.wrappingAdd(portion, ordering: .relaxed).oldValue
          guard first < count else { break }
          var mine = Array(initial[first..<min(first + portion, count)])
          for index in mine.indices {
            var done = 0
            while done < steps {
              if Cancellation.isRequested || task?.isCancelled == true {
                isStopped.store(true, ordering: .relaxed)
              }
              if isStopped.load(ordering: .relaxed) { return }
              let now = min(longest, steps - done)
              mine[index].advance(
                step, steps: now, from: firstStep + done, seed: seed, scratch: &scratch,
                roots: &roots)
              done += now
            }
          }
          results.withLock { all in
            for (index, block) in mine.enumerated() { all[first + index] = block }
          }
        }
        outcome.withLock {
          $0.roots.negative += roots.negative
          $0.roots.roots += roots.roots
          $0.roots.lowest = min($0.roots.lowest, roots.lowest)
        }
      }
      if threads == 1 {
        work()
      } else {
        DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
      }
    }
    var result = outcome.withLock { $0 }
    result.isStopped = isStopped.load(ordering: .relaxed)
    if !result.isStopped { blocks = results.withLock { $0 } }
    return result
  }

  private func observe(
    _ blocks: [TrajectoryBlock], _ program: SymbolProgram, at index: Int,
    _ ensemble: inout TruncatedWignerEnsemble
  ) throws {
    guard blocks.allSatisfy(\.isFinite) else {
      throw TruncatedWignerError(
        .notFinite,
        "A trajectory is not finite at t = \(times[index]) with steps of \(stepSize). Take shorter steps; "
          + "if that does not help, nothing in the model bounds its amplitudes.")
    }
    let width = TrajectoryBlock.width
    var values = Values(
      real: Array(repeating: [], count: names.count),
      imaginary: Array(repeating: [], count: names.count))
    var scratch = [Double](
      repeating: 0, count: max(program.rowCount, 2 * equation.modeCount) * width)
    for block in blocks {
      block.values(of: program, scratch: &scratch)
      for k in names.indices {
        let place = program.targets[k] * width
        values.real[k] += scratch[place..<place + block.count]
        values.imaginary[k] += scratch[place + width..<place + width + block.count]
      }
    }
    for (k, name) in names.enumerated() {
      let statistics = ObservableStatistics(real: values.real[k], imaginary: values.imaginary[k])
      statistics.append(
        to: &ensemble.observables[name, default: .init()], quantiles: options.quantiles,
        bins: options.histograms[name])
      for i in ensemble.trajectories.indices {
        ensemble.trajectories[i].values[name, default: []].append(
          ComplexDouble(values.real[k][i], values.imaginary[k][i]))
      }
    }
    for i in ensemble.trajectories.indices {
      for mode in 0..<equation.modeCount {
        ensemble.trajectories[i].amplitudes[mode].append(
          blocks[i / width].amplitude(mode, i % width))
      }
    }
    for mode in 0..<equation.modeCount {
      ensemble.phaseCoherence[mode].append(Self.coherence(of: mode, in: blocks))
    }
    ensemble.times.append(times[index])
    if options.sampledTimes.contains(where: { abs($0 - times[index]) < 1e-9 }) {
      ensemble.samples.append(sample(blocks, at: times[index]))
    }
  }

  /// |⟨α/|α|⟩|.
  private static func coherence(of mode: Int, in blocks: [TrajectoryBlock]) -> Double {
    var sum = ComplexDouble.zero
    var count = 0
    for block in blocks {
      var part = ComplexDouble.zero
      for lane in 0..<block.count {
        let amplitude = block.amplitude(mode, lane)
        let length = amplitude.length
        if length > 0 { part += (1 / length) * amplitude }
      }
      sum += part
      count += block.count
    }
    return sum.length / Double(count)
  }

  private func sample(
    _ blocks: [TrajectoryBlock], at time: Double
  ) -> TruncatedWignerEnsemble.Sample {
    TruncatedWignerEnsemble.Sample(
      time: time,
      amplitudes: (0..<equation.modeCount).map { mode in
        blocks.flatMap { block in (0..<block.count).map { block.amplitude(mode, $0) } }
      })
  }
}

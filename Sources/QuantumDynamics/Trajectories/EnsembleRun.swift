import Dispatch
import Foundation
import LinearAlgebra
import RichDisplay
import Synchronization

/// What one trajectory contributes.
struct TrajectoryContribution: Sendable {
  /// Observable after observable, time after time.
  var values: [ComplexDouble]
  var jumps: [QuantumJump] = []
  var currents: [[Double]] = []
}

/// Runs trajectories in parallel and sums them in an order that does not depend on threads.
///
/// Trajectories come in blocks of fixed size, and whether the target is reached is decided after a fixed
/// number of blocks.
struct EnsembleRun: Sendable {
  static let blockSize = 8
  static let blocksBetweenDecisions = 8

  /// What makes trajectories on one thread.
  typealias Worker = (_ trajectory: Int) throws -> TrajectoryContribution

  let options: TrajectoryOptions
  let makeWorker: @Sendable () -> Worker

  private struct Block {
    var statistics: EnsembleStatistics
    var jumps: [[QuantumJump]] = []
    var currents: [[[Double]]] = []
  }

  private struct Shared {
    var blocks: [Int: Block] = [:]
    var error: (any Error)?
  }

  /// Continues an ensemble until it is complete, good enough or stopped.
  func run(
    _ ensemble: inout TrajectoryEnsemble, progress: ((TrajectoryEnsemble) -> Void)?
  ) throws {
    let clock = ContinuousClock()
    let start = clock.now
    let bar =
      progress == nil ? ProgressBar(total: options.trajectoryCount, label: "Trajectories") : nil
    bar?.advance(by: min(ensemble.trajectoryCount, options.trajectoryCount))
    defer {
      ensemble.wallTime += clock.seconds(since: start)
      bar?.finish()
    }
    ensemble.status = .completed
    while ensemble.trajectoryCount < options.trajectoryCount {
      if let target = options.targetStandardError, ensemble.trajectoryCount >= 2 * Self.blockSize,
        ensemble.largestStandardError <= target
      {
        ensemble.status = .reachedTarget
        return
      }
      guard try runRound(&ensemble, bar) else {
        ensemble.status = .cancelled
        return
      }
      progress?(ensemble)
    }
    if let target = options.targetStandardError, ensemble.largestStandardError <= target {
      ensemble.status = .reachedTarget
    }
  }

  /// Runs the blocks up to the next decision; false where a stop was asked for.
  private func runRound(
    _ ensemble: inout TrajectoryEnsemble, _ bar: ProgressBar?
  ) throws -> Bool {
    let first = ensemble.trajectoryCount
    let round = Self.blockSize * Self.blocksBetweenDecisions
    let end = min((first / round + 1) * round, options.trajectoryCount)
    let firstBlock = first / Self.blockSize
    let lastBlock = (end - 1) / Self.blockSize
    let size = ensemble.statistics.means.count
    let shared = Mutex(Shared())
    let nextBlock = Atomic(firstBlock)
    let isStopped = Atomic(false)
    let threads = min(
      options.threadCount ?? ProcessInfo.processInfo.activeProcessorCount,
      lastBlock - firstBlock + 1)
    withUnsafeCurrentTask { task in
      // Worker threads belong to no task, so that they ask the caller's; a task outlives this closure and
      // may be asked from any thread.
      nonisolated(unsafe) let task = task
      let work: @Sendable () -> Void = {
        let worker = makeWorker()
        while !isStopped.load(ordering: .relaxed) {
          let block = nextBlock.wrappingAdd(1, ordering: .relaxed).oldValue
          guard block <= lastBlock else { return }
          var result = Block(statistics: EnsembleStatistics(size: size))
          do {
            let range = block * Self.blockSize..<(block + 1) * Self.blockSize
            for trajectory in range.clamped(to: first..<end) {
              if Cancellation.isRequested || task?.isCancelled == true {
                isStopped.store(true, ordering: .relaxed)
                return
              }
              let contribution = try worker(trajectory)
              bar?.advance()
              result.statistics.add(contribution.values)
              if options.keepsRecords {
                result.jumps.append(contribution.jumps)
                result.currents.append(contribution.currents)
              }
            }
            shared.withLock { $0.blocks[block] = result }
          } catch {
            isStopped.store(true, ordering: .relaxed)
            if (error as? QuantumDynamicsError)?.code == .cancelled { return }
            shared.withLock { if $0.error == nil { $0.error = error } }
          }
        }
      }
      if threads == 1 {
        work()
      } else {
        DispatchQueue.concurrentPerform(iterations: threads) { _ in work() }
      }
    }
    let outcome = shared.withLock { $0 }
    if let error = outcome.error { throw error }
    for index in firstBlock...lastBlock {
      guard let block = outcome.blocks[index] else { return false }
      ensemble.statistics.merge(block.statistics)
      if options.keepsRecords {
        if block.jumps.contains(where: { !$0.isEmpty }) || block.currents.allSatisfy(\.isEmpty) {
          ensemble.jumps += block.jumps
        }
        if block.currents.contains(where: { !$0.isEmpty }) { ensemble.currents += block.currents }
      }
    }
    return true
  }
}

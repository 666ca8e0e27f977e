import Dispatch
import Foundation
import LinearAlgebra
import RichDisplay
import Synchronization
import _NonlinearDynamicsShims

/// Runs many points on lanes of several threads.
enum LanePool {
  /// The outcomes of points; nil for those that were not reached before the user stopped the calculation.
  ///
  /// Each outcome depends on its point alone, not on lanes, threads or order.
  static func run(
    _ plan: LanePlan, jobs: [LaneJob], threads: Int?, lanes: Int = Int(ISOCHRON_LANES),
    progress bar: ProgressBar
  ) -> [LaneOutcome?] {
    let next = Atomic(0)
    let outcomes = Mutex([LaneOutcome?](repeating: nil, count: jobs.count))
    let most = (jobs.count + lanes - 1) / lanes
    let count = max(1, min(threads ?? ProcessInfo.processInfo.activeProcessorCount, most))
    DispatchQueue.concurrentPerform(iterations: count) { _ in
      var worker = LaneWorker(plan, lanes: lanes)
      worker.run(
        next: {
          let number = next.add(1, ordering: .relaxed).oldValue
          return number < jobs.count ? number : nil
        }, job: { jobs[$0] },
        report: { number, outcome in
          outcomes.withLock { $0[number] = outcome }
          bar.advance()
        })
    }
    return outcomes.withLock { $0 }
  }
}

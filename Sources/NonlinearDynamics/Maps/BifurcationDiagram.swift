import Dispatch
import Foundation
import LinearAlgebra
import RichDisplay
import Synchronization

/// The values of a quantity at passages through a surface, against a parameter.
public struct BifurcationDiagram: Sendable, Codable {
  /// The name of the parameter.
  public let parameterName: String
  /// The values of the parameter.
  public let parameterValues: [Double]
  /// The values of the quantity at the passages, for each value of the parameter; none where the trajectory comes to
  /// rest, runs to infinity or does not pass.
  public let values: [[Double]]
  /// The parameters of the flow; that of the diagram as it was.
  public let parameters: [String: Double]

  /// How many different values there are for each parameter, which is the period in passages where it is small.
  ///
  /// - Parameter tolerance: values closer than this, relative to the extent of all, are one.
  /// - Returns: a number for each value of the parameter.
  public func distinctCounts(tolerance: Double = 1e-3) -> [Int] {
    let all = values.joined()
    let extent = (all.max() ?? 0) - (all.min() ?? 0)
    return values.map { list in
      var count = 0
      var last = -Double.infinity
      for value in list.sorted() where value - last > tolerance * extent || count == 0 {
        count += 1
        last = value
      }
      return count
    }
  }
}

extension Flow {
  /// A bifurcation diagram: what a trajectory does on its attractor, at many values of a parameter.
  ///
  /// ```swift
  /// let diagram = try roessler.bifurcationDiagram(
  ///   over: "c", .linear(2, 6, count: 200), from: [1, 1, 0], maximaOf: "x")
  /// ```
  ///
  /// - Parameters:
  ///   - name: of the parameter.
  ///   - values: of the parameter.
  ///   - initial: the first state for each value.
  ///   - variable: the variable whose maxima are collected.
  ///   - count: how many maxima at each value.
  ///   - settling: the time left out.
  ///   - longest: the longest time to wait for the maxima.
  ///   - integrator: method and tolerances.
  ///   - threads: how many; all cores where not given.
  /// - Returns: the maxima against the parameter.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `cancelled`.
  public func bifurcationDiagram(
    over name: String, _ values: [Double], from initial: [Double], maximaOf variable: String,
    count: Int = 60, settling: Double = 300, longest: Double = 2000,
    integrator: FlowIntegrator = .lyapunov, threads: Int? = nil
  ) throws -> BifurcationDiagram {
    guard let index = variables.firstIndex(of: variable) else {
      throw NonlinearDynamicsError(
        .invalidArgument,
        "The flow has no variable “\(variable)”; it has \(variables.joined(separator: ", ")).")
    }
    let rise = velocity[index]
    return try bifurcationDiagram(
      over: name, values, from: initial, of: { v, _ in v[index] }, count: count,
      settling: settling, direction: .falling, longest: longest, integrator: integrator,
      threads: threads, surface: { _, _ in rise })
  }

  /// A bifurcation diagram of a quantity at passages through a surface.
  ///
  /// - Parameters:
  ///   - name: of the parameter.
  ///   - values: of the parameter.
  ///   - initial: the first state for each value.
  ///   - quantity: what is collected.
  ///   - count: how many passages at each value.
  ///   - settling: the time left out.
  ///   - direction: which passages count.
  ///   - longest: the longest time to wait for them.
  ///   - integrator: method and tolerances.
  ///   - threads: how many; all cores where not given.
  ///   - surface: what is zero on the surface.
  /// - Returns: the values against the parameter.
  /// - Throws: `NonlinearDynamicsError`: `invalidArgument`, `cancelled`.
  public func bifurcationDiagram(
    over name: String, _ values: [Double], from initial: [Double],
    of quantity: @escaping @Sendable (Variables, Parameters) -> Formula, count: Int = 60,
    settling: Double = 300, direction: FlowEvent.Direction = .rising, longest: Double = 2000,
    integrator: FlowIntegrator = .lyapunov, threads: Int? = nil,
    surface: @escaping @Sendable (Variables, Parameters) -> Formula
  ) throws -> BifurcationDiagram {
    try check(initial)
    let index = parameterIndex(name)
    guard !values.isEmpty, values.allSatisfy(\.isFinite), count >= 1, settling >= 0, longest > 0
    else {
      throw NonlinearDynamicsError(
        .invalidArgument, "A diagram needs finite values of the parameter and at least one passage."
      )
    }
    let read = formula(quantity)
    let bar = ProgressBar(total: values.count, label: "bifurcation diagram")
    let results = Mutex([[Double]?](repeating: nil, count: values.count))
    let next = Atomic(0)
    let workers = min(values.count, threads ?? ProcessInfo.processInfo.activeProcessorCount)
    DispatchQueue.concurrentPerform(iterations: max(1, workers)) { _ in
      while true {
        let number = next.add(1, ordering: .relaxed).oldValue
        guard number < values.count, !Cancellation.isRequested else { return }
        var parameters = parameterValues
        parameters[index] = values[number]
        let flow = with(values: parameters)
        // A trajectory that runs away has no attractor to show.
        let section = try? flow.poincareSection(
          from: initial, count: count, settling: settling, direction: direction, longest: longest,
          integrator: integrator, surface: surface)
        let found = section?.states.compactMap { try? flow.value(of: read, at: $0) } ?? []
        results.withLock { $0[number] = found }
        bar.advance()
      }
    }
    bar.finish()
    let found = results.withLock { $0 }
    guard !found.contains(where: { $0 == nil }) else {
      throw NonlinearDynamicsError.stopped("a bifurcation diagram")
    }
    return BifurcationDiagram(
      parameterName: name, parameterValues: values, values: found.map { $0 ?? [] },
      parameters: self.parameters)
  }
}

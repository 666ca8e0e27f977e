import Dispatch
import Synchronization

/// Calculates something for each element, each on a thread of its own.
///
/// - Parameters:
///   - elements: few, since each gets a thread.
///   - body: what to calculate.
/// - Returns: the results in order.
/// - Throws: the first error; `LinearAlgebraError` with `cancelled`.
package func concurrently<Element: Sendable, Value: Sendable>(
  _ elements: [Element], _ body: @Sendable (Element) throws -> Value
) throws -> [Value] {
  guard elements.count > 1 else { return try elements.map(body) }
  let results = Mutex([Result<Value, any Error>?](repeating: nil, count: elements.count))
  DispatchQueue.concurrentPerform(iterations: elements.count) { k in
    let result = Result { try body(elements[k]) }
    results.withLock { $0[k] = result }
  }
  // The workers are not part of the caller's task.
  try Cancellation.check("the shifts of one round were searched")
  return try results.withLock { try $0.compactMap { try $0?.get() } }
}

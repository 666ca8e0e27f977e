import Preconditions
public import LinearAlgebra
import _LinearAlgebraShims

extension Array where Element: MatrixScalar {
  /// Replaces the vector by base + Σ factor × term, a block at a time, so that each number is written
  /// to memory once.
  ///
  /// - Parameters:
  ///   - base: the vector that the sum starts with.
  ///   - factors: one number for each term.
  ///   - terms: vectors of the same length.
  public mutating func setSum(_ base: [Element], _ factors: [Double], _ terms: [[Element]]) {
    if count != base.count { self = base }
    let size = count * Element.realComponentCount
    let used = factors.indices.filter { factors[$0] != 0 }
    for k in used {
      requirePrecondition(
        terms[k].count == base.count,
        "A derivative has \(terms[k].count) numbers where the state has \(base.count).")
    }
    withDoubles { target in
      base.withConstantDoubles { base in
        let block = 2048
        var start = 0
        while start < size {
          let length = Swift.min(block, size - start)
          if target != base { (target + start).update(from: base + start, count: length) }
          for k in used {
            let factor = factors[k]
            terms[k].withConstantDoubles { term in
              for i in start..<start + length { target[i] += factor * term[i] }
            }
          }
          start += length
        }
      }
    }
  }

  /// The root mean square of |e_i| / (a + r max(|x_i|, |y_i|)); for complex numbers over their real and
  /// imaginary parts, with the scale of the larger.
  ///
  /// - Parameters:
  ///   - before: x.
  ///   - after: y.
  ///   - absolute: a.
  ///   - relative: r.
  /// - Returns: at most 1 where the error is within the tolerance.
  public func errorNorm(
    before: [Element], after: [Element], absolute: Double, relative: Double
  ) -> Double {
    guard !isEmpty else { return 0 }
    requirePrecondition(
      before.count == count && after.count == count, "An error and its states differ in length.")
    let size = count * Element.realComponentCount
    var sum = 0.0
    withConstantDoubles { error in
      before.withConstantDoubles { before in
        after.withConstantDoubles { after in
          if Element.realComponentCount == 1 {
            for i in 0..<size {
              let ratio =
                error[i] / (absolute + relative * Swift.max(abs(before[i]), abs(after[i])))
              sum += ratio * ratio
            }
          } else {
            for i in Swift.stride(from: 0, to: size, by: 2) {
              let larger = Swift.max(
                before[i] * before[i] + before[i + 1] * before[i + 1],
                after[i] * after[i] + after[i + 1] * after[i + 1])
              let scale = absolute + relative * larger.squareRoot()
              let length = error[i] * error[i] + error[i + 1] * error[i + 1]
              sum += length / (scale * scale)
            }
          }
        }
      }
    }
    return (sum / Double(count)).squareRoot()
  }

  private mutating func withDoubles(_ body: (UnsafeMutablePointer<Double>) -> Void) {
    withUnsafeMutableBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      body(start.assumingMemoryBound(to: Double.self))
    }
  }

  @inline(__always)
  private func withConstantDoubles(_ body: (UnsafePointer<Double>) -> Void) {
    withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      body(start.assumingMemoryBound(to: Double.self))
    }
  }
}

extension Array where Element == Double {
  /// Σ x_i y_i.
  func dot(_ other: [Double]) -> Double {
    requirePrecondition(count == other.count, "A scalar product takes vectors of the same length.")
    return isochron_dot(Int64(count), self, other)
  }
}

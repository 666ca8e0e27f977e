import RealModule

/// The Bessel functions J₀(z) … J_k(z) of one argument, as far as they are not negligible.
enum BesselSequence {
  /// - Parameters:
  ///   - argument: z ≥ 0.
  ///   - tolerance: where the sequence ends: all later values are smaller.
  /// - Returns: J₀ … J_k, by Miller's backward recurrence, normalized with J₀ + 2 Σ J_2k = 1.
  static func values(_ argument: Double, tolerance: Double) -> [Double] {
    guard argument > 0 else { return [1] }
    let top = Int(argument + 30 + 12 * Double.root(argument, 3)) | 1
    var values = [Double](repeating: 0, count: top + 2)
    values[top] = 1e-300
    for k in stride(from: top, to: 0, by: -1) {
      values[k - 1] = 2 * Double(k) / argument * values[k] - values[k + 1]
      if abs(values[k - 1]) > 1e250 {
        for i in (k - 1)...top { values[i] *= 1e-250 }
      }
    }
    let sum = values[0] + 2 * stride(from: 2, through: top, by: 2).reduce(0) { $0 + values[$1] }
    let result = values.map { $0 / sum }
    let last = result.lastIndex { abs($0) > tolerance } ?? 0
    return Array(result[0...last])
  }
}

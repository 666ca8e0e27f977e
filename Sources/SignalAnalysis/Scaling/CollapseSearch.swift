import LinearAlgebra
import RealModule

/// The search for the best scaling over the free ones of x_c, a and b.
struct CollapseSearch {
  let free: [ScalingCollapse.Parameter]

  func minimum(
    of measure: CollapseMeasure, from point: [Double]
  ) -> (point: [Double], value: Double, evaluations: Int, hasConverged: Bool) {
    func value(_ full: [Double]) -> Double {
      measure.value(critical: full[0], xExponent: full[1], yExponent: full[2])
    }
    guard !free.isEmpty else { return (point, value(point), 1, true) }
    let all = measure.curves.flatMap(\.x)
    let range = (all.max() ?? 1) - (all.min() ?? 0)
    // First steps: a fiftieth of the range of x, a tenth of an exponent of order one.
    let steps = free.map { $0 == .critical ? range / 50 : 0.1 }
    func full(_ reduced: [Double]) -> [Double] {
      var full = point
      for (parameter, number) in zip(free, reduced) { full[parameter.index] = number }
      return full
    }
    let search = NelderMead(from: free.map { point[$0.index] }, steps: steps) { value(full($0)) }
    return (
      full(search.point), search.value, search.evaluationCount,
      search.hasConverged && search.value.isFinite
    )
  }
}

extension ScalingCurve {
  /// A curve as another measurement could have given it.
  func drawn(using generator: inout SplitMix64) -> ScalingCurve {
    if let errors {
      let values = zip(y, errors).map { $0 + $1 * Self.normal(using: &generator) }
      return ScalingCurve(unchecked: size, x, values, errors)
    }
    // Points with replacement; a point drawn twice counts once, and four have to be left for the cubics.
    var chosen: Set<Int> = []
    for _ in x.indices { chosen.insert(Int.random(in: x.indices, using: &generator)) }
    while chosen.count < 4 { chosen.insert(Int.random(in: x.indices, using: &generator)) }
    let order = chosen.sorted()
    return ScalingCurve(unchecked: size, order.map { x[$0] }, order.map { y[$0] }, nil)
  }

  /// A normal number by Box and Muller's formula.
  private static func normal(using generator: inout SplitMix64) -> Double {
    let uniform = Double((generator.next() >> 11) + 1) * 0x1p-53
    let angle = Double(generator.next() >> 11) * (0x1p-53 * 2 * Double.pi)
    return (-2 * Double.log(uniform)).squareRoot() * .cos(angle)
  }
}

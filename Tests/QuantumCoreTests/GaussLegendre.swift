import RealModule

/// Gauss–Legendre quadrature, the independent rule that integrals of the library are checked with.
struct GaussLegendre {
  let nodes: [Double]
  let weights: [Double]

  init(count: Int, from lower: Double, to upper: Double) {
    let order = Double(count)
    var nodes: [Double] = []
    var weights: [Double] = []
    for i in 0..<count {
      var x = Double.cos(.pi * (Double(i) + 0.75) / (order + 0.5))
      var derivative = 1.0
      for _ in 0..<20 {
        var (previous, current) = (1.0, x)
        for k in 2...count {
          let degree = Double(k)
          (previous, current) =
            (current, ((2 * degree - 1) * x * current - (degree - 1) * previous) / degree)
        }
        derivative = order * (x * current - previous) / (x * x - 1)
        x -= current / derivative
      }
      nodes.append((upper + lower) / 2 + (upper - lower) / 2 * x)
      weights.append((upper - lower) / ((1 - x * x) * derivative * derivative))
    }
    self.nodes = nodes
    self.weights = weights
  }

  func integrate(_ function: (Double) -> Double) -> Double {
    zip(nodes, weights).reduce(0) { $0 + $1.1 * function($1.0) }
  }
}

import NonlinearDynamics

/// Systems with known answers.
enum ModelSystems {
  static let vanDerPol = Flow(variables: ["x", "y"], parameters: ["mu": 1]) { v, p in
    [v.y, p.mu * (1 - v.x * v.x) * v.y - v.x]
  }

  /// ż = (a + i) z − |z|² z: a circle of radius √a, run through in 2π, multiplier e^(−4πa).
  static let stuartLandau = Flow(variables: ["x", "y"], parameters: ["a": 0.25]) { v, p in
    let z = ComplexFormula(v.x, v.y)
    let rate = ComplexFormula(p.a - z.lengthSquared, 1) * z
    return [rate.real, rate.imaginary]
  }

  static let lorenz = Flow(
    variables: ["x", "y", "z"], parameters: ["sigma": 10, "r": 28, "b": 8.0 / 3]
  ) { v, p in
    [p.sigma * (v.y - v.x), v.x * (p.r - v.z) - v.y, v.x * v.y - p.b * v.z]
  }

  static let roessler = Flow(
    variables: ["x", "y", "z"], parameters: ["a": 0.2, "b": 0.2, "c": 2.5]
  ) { v, p in
    [-v.y - v.z, v.x + p.a * v.y, p.b + v.z * (v.x - p.c)]
  }

  static let brusselator = Flow(variables: ["x", "y"], parameters: ["A": 1.3, "B": 1]) { v, p in
    [p.A + v.x * v.x * v.y - (p.B + 1) * v.x, p.B * v.x - v.x * v.x * v.y]
  }

  static let henonHeiles = Flow(
    variables: ["x", "y", "px", "py"],
    conserved: { v, _ in
      [
        (v.px.squared + v.py.squared + v.x.squared + v.y.squared) / 2 + v.x.squared * v.y
          - pow(v.y, 3) / 3
      ]
    }
  ) { v, _ in
    [v.px, v.py, -v.x - 2 * v.x * v.y, -v.y - v.x.squared + v.y.squared]
  }

  static let drivenDuffing = Flow(
    variables: ["x", "v"], parameters: ["omega": 1.2, "F": 0.3, "delta": 0.2],
    forcingPeriod: { 2 * Double.pi / $0.omega }
  ) { v, p in
    [v.v, -p.delta * v.v + v.x - pow(v.x, 3) + p.F * cos(p.omega * v.time)]
  }

  /// The dimer of paper 001 in its mean field, equation (3).
  static let dimer = Flow(
    variables: ["x1", "y1", "x2", "y2"],
    parameters: ["omega": 1, "U": 0.1, "J": 0.4, "gamma": 1, "eta": 1]
  ) { v, p in
    let (a, b) = (ComplexFormula(v.x1, v.y1), ComplexFormula(v.x2, v.y2))
    let (n, m) = (a.lengthSquared, b.lengthSquared)
    let i = ComplexFormula.i
    let first =
      ComplexFormula(p.gamma / 2 - p.eta * n, -p.omega - p.U * n) * a
      + 2 * p.J * (i * a.conjugate * b)
    let second =
      ComplexFormula(p.gamma / 2 - p.eta * m, -p.omega - p.U * m) * b + p.J * (i * a * a)
    return [first.real, first.imaginary, second.real, second.imaginary]
  }

  /// The driven spin of paper 000, (S14), on the sphere.
  static let drivenSpin = Flow(
    variables: ["x", "y", "z"], parameters: ["detuning": 0.5, "drive": 0.5, "gain": 1, "decay": 2],
    constraints: { v, _ in [v.x.squared + v.y.squared + v.z.squared] }
  ) { v, p in
    let g = p.gain - p.decay * v.z.squared
    return [
      -p.detuning * v.y - g * v.x * v.z,
      p.detuning * v.x + p.drive / 2 * v.z - g * v.y * v.z,
      -p.drive / 2 * v.y + g * (v.x.squared + v.y.squared),
    ]
  }
}

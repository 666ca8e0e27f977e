import ComplexModule
import LinearAlgebra

extension Flow {
  /// The first Lyapunov coefficient of a Hopf bifurcation with critical eigenvalues ±iω.
  ///
  /// l₁ = Re[⟨p, C(q, q, q*)⟩ − 2⟨p, B(q, A⁻¹B(q, q*))⟩ + ⟨p, B(q*, (2iω − A)⁻¹B(q, q))⟩] / 2ω with A q = iω q,
  /// Aᵀp = −iω p, ⟨p, q⟩ = 1, |q| = 1.
  ///
  /// Reference: Yu. A. Kuznetsov, Elements of Applied Bifurcation Theory, 3rd ed., eq. (5.34).
  func firstLyapunovCoefficient(at state: [Double], frequency: Double) throws -> Double? {
    guard constraintCount == 0 else { return nil }
    let n = dimension
    let a = try jacobian(at: state)
    let system = try a.eigensystem()
    let target = ComplexDouble(0, frequency)
    guard
      let index = system.values.indices.min(by: {
        (system.values[$0] - target).length < (system.values[$1] - target).length
      })
    else { return nil }
    let q = system.rightVectors.column(index)
    var p = system.leftVectors.column(index)
    let overlap = zip(p, q).reduce(ComplexDouble.zero) { $0 + $1.0.conjugate * $1.1 }
    p = p.map { $0 / overlap.conjugate }
    let derivatives = HigherDerivatives(self, at: state)
    let conjugate = q.map(\.conjugate)
    let complex = a.map { ComplexDouble($0) }
    let mean = try complex.solve(derivatives.second(q, conjugate))
    let shifted = Matrix<ComplexDouble>(rows: n, columns: n) { i, j in
      (i == j ? ComplexDouble(0, 2 * frequency) : .zero) - complex[i, j]
    }
    let double = try shifted.solve(derivatives.second(q, q))
    let third = derivatives.third(q, q, conjugate)
    let one = derivatives.second(q, mean)
    let two = derivatives.second(conjugate, double)
    var sum = ComplexDouble.zero
    for i in 0..<n { sum += p[i].conjugate * (third[i] - ComplexDouble(2) * one[i] + two[i]) }
    return sum.real / (2 * frequency)
  }
}

/// The second and third derivatives of f at a state, those that are not zero everywhere.
private struct HigherDerivatives {
  private let dimension: Int
  private var seconds: [(i: Int, j: Int, k: Int, value: Double)] = []
  private var thirds: [(i: Int, j: Int, k: Int, l: Int, value: Double)] = []

  init(_ flow: Flow, at state: [Double]) {
    let n = flow.dimension
    dimension = n
    var formulas: [Formula] = []
    var places: [[Int]] = []
    for (i, velocity) in flow.velocity.enumerated() {
      for j in 0..<n {
        let first = velocity.derivative(byVariable: j)
        if first.constantValue != nil { continue }
        for k in 0...j {
          let second = first.derivative(byVariable: k)
          if second.constantValue == 0 { continue }
          formulas.append(second)
          places.append([i, j, k])
          if second.constantValue != nil { continue }
          for l in 0...k {
            let third = second.derivative(byVariable: l)
            if third.constantValue == 0 { continue }
            formulas.append(third)
            places.append([i, j, k, l])
          }
        }
      }
    }
    let evaluator = Evaluator(
      Program(formulas, variableCount: n, parameterCount: flow.parameterNames.count))
    evaluator.setParameters(flow.parameterValues)
    for (place, value) in zip(places, evaluator(state)) {
      if place.count == 3 {
        seconds.append((place[0], place[1], place[2], value))
      } else {
        thirds.append((place[0], place[1], place[2], place[3], value))
      }
    }
  }

  func second(_ u: [ComplexDouble], _ v: [ComplexDouble]) -> [ComplexDouble] {
    var result = Array(repeating: ComplexDouble.zero, count: dimension)
    for (i, j, k, value) in seconds {
      let terms = j == k ? u[j] * v[k] : u[j] * v[k] + u[k] * v[j]
      result[i] += ComplexDouble(value) * terms
    }
    return result
  }

  func third(_ u: [ComplexDouble], _ v: [ComplexDouble], _ w: [ComplexDouble]) -> [ComplexDouble] {
    var result = Array(repeating: ComplexDouble.zero, count: dimension)
    for (i, j, k, l, value) in thirds {
      // Each different order of the three indices once.
      for order in Set([[j, k, l], [j, l, k], [k, j, l], [k, l, j], [l, j, k], [l, k, j]]).sorted(
        by: { $0.lexicographicallyPrecedes($1) })
      {
        result[i] += ComplexDouble(value) * u[order[0]] * v[order[1]] * w[order[2]]
      }
    }
    return result
  }
}

/// The coefficients of the derivatives of first and second order of the Wigner function's equation, and how large
/// those of third order are, in the variables z = (α_1, α_1*, α_2, …).
///
/// 𝓛†[z_i] = A_i,  𝓛†[z_i z_j] = z_i A_j + z_j A_i + D_ij, and so on with pointwise products.
struct KramersMoyalCoefficients {
  private(set) var first: [WeylSymbol]
  private(set) var second: [[WeylSymbol]]
  private(set) var largestThird = 0.0

  init(generator: AdjointGenerator, modeCount: Int) {
    let count = 2 * modeCount
    let z = (0..<count).map { place in
      let mode = WeylSymbol.modes(modeCount)[place / 2]
      return place.isMultiple(of: 2) ? mode : mode.adjoint
    }
    let operators = [generator.hamiltonian] + generator.jumpOperators.map { $0.adjoint * $0 }
    let scale = operators.reduce(0) { max($0, $1.largestCoefficient) }
    let a = z.map { generator($0).cleaned(relativeTo: scale) }
    var d = Array(
      repeating: Array(repeating: WeylSymbol(modeCount: modeCount, terms: [:]), count: count),
      count: count)
    for i in 0..<count {
      for j in i..<count {
        let rest =
          generator(z[i].pointwise(z[j])) - z[i].pointwise(a[j]) - z[j].pointwise(a[i])
        d[i][j] = rest.cleaned(relativeTo: 10 * scale)
        d[j][i] = d[i][j]
      }
    }
    for i in 0..<count {
      for j in i..<count {
        for k in j..<count {
          let pair = z[i].pointwise(z[j])
          let drifts =
            pair.pointwise(a[k]) + z[i].pointwise(z[k]).pointwise(a[j])
            + z[j].pointwise(z[k]).pointwise(a[i])
          let spreads =
            z[i].pointwise(d[j][k]) + z[j].pointwise(d[i][k]) + z[k].pointwise(d[i][j])
          let rest = generator(pair.pointwise(z[k])) - drifts - spreads
          largestThird = max(largestThird, rest.cleaned(relativeTo: 100 * scale).largestCoefficient)
        }
      }
    }
    first = a
    second = d
  }
}

import Isochron

/// Analysis of signals and measures of states; the peers are SciPy and QuTiP.
func analysisBenchmarks() -> [Benchmark] {
  [
    Benchmark("Welch spectrum of 2^20 samples in pieces of 4096") {
      let signal = try SampledSignal(oscillation(count: 1 << 20), interval: 0.01)
      return {
        let spectrum = try PowerSpectrum(of: signal, segmentLength: 4096, unit: .cyclic)
        return spectrum.values[100]
      }
    },
    Benchmark("Damped oscillation fitted to 2000 points") {
      let x = (0..<2000).map { 0.01 * Double($0) }
      let y = x.map { (t: Double) -> Double in
        let decay = 1.5 * Double.exp(-0.2 * t) * Double.cos(3 * t + 0.4)
        return decay + 0.1 * Double.sin(37 * t)
      }
      return { try CurveFit.dampedOscillation(x, y)["frequency"].value }
    },
    Benchmark("Negativity of 6 two-level systems, 3 to 3") {
      let space = try CompositeSpace(count: 6, of: .twoLevel, named: "q")
      let state = fixedState(64)
      return { try space.negativity(of: state, transposing: ["q0", "q1", "q2"]) }
    },
    Benchmark("Mutual information of two spins, S = 5") {
      let space = try CompositeSpace(["a": .spin(5), "b": .spin(5)])
      let state = fixedState(121)
      return { try space.mutualInformation(of: state, between: ["a"]) }
    },
    Benchmark("Collapse of 4 curves of 31 points") {
      let curves = try [20.0, 50, 100, 200].map { size in
        let x: [Double] = .linear(1.5, 2.5, count: 31)
        return try ScalingCurve(
          size: size, x: x,
          y: x.map { (value: Double) -> Double in
            let scaled = (value - 2) * Double.pow(size, 0.6)
            return Double.pow(size, -0.25) / (1 + Double.exp(scaled / 2))
          })
      }
      return {
        try ScalingCollapse(
          curves, critical: 1.9, xExponent: 0.5, yExponent: 0.2, bootstrapCount: 0
        ).xExponent.value
      }
    },
  ]
}

/// Two lines.
private func oscillation(count: Int) -> [Double] {
  (0..<count).map { index in
    let k = Double(index)
    return Double.sin(0.13 * k) + 0.1 * Double.cos(1.7 * k)
  }
}

/// M M†/Tr with M_ij = sin(0.9 k) + i cos(0.3 k²), k = i d + j + 1.
private func fixedState(_ dimension: Int) -> DensityMatrix {
  let factor = Matrix<ComplexDouble>(rows: dimension, columns: dimension) { i, j in
    let k = Double(i * dimension + j + 1)
    return ComplexDouble(Double.sin(0.9 * k), Double.cos(0.3 * k * k))
  }
  let product = factor * factor.adjoint
  return DensityMatrix(assumingValid: product / product.trace.real)
}

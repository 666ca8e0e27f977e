import Isochron

/// Random Lindbladians; tasks/random_lindbladians.py does the same.
func randomLindbladianBenchmarks() -> [Benchmark] {
  let series = [9, 15, 21, 27].map { dimension in
    Benchmark("random Lindbladian: sample, build, steady state, d = \(dimension)") {
      var random = Philox(seed: 1)
      return {
        let sample = try RandomLindbladian(dimension: dimension, using: &random)
        _ = try sample.realLiouvillian.steadyState()
        return nil
      }
    }
  }
  return series + [
    Benchmark("steady state at a further strength of the same sample, d = 27") {
      var random = Philox(seed: 1)
      let first = try RandomLindbladian(dimension: 27, using: &random).realLiouvillian
      let second = try RandomLindbladian(
        dimension: 27, coherentStrength: 0, using: &random
      ).realLiouvillian
      var strength = 0.0
      return {
        strength += 0.1
        _ = try first.adding(second, times: strength).steadyState()
        return nil
      }
    }
  ]
}

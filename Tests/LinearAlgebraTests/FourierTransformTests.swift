import ComplexModule
import LinearAlgebra
import RealModule
import Testing

@Suite struct FourierTransformTests {
  private func noise(_ count: Int) -> [ComplexDouble] {
    var generator = SplitMix64(seed: 1)
    return (0..<count).map { _ in
      ComplexDouble(generator.nextSymmetric(), generator.nextSymmetric())
    }
  }

  // Powers of two, small primes and composites: both methods against the sum.
  @Test(arguments: [1, 2, 3, 5, 8, 12, 17, 64, 97, 100])
  func equalsTheSum(size: Int) {
    let samples = noise(size)
    let fast = FourierTransform.forward(samples)
    for j in 0..<size {
      let sum = samples.indices.reduce(ComplexDouble.zero) { sum, k in
        sum + samples[k]
          * ComplexDouble(length: 1, phase: -2 * Double.pi * Double((j * k) % size) / Double(size))
      }
      #expect((fast[j] - sum).length < 1e-13 * Double(size))
    }
  }

  // Rounding grows like log n: 1e-13 leaves two digits for n = 10,007, a prime.
  @Test(arguments: [7, 1024, 10_007])
  func inverseUndoesForward(size: Int) {
    let samples = noise(size)
    let back = FourierTransform.inverse(FourierTransform.forward(samples))
    #expect(zip(samples, back).allSatisfy { ($0 - $1).length < 1e-13 })
  }
}

import ComplexModule
import Foundation
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import Testing

@Suite struct FourierTransformTests {
  @Test(arguments: [1, 2, 8, 64])
  func equalsTheSum(size: Int) {
    var generator = Philox(seed: 1)
    let samples = (0..<size).map { _ in
      NormalVariates.complex(using: &generator)
    }
    let fast = FourierTransform.forward(samples)
    for j in 0..<size {
      let sum = samples.indices.reduce(ComplexDouble.zero) { sum, k in
        sum + samples[k]
          * ComplexDouble(length: 1, phase: -2 * Double.pi * Double(j * k) / Double(size))
      }
      #expect((fast[j] - sum).length < 1e-12 * Double(size))
    }
  }
}

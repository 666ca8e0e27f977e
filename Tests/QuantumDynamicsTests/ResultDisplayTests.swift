import ComplexModule
import LinearAlgebra
import QuantumCore
import QuantumDynamics
import RichDisplay
import Testing

@Suite struct ResultDisplayTests {
  private func texts(_ value: any RichDisplayable) -> [String] {
    value.richRepresentation.contents.values.compactMap {
      if case .text(let text) = $0 { text } else { nil }
    }
  }

  @Test func resultsShowTheirEvidence() throws {
    let pauli = try Sample.pauli()
    let liouvillian = try Sample.qubit()
    let solution = try liouvillian.evolve(
      from: DensityMatrix(try Ket([1, 0])), times: [0, 1], observing: ["<z>": pauli.z])
    let shown: [(any RichDisplayable, [String])] = [
      (liouvillian, ["4 × 4"]), (solution, ["dense exponential", "trace"]),
      (try liouvillian.steadyState(), ["residual", "purity"]),
      (try liouvillian.spectrum(), ["gap", "∞", "condition"]),
    ]
    for (value, words) in shown {
      let texts = texts(value)
      #expect(texts.count == 2)
      for text in texts {
        for word in words { #expect(text.contains(word), "\(word) in \(text)") }
      }
    }
    // Names reach HTML escaped.
    let html = solution.richRepresentation.contents[.html]
    #expect(html.map { "\($0)" }?.contains("&lt;z&gt;") == true)
  }

  @Test func evidenceAndIntegratorsReadAsSentences() throws {
    let liouvillian = try Sample.qubit()
    let solution = try liouvillian.evolve(
      from: DensityMatrix(try Ket([1, 0])), times: [0, 1], observing: [:])
    #expect("\(solution.evidence)".contains("drift of the trace: "))
    #expect(
      "\(solution.evidence.integration)".hasPrefix("dense exponential, tolerances 1e−08 relative"))
    #expect("\(ExplicitRungeKutta())".count < 100)
    #expect("\(RungeKuttaTableau.dop853)".contains("order 8"))
    let zero = try #require(try liouvillian.spectrum().eigenvalues.first { $0.isZero })
    #expect("\(zero)".hasPrefix("0 (±"))
  }

  @Test func longSpectraAreCut() throws {
    let text = texts(try Sample.generic(dimension: 6).spectrum()).joined()
    #expect(text.contains("20 of 36"))
  }
}

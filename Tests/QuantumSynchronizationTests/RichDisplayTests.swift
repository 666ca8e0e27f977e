import LinearAlgebra
import QuantumCore
import QuantumDynamics
import QuantumSynchronization
import RichDisplay
import Testing

private func text(_ value: any RichDisplayable, _ type: MIMEType = .plainText) -> String {
  guard case .text(let text)? = value.richRepresentation.contents[type] else { return "" }
  return text
}

@Suite struct RichDisplayTests {
  private let flow = MeanFieldFlow { m in SIMD3(-m.y, m.x, 0) * 2 }

  @Test func trajectoriesShowTheirEvidence() throws {
    let path = try flow.trajectory(from: SIMD3(1, 0, 0), times: .linear(0, 3, count: 7))
    #expect(text(path).hasPrefix("Spin trajectory, 7 times from 0 to 3, |m| kept to "))
  }

  @Test func fixedPointsShowATable() {
    let points = flow.fixedPoints()
    #expect(text(points).contains("2 fixed points, indices sum to 2"))
    #expect(text(points).contains("2i, −2i"))
    #expect(text(points, .html).contains("<td>center</td>"))
  }

  @Test func flowsAndPointsAreSummarized() throws {
    #expect(text(flow).hasPrefix("Mean-field flow"))
    #expect(text(flow.fixedPoints()[0]).contains("center, eigenvalues 2i, −2i"))
    let path = try flow.angularTrajectory(polar: 1, azimuth: 0, times: .linear(0, 3, count: 7))
    #expect(text(path).hasPrefix("Angular trajectory, 7 times from 0 to 3, ends at θ = 1, φ = 6"))
    #expect(text(try path.phaseLocking(after: 0)).hasPrefix("Phase "))
  }

  @Test func measuresShowTheirNumbers() throws {
    let phase = PhaseDistribution(of: try Spin(twice: 1).coherentState(polar: .pi / 2, azimuth: 1))
    #expect(text(phase).contains("S_max = 0.125 at φ = 1"))
    let settled = try DynamicalOrderParameters(times: [0, 1, 2, 3], values: [2, 2, 2, 2])
    #expect(text(settled) == "Mean 2, variance 0, no oscillation")
  }
}

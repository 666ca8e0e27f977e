import NonlinearDynamics
import RichDisplay
import Testing

@Suite struct FormulaTextTests {
  @Test func equationsReadAsOnPaper() {
    #expect(
      ModelSystems.vanDerPol.description == """
        dx/dt = y
        dy/dt = mu (1 − x²) y − x
        mu = 1
        """)
  }

  @Test func bracketsStandWhereTheyMatter() {
    let flow = Flow(variables: ["a", "b"]) { v, _ in
      [v.a - (v.b - v.a), (v.a / v.b) / (v.a * v.b) * -v.b]
    }
    #expect(flow.description == "da/dt = a − (b − a)\ndb/dt = a/b/(a b) (−b)")
  }

  @Test func frontEndsGetLatex() {
    let text = ModelSystems.vanDerPol.richRepresentation.contents[.markdown]
    guard case .text(let latex) = text else {
      Issue.record("There is no LaTeX.")
      return
    }
    #expect(latex.contains(#"\frac{dy}{dt} &= \mu \,\left(1 - x^2\right)\,y - x"#))
  }

  @Test func resultsSayWhatTheyAre() throws {
    let points = try ModelSystems.lorenz.fixedPoints(in: [-50...50, -50...50, -50...50])
    #expect(points.richRepresentation.plainText.hasPrefix("3 fixed points, proven to be all"))
    let cycle = try ModelSystems.vanDerPol.limitCycle(from: [2, 0])
    #expect(cycle.richRepresentation.plainText.hasPrefix("Stable cycle of period 6.663286859"))
  }
}

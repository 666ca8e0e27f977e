import Plotting
import Testing

@Suite struct PlottingErrorTests {
  private func code(_ drawable: any Drawable) -> PlottingError.Code? {
    do {
      _ = try drawable.displayList()
      return nil
    } catch {
      return (error as? PlottingError)?.code
    }
  }

  @Test func badInputIsNamed() {
    #expect(code(Plot { Line([1, 2, 3], [1, 2]) }) == .mismatchedLengths)
    #expect(code(Plot { Line([], []) }) == .emptyData)
    #expect(code(Plot {}) == .emptyData)
    #expect(code(Plot { Line([1, 2], [.nan, .infinity]) }) == .noFiniteData)
    #expect(code(Plot { Scatter([.nan], [1]) }) == .noFiniteData)
    #expect(code(Plot { Line([1, 2], [0, -1]) }.yScale(.log)) == .nonPositiveOnLogScale)
    #expect(
      code(Plot { Line([1, 2], [1, 2]) }.xScale(.log).xRange(-1...2)) == .nonPositiveOnLogScale)
    #expect(code(Plot { Line([1, 2], [1, 2]) }.xRange(1...1)) == .emptyRange)
    #expect(code(Plot { Heatmap(z: []) }) == .emptyData)
    #expect(code(Plot { Heatmap(z: [[1, 2], [3]]) }) == .irregularGrid)
    #expect(code(Plot { Heatmap(z: [[.nan, .nan]]) }) == .noFiniteData)
    #expect(
      code(Plot { Heatmap(z: [[1, 2], [3, 4]], x: [0, 1, 2], y: [0, 1]) }) == .mismatchedLengths)
    #expect(code(Plot { Heatmap(z: [[1, 2, 3]], x: [0, 5, 1], y: [0]) }) == .irregularGrid)
    #expect(code(Plot { Line([1, 2], [1, 2]).colored(by: [1]) }) == .mismatchedLengths)
    #expect(code(Plot { HorizontalLine(.nan) }) == .noFiniteData)
    #expect(code(BlochSphere { SphereTrajectory([1, 2], [1], [1]) }) == .mismatchedLengths)
    #expect(code(BlochSphere { SpherePoint(.nan, 0, 0) }) == .noFiniteData)
    #expect(code(Figure { Grid(columns: 2) {} }) == .emptyData)
    #expect(
      code(Figure(columns: .width(.points(.nan))) { Plot { Line([1, 2]) } }) == .pageTooSmall)
  }

  @Test func messagesNameTheMarkAndTheRemedy() throws {
    let plot = Plot { Line([1, 2, 3], [1, 2]).label("$m_z$") }
    let error = #expect(throws: PlottingError.self) { try plot.displayList() }
    let message = try #require(error?.message)
    #expect(message.contains("m_z") && message.contains("3 x") && message.contains("2 y"))
  }

  @Test func panelsOfAFigureAreNamed() throws {
    let figure = Figure {
      Grid(columns: 2) {
        Plot { Line([1, 2], [1, 2]) }
        Plot { Line([], []) }
      }
    }
    let error = #expect(throws: PlottingError.self) { try figure.displayList() }
    #expect(try #require(error?.message).hasPrefix("Panel (b):"))
  }

  @Test func aBrokenPlotShowsWhyInItsPlace() {
    let list = Plot { Line([1, 2, 3], [1, 2]) }.displayListOrExplanation()
    #expect(list.texts.joined(separator: " ").contains("cannot be drawn"))
    #expect(list.altText.contains("as many x as y values"))
    #expect(list.size.height > 30)
  }

  @Test func extremeButValidDataAreDrawn() throws {
    #expect(code(Plot { Line([1], [1]) }) == nil)
    #expect(code(Plot { Line([0, 1], [3, 3]) }) == nil)
    #expect(code(Plot { Line([0, 1], [1e300, -1e300]) }) == nil)
    #expect(code(Plot { Line([0, 1], [1e-300, 2e-300]) }) == nil)
    #expect(code(Plot { Line([1e9, 1e9 + 1e-3], [0, 1]) }) == nil)
    #expect(code(Plot { Line([1, 2, 3], [1, .nan, 2]) }) == nil)
    #expect(code(Plot { Heatmap(z: [[1]]) }) == nil)
    #expect(code(Plot { Heatmap(z: [[1, 1], [1, 1]]) }) == nil)
    #expect(code(Plot { HorizontalLine(1) }) == nil)
    #expect(code(BlochSphere {}) == nil)
    #expect(code(Plot {}.xRange(0...1).yRange(0...1)) == nil)
    #expect(code(Plot { Line([1, 2], [1, 2]) }.xLabel("$\\unknown{x}$").yLabel("}{")) == nil)
  }
}

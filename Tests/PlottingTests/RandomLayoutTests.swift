import Foundation
import Plotting
import Testing

/// Figures of random kinds, sizes and words: nothing may be cut off or covered in any of them.
@Suite struct RandomLayoutTests {
  /// The same numbers in every run.
  private struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9e37_79b9_7f4a_7c15
      var mixed = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
    mutating func pick<T>(_ choices: [T]) -> T {
      choices[Int(next() % UInt64(choices.count))]
    }
    mutating func chance(_ percent: UInt64) -> Bool { next() % 100 < percent }
  }

  private static let names = [
    "$x$", "time $\\kappa t$", "$\\langle \\hat S_z \\rangle / S$", "a name of several words",
    "$\\frac{\\partial^2 E}{\\partial x^2}$", "gap",
    "a quantity whose name takes more room than most columns of journals have to offer for it",
  ]

  private static func scale(_ random: inout Generator) -> Double {
    pow(10, Double(Int(random.next() % 17)) - 8)
  }

  private static func plot(_ random: inout Generator) -> Plot {
    let count = 30
    let size = scale(&random)
    let shift = random.chance(20) ? size * 1e4 : 0
    let x = (0..<count).map { Double($0) * size + shift }
    let y = (0..<count).map { _ in
      Double(random.next() % 1000) * size - (random.chance(50) ? 500 : 0) * size
    }
    let isPositive = y.contains { $0 > 0 } && x.contains { $0 > 0 }
    var plot: Plot
    switch random.next() % 4 {
    case 0:
      plot = Plot { Line(x, y).label(random.pick(names)) }
    case 1:
      plot = Plot {
        Scatter(x, y).label(random.pick(names))
        HorizontalLine(abs(y[0]) + size)
      }
    case 2:
      plot = Plot {
        for _ in 0..<4 {
          Line(x, y.map { $0 * Double(random.next() % 7) + 1 }).label(random.pick(names))
        }
      }
    default:
      plot = Plot {
        Heatmap(z: [Array(y[0..<10]), Array(y[10..<20]), Array(y[20..<30])])
          .colorBar(random.pick(names))
      }
    }
    let isMap = plot.marks[0] is Heatmap
    if random.chance(80) {
      plot = plot.xLabel(random.pick(names), unit: random.chance(30) ? "µs" : nil)
    }
    if random.chance(80) { plot = plot.yLabel(random.pick(names)) }
    if random.chance(30) { plot = plot.title(random.pick(names)) }
    if random.chance(15) { plot = plot.aspect(random.pick([.equal, .ratio(0.5), .ratio(2)])) }
    if !isMap, isPositive, random.chance(20) { plot = plot.xScale(.log) }
    if !isMap, random.chance(20) {
      plot = plot.yScale(isPositive && random.chance(50) ? .log : .symlog(threshold: size))
    }
    if !isMap, random.chance(20) {
      plot = plot.rightAxis(random.pick(names), range: -scale(&random)...scale(&random))
    }
    if !isMap, random.chance(15) {
      plot = plot.topAxis(random.pick(names), range: 0...scale(&random))
    }
    if !isMap, plot.topAxis == nil, plot.xAxis.scale == .linear, random.chance(15) {
      plot = plot.xBreak(x[8]...x[20])
    }
    if random.chance(15) { plot = plot.xTicks(.multiplesOfPi) }
    if random.chance(20) {
      plot = plot.legend(random.pick([.above, .right, .topLeft, .bottomRight, .none]))
    }
    return plot
  }

  private static let styles: [FigureStyle] = [
    .notebook, .prl, .nature, .ieee, .talk, .poster, .dark,
  ]

  private static func figure(_ random: inout Generator) -> Figure {
    let columns = 1 + Int(random.next() % 3)
    let count = 1 + Int(random.next() % 5)
    var panels = (0..<count).map { _ in
      GridPanel(plot(&random)).span(columns: random.chance(20) ? 2 : 1)
    }
    if random.chance(25) {
      let inner = Grid(columns: 2) { for _ in 0..<(1 + random.next() % 3) { plot(&random) } }
      panels.append(GridPanel(inner))
    }
    var grid = Grid(columns: columns) { for panel in panels { panel } }
    if random.chance(60) { grid = grid.panelLabels(random.pick([.parenthesized, .letters])) }
    if random.chance(20) { grid = grid.sharedLegend() }
    if random.chance(20) { grid = grid.sharedXLabel(random.pick(names)) }
    if random.chance(20) { grid = grid.sharedYLabel(random.pick(names)) }
    if random.chance(20) { grid = grid.title(random.pick(names)) }
    let width: Figure.Columns = columns == 1 && random.chance(70) ? .single : .double
    return Figure(style: random.pick(styles), columns: width) { grid }
  }

  @Test(arguments: 0..<10)
  func nothingIsCutOffOrCovered(part: UInt64) throws {
    let texts: Set = ["tick-label", "axis-label", "axis-factor", "title", "panel-label"]
    var drawn = 0
    for number in 0..<20 {
      let seed = part * 20 + UInt64(number)
      var random = Generator(state: seed &* 0x1234_5678_9abc_def1)
      let figure = Self.figure(&random)
      let list: DisplayList
      do {
        list = try figure.displayList()
      } catch let error as PlottingError where error.code == .pageTooSmall {
        // Too many words for the page: refused, not drawn badly.
        continue
      }
      drawn += 1
      for group in list.groups {
        guard let frame = group.frame else { continue }
        #expect(list.page.holds(frame), "figure \(seed): \(group.role) \(frame), page \(list.size)")
      }
      let frames = list.groups.filter { texts.contains($0.role) && !$0.items.isEmpty }
      for (index, first) in frames.enumerated() {
        for second in frames.dropFirst(index + 1) {
          guard let a = first.frame, let b = second.frame else { continue }
          #expect(
            !a.inset(by: 0.02).overlaps(b.inset(by: 0.02)),
            "figure \(seed): \(first.role) \(a), \(second.role) \(b)")
        }
      }
      for axes in list.frames("axes") {
        let covering = frames.filter { $0.frame?.overlaps(axes.inset(by: 0.5)) == true }
        #expect(covering.isEmpty, "figure \(seed): \(covering.map(\.role)) over axes \(axes)")
      }
    }
    #expect(drawn >= 8, "too few figures have room: \(drawn)")
  }
}

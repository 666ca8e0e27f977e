import Foundation

/// The entries of a matrix as squares: the area is the magnitude, the colour the sign or the phase.
public struct Hinton: Mark {
  /// Magnitudes: one row for each row of the matrix, the first on top.
  public var magnitudes: [[Double]]
  /// Phases of the entries in radians; 0 and π for real matrices.
  public var phases: [[Double]]
  /// Whether all entries are real, so that there are two colours.
  public var isReal: Bool
  /// The magnitude of a full square, or nil for the greatest entry.
  public var full: Double?
  /// The colours of phases.
  public var map: ColorMap = .phase

  /// The entries of a real matrix.
  ///
  /// - Parameter matrix: rows of equal length, the first on top.
  public init(_ matrix: [[Double]]) {
    magnitudes = matrix.map { $0.map(abs) }
    phases = matrix.map { row in row.map { $0 < 0 ? .pi : 0 } }
    isReal = true
  }

  /// The entries of a complex matrix by their parts.
  ///
  /// - Parameters:
  ///   - real: real parts, rows of equal length, the first on top.
  ///   - imaginary: imaginary parts, as many.
  public init(real: [[Double]], imaginary: [[Double]]) {
    magnitudes = zip(real, imaginary).map { zip($0, $1).map { hypot($0, $1) } }
    phases = zip(real, imaginary).map { zip($0, $1).map { atan2($1, $0) } }
    let most = magnitudes.joined().max() ?? 0
    isReal = imaginary.joined().allSatisfy { abs($0) <= 1e-12 * most }
  }

  /// The same with a magnitude of the full square, to compare matrices.
  public func full(_ magnitude: Double) -> Hinton {
    var copy = self
    copy.full = magnitude
    return copy
  }

  private var columnCount: Int { magnitudes.first?.count ?? 0 }

  /// One unit for each entry; rows go down from 0.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    guard columnCount > 0, magnitudes.allSatisfy({ $0.count == columnCount }),
      phases.map(\.count) == magnitudes.map(\.count)
    else {
      throw PlottingError(
        .irregularGrid,
        "Hinton needs a matrix with rows of equal length that are not empty, got rows of "
          + Set(magnitudes.map(\.count)).sorted().map(String.init).joined(separator: ", ")
          + " entries.")
    }
    guard magnitudes.joined().contains(where: \.isFinite) else {
      throw PlottingError(
        .noFiniteData,
        "Hinton has no finite entry. Check the computation that made the matrix.")
    }
    return DataExtent(
      x: -0.5...(Double(columnCount) - 0.5), y: (0.5 - Double(magnitudes.count))...0.5,
      isTightX: true, isTightY: true)
  }

  /// Colours of positive and negative entries.
  private func colors(_ style: FigureStyle) -> (positive: Color, negative: Color) {
    (style.colorCycle[0], style.colorCycle[1 % style.colorCycle.count])
  }

  /// The squares.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let most = full ?? magnitudes.joined().filter(\.isFinite).max() ?? 1
    guard most > 0 else { return [] }
    var paths: [Color: Path] = [:]
    var order: [Color] = []
    let colors = colors(frame.style)
    for (row, line) in magnitudes.enumerated() {
      for (column, magnitude) in line.enumerated() where magnitude.isFinite {
        let half = 0.46 * min(1, magnitude / most).squareRoot()
        guard half > 0.004 else { continue }
        let (x, y) = (Double(column), -Double(row))
        let corner = frame.point(x - half, y + half)
        let opposite = frame.point(x + half, y - half)
        let phase = phases[row][column]
        let turn = phase / (2 * .pi) + 0.5
        let paint =
          isReal
          ? (cos(phase) < 0 ? colors.negative : colors.positive)
          : map(turn - turn.rounded(.down))
        if paths[paint] == nil { order.append(paint) }
        paths[paint, default: Path()].elements +=
          Path(Rectangle(corner, opposite)).elements
      }
    }
    return order.compactMap { paint in
      paths[paint].map { .path($0, fill: paint, stroke: nil) }
    }
  }

  /// The phases, for complex matrices.
  public func colorKey() throws -> ColorKey? {
    isReal
      ? nil
      : ColorKey(map: map, low: -.pi, high: .pi, label: "phase", ticks: .multiplesOfPi)
  }

  /// Size and greatest entry.
  public var summary: String {
    "squares for a \(isReal ? "real" : "complex") matrix of \(magnitudes.count) × \(columnCount) "
      + "entries, the greatest "
      + NumberFormat.significant(magnitudes.joined().filter(\.isFinite).max() ?? .nan, digits: 3)
  }

  /// The matrix with its rows and columns named.
  ///
  /// - Parameter names: names of the basis states; 0, 1, 2 and so on if nil.
  /// - Returns: a plot with square entries.
  public func plot(names: [String]? = nil) -> Plot {
    func ticks(_ count: Int, sign: Double) -> TickPlacement {
      let shown = names ?? (0..<count).map(String.init)
      // More than a dozen names would run together.
      let stride = max(1, (count + 11) / 12)
      return .labeled(
        (0..<min(count, shown.count)).filter { $0 % stride == 0 }.map {
          TickLabel(sign * Double($0), shown[$0])
        })
    }
    return Plot { self }.aspect(.equal).xTicks(ticks(columnCount, sign: 1))
      .yTicks(ticks(magnitudes.count, sign: -1))
  }
}

import Preconditions
import Foundation

/// Many points as the density of their number: what a scatter plot of 10⁵ points hides.
///
/// Points are counted in square cells of the page; colours follow the logarithm of the counts, and
/// empty cells are clear.
public struct PointDensity: Mark {
  /// Horizontal coordinates.
  public var x: [Double]
  /// Vertical coordinates, as many.
  public var y: [Double]
  /// The colours from one point to the most in a cell.
  public var map: ColorMap
  /// Width of a cell on the page, in points.
  public var cellSize = 1.5
  /// Name on the colour bar, or nil for no bar.
  public var barLabel: String?

  /// The density of points.
  ///
  /// - Parameters:
  ///   - x: horizontal coordinates.
  ///   - y: vertical coordinates, as many.
  ///   - map: the colours.
  public init(_ x: [Double], _ y: [Double], map: ColorMap = .viridis) {
    self.x = x
    self.y = y
    self.map = map
  }

  /// The same with cells of a width on the page, in points.
  public func cellSize(_ points: Double) -> PointDensity {
    requirePrecondition(points > 0, "A cell needs a positive width, got \(points).")
    var copy = self
    copy.cellSize = points
    return copy
  }

  /// Extent of the points.
  public func extent(xScale: AxisScale, yScale: AxisScale) throws -> DataExtent {
    try DataCheck.extent(of: "PointDensity", x: x, y: y, xScale: xScale, yScale: yScale)
  }

  /// An image with one pixel for each cell.
  public func draw(in frame: PlotFrame, color: Color) -> [DisplayItem] {
    let box = frame.rectangle
    let columns = max(1, Int((box.width / cellSize).rounded()))
    let rows = max(1, Int((box.height / cellSize).rounded()))
    var counts = [Double](repeating: 0, count: columns * rows)
    for (xValue, yValue) in zip(x, y) {
      let place = frame.point(xValue, yValue)
      let across = (place.x - box.minX) / box.width * Double(columns)
      let down = (place.y - box.minY) / box.height * Double(rows)
      guard across >= 0, down >= 0, across <= Double(columns), down <= Double(rows) else {
        continue
      }
      counts[min(Int(down), rows - 1) * columns + min(Int(across), columns - 1)] += 1
    }
    guard let most = counts.max(), most > 0 else { return [] }
    var pixels = [UInt8](repeating: 0, count: 4 * counts.count)
    for (index, count) in counts.enumerated() where count > 0 {
      // One point is visible: the lowest eighth of the map is left out.
      let fraction = most > 1 ? 0.12 + 0.88 * log(count) / log(most) : 0.5
      let bytes = map(fraction).bytes
      for channel in 0..<4 { pixels[4 * index + channel] = bytes[channel] }
    }
    return [.image(RasterImage(width: columns, height: rows, pixels: pixels), frame: box)]
  }

  /// Points where there are many.
  public func obstacles(in frame: PlotFrame) -> [Point] { frame.visiblePoints(x: x, y: y) }

  /// Number of points and ranges.
  public var summary: String {
    "the density of \(x.count) points, x " + DataCheck.text(ClosedRange(finiteExtentOf: x))
      + ", y " + DataCheck.text(ClosedRange(finiteExtentOf: y))
  }
}

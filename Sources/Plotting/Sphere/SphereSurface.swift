import Foundation

/// A function on the sphere as colours, such as a Husimi-Q function; the visible half is shown.
public struct SphereSurface: SphereMark, MappedElement {
  /// One row for each polar angle from 0 to π, with one value for each azimuth.
  public var values: [[Double]]
  /// The polar angles of the first and last row.
  public var polar: ClosedRange<Double>
  /// The azimuths of the first and last column.
  public var azimuth: ClosedRange<Double>
  /// The values with their colours.
  public var coloring: Coloring
  /// 1 hides what is behind.
  public var opacity = 1.0

  /// A function on the sphere.
  ///
  /// - Parameters:
  ///   - values: one row for each polar angle, with one value for each azimuth.
  ///   - polar: polar angles of the first and last row; rows are equally spaced.
  ///   - azimuth: azimuths of the first and last column; columns are equally spaced.
  ///   - map: the colours.
  ///   - scaling: how values become fractions of the map.
  public init(
    values: [[Double]], polar: ClosedRange<Double> = 0...(.pi),
    azimuth: ClosedRange<Double> = 0...(2 * .pi), map: ColorMap = .viridis,
    scaling: ColorScaling = .automatic
  ) {
    self.values = values
    self.polar = polar
    self.azimuth = azimuth
    coloring = Coloring(values: Array(values.joined()), map: map, scaling: scaling)
  }

  /// A function on the sphere at given angles, equally spaced and ascending.
  public init(
    values: [[Double]], polar: [Double], azimuth: [Double], map: ColorMap = .viridis,
    scaling: ColorScaling = .automatic
  ) {
    func range(_ angles: [Double], otherwise: ClosedRange<Double>) -> ClosedRange<Double> {
      guard let first = angles.first, let last = angles.last, first <= last else {
        return otherwise
      }
      return first...last
    }
    self.init(
      values: values, polar: range(polar, otherwise: 0...(.pi)),
      azimuth: range(azimuth, otherwise: 0...(2 * .pi)), map: map, scaling: scaling)
  }

  /// The same with an opacity: 1 hides what is behind.
  public func opacity(_ opacity: Double) -> SphereSurface {
    var copy = self
    copy.opacity = opacity
    return copy
  }

  /// Rows are of equal length and some value is finite.
  public func check() throws {
    let count = values.first?.count ?? 0
    guard values.count >= 2, count >= 2 else {
      throw PlottingError(
        .emptyData,
        "SphereSurface needs at least 2 × 2 values, got \(values.count) rows of \(count).")
    }
    guard values.allSatisfy({ $0.count == count }) else {
      throw PlottingError(
        .irregularGrid,
        "SphereSurface needs rows of equal length, one row for each polar angle. "
          + "Fill missing values with .nan.")
    }
    guard polar.length > 0, azimuth.length > 0 else {
      throw PlottingError(
        .emptyRange, "SphereSurface needs ranges of angles with different ends.")
    }
    _ = try coloring.scaling.ends(for: coloring.values)
  }

  /// An image of the visible half, at the depth of the silhouette: nearer things are in front.
  public func pieces(in view: SphereView, color: Color) -> [SpherePiece] {
    guard let image = image(in: view) else { return [] }
    let frame = Rectangle(
      x: view.center.x - view.radius, y: view.center.y - view.radius, width: 2 * view.radius,
      height: 2 * view.radius)
    return [
      SpherePiece(
        layer: SphereView.layerCount / 2, depth: -1, item: .image(image, frame: frame))
    ]
  }

  private func image(in view: SphereView) -> RasterImage? {
    guard let table = ColorTable(coloring) else { return nil }
    let size = min(900, max(64, Int(view.radius * 2 * 300 / 72)))
    let half = Double(size) / 2
    var pixels = [UInt8](repeating: 0, count: 4 * size * size)
    for row in 0..<size {
      for column in 0..<size {
        var x = (Double(column) + 0.5 - half) / half
        var y = (half - Double(row) - 0.5) / half
        let distance = (x * x + y * y).squareRoot()
        let coverage = min(1, (1 - distance) * half + 0.5)
        guard coverage > 0 else { continue }
        if distance > 0.9999 {
          x *= 0.9999 / distance
          y *= 0.9999 / distance
        }
        guard let place = view.surfacePoint(x: x, y: y) else { continue }
        let value = value(
          polar: acos(min(max(place.z, -1), 1)), azimuth: atan2(place.y, place.x))
        let pixel = 4 * (row * size + column)
        table.write(value, to: &pixels, at: pixel)
        guard pixels[pixel + 3] > 0 else { continue }
        pixels[pixel + 3] = UInt8((coverage * opacity * 255).rounded())
      }
    }
    return RasterImage(width: size, height: size, pixels: pixels, isSmooth: true)
  }

  /// The value between the grid's points, bilinear; azimuths repeat after 2π.
  func value(polar angle: Double, azimuth phase: Double) -> Double {
    let rows = values.count
    let columns = values[0].count
    let rowPlace = (angle - polar.lowerBound) / polar.length * Double(rows - 1)
    let row = min(max(Int(rowPlace.rounded(.down)), 0), rows - 2)
    let down = min(max(rowPlace - Double(row), 0), 1)
    let step = azimuth.length / Double(columns - 1)
    var turned = (phase - azimuth.lowerBound) / (2 * .pi)
    turned = (turned - turned.rounded(.down)) * 2 * .pi
    let columnPlace = turned / step
    let column = Int(columnPlace.rounded(.down))
    let across = columnPlace - Double(column)
    // Beyond the last column comes the first, where the columns go all the way round.
    let isRound = azimuth.length + step > 2 * .pi - 1e-6
    guard column < columns - 1 || isRound else { return .nan }
    let left = min(column, columns - 1)
    let right = column + 1 < columns ? column + 1 : 0
    func between(_ values: [Double]) -> Double {
      values[left] + across * (values[right] - values[left])
    }
    return between(values[row]) + down * (between(values[row + 1]) - between(values[row]))
  }

  /// Size and range.
  public var summary: String {
    "a map of \(values.count) × \(values.first?.count ?? 0) values"
      + (coloring.barLabel.map { " of \($0)" } ?? "") + " on the sphere "
      + DataCheck.text(ClosedRange(finiteExtentOf: values.joined()))
  }
}

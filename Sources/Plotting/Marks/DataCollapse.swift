import Foundation

/// Curves for several system sizes drawn in scaled variables, so that they fall onto one another
/// where finite-size scaling holds: y·N^b against (x − x_c)·N^a.
///
/// ```swift
/// DataCollapse(critical: 1, xExponent: 0.5, yExponent: 0.25) {
///   for run in runs { DataCollapse.Curve(size: run.n, x: run.drive, y: run.order) }
/// }.plot()
/// ```
public struct DataCollapse: Sendable, Hashable {
  /// The data for one system size.
  public struct Curve: Sendable, Hashable {
    /// The system size.
    public var size: Double
    /// The control parameter.
    public var x: [Double]
    /// The observable, as many values.
    public var y: [Double]

    /// The data for one system size.
    public init(size: Double, x: [Double], y: [Double]) {
      self.size = size
      self.x = x
      self.y = y
    }
  }

  /// Collects curves; `for` and `if` work inside.
  @resultBuilder
  public enum Builder {
    /// One curve.
    public static func buildExpression(_ curve: Curve) -> [Curve] { [curve] }
    /// Several curves.
    public static func buildExpression(_ curves: [Curve]) -> [Curve] { curves }
    /// All together.
    public static func buildBlock(_ curves: [Curve]...) -> [Curve] { curves.flatMap { $0 } }
    /// Those of a loop.
    public static func buildArray(_ curves: [[Curve]]) -> [Curve] { curves.flatMap { $0 } }
    /// Those of an `if` without `else`.
    public static func buildOptional(_ curves: [Curve]?) -> [Curve] { curves ?? [] }
  }

  /// The data.
  public var curves: [Curve]
  /// The critical value x_c of the control parameter.
  public var critical: Double
  /// The exponent a of the size that multiplies the distance from the critical value.
  public var xExponent: Double
  /// The exponent b of the size that multiplies the observable.
  public var yExponent: Double

  /// Curves in scaled variables.
  ///
  /// - Parameters:
  ///   - critical: the critical value of the control parameter.
  ///   - xExponent: the exponent of the size that multiplies x − x_c.
  ///   - yExponent: the exponent of the size that multiplies y.
  ///   - curves: the data for each size.
  public init(
    critical: Double = 0, xExponent: Double, yExponent: Double,
    @Builder _ curves: () throws -> [Curve]
  ) rethrows {
    self.critical = critical
    self.xExponent = xExponent
    self.yExponent = yExponent
    self.curves = try curves()
  }

  /// The curves in scaled variables.
  public var scaled: [Curve] {
    curves.map { curve in
      let (a, b) = (pow(curve.size, xExponent), pow(curve.size, yExponent))
      return Curve(
        size: curve.size, x: curve.x.map { ($0 - critical) * a }, y: curve.y.map { $0 * b })
    }
  }

  /// How far the scaled curves are apart, or nil where no two overlap; small where scaling holds.
  ///
  /// It is the root mean square distance of each point from the straight lines through the other
  /// curves, in units of the spread of all points.
  public var scatter: Double? {
    let curves = scaled
    var sum = 0.0
    var count = 0
    for (index, curve) in curves.enumerated() {
      for (other, reference) in curves.enumerated() where other != index {
        let points = zip(reference.x, reference.y).filter { $0.isFinite && $1.isFinite }.sorted {
          $0.0 < $1.0
        }
        guard points.count > 1 else { continue }
        for (x, y) in zip(curve.x, curve.y) where x.isFinite && y.isFinite {
          guard let next = points.firstIndex(where: { $0.0 >= x }), next > 0 else { continue }
          let (start, end) = (points[next - 1], points[next])
          let fraction = end.0 > start.0 ? (x - start.0) / (end.0 - start.0) : 0
          let distance = y - (start.1 + fraction * (end.1 - start.1))
          sum += distance * distance
          count += 1
        }
      }
    }
    let all = curves.flatMap(\.y).filter(\.isFinite)
    guard count > 0, !all.isEmpty else { return nil }
    let mean = all.reduce(0, +) / Double(all.count)
    let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count)
    return variance > 0 ? (sum / Double(count) / variance).squareRoot() : 0
  }

  /// The scaled curves with the data as they are in an inset.
  ///
  /// - Parameters:
  ///   - x: name of the control parameter; mathematics between dollars.
  ///   - y: name of the observable.
  ///   - size: name of the system size.
  ///   - showsRaw: whether an inset shows the data as they are.
  /// - Returns: a plot; change it by modifiers as any plot.
  public func plot(
    x: String = "$x$", y: String = "$y$", size: String = "$N$", showsRaw: Bool = true
  ) -> Plot {
    let shapes: [Marker.Shape] = [.circle, .square, .diamond, .triangleUp, .triangleDown, .star]
    // What stands outside of dollars stays upright text within the formula.
    func bare(_ text: String) -> String {
      text.split(separator: "$", omittingEmptySubsequences: false).enumerated().map { index, part in
        index.isMultiple(of: 2) && !part.isEmpty ? "\\text{\(part)}" : String(part)
      }.joined()
    }
    func number(_ value: Double) -> String { NumberFormat.significant(value, digits: 4) }
    func power(_ exponent: Double) -> String {
      exponent == 0 ? "" : exponent == 1 ? bare(size) : "\(bare(size))^{\(number(exponent))}"
    }
    func points(_ curves: [Curve], isNamed: Bool) -> [any Mark] {
      curves.enumerated().map { index, curve in
        let marks = Scatter(curve.x, curve.y).marker(shapes[index % shapes.count])
        return isNamed
          ? marks.label("$\(bare(size)) = \(number(curve.size))$")
          : marks.marker(shapes[index % shapes.count], size: 2)
      }
    }
    let distance =
      critical == 0
      ? bare(x)
      : "(\(bare(x)) \(critical < 0 ? "+" : "-") \(number(abs(critical))))"
    let raw = Plot(marks: points(curves, isNamed: false)).xLabel(x).yLabel(y)
    return Plot {
      points(scaled, isNamed: true)
      if showsRaw { Inset(x: 0.56...0.98, y: 0.05...0.52) { raw } }
    }
    .xLabel("$\(distance)\\, \(power(xExponent))$").yLabel("$\(bare(y))\\, \(power(yExponent))$")
  }
}

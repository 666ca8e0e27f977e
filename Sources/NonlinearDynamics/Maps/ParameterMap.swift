import Preconditions

/// Numbers measured at the points of a grid of two parameters, such as an Arnold tongue.
public struct ParameterMap: Sendable, Codable {
  /// The name of the parameter along x.
  public let xName: String
  /// The values along x.
  public let x: [Double]
  /// The name of the parameter along y.
  public let yName: String
  /// The values along y.
  public let y: [Double]
  /// The names of the measurements, in order.
  public let names: [String]
  /// The measurements: `values[k][j][i]` is measurement k at (x_i, y_j); NaN where the integration failed.
  public let values: [[[Double]]]
  /// Which points were integrated: `isComputed[j][i]`; the others were interpolated, away from boundaries.
  public let isComputed: [[Bool]]
  /// Whether all points were reached before the user stopped the calculation; points not reached are NaN.
  public let isComplete: Bool
  /// The parameters of the flow; those of the axes as they were.
  public let parameters: [String: Double]
  /// How long the calculation took, in seconds.
  public let wallTime: Double

  /// The values of a measurement, a row for each y; a name that is not there stops the program with a sentence.
  public subscript(name: String) -> [[Double]] {
    guard let index = names.firstIndex(of: name) else {
      stopForBrokenPrecondition(
        "The map has no measurement “\(name)”; it has \(names.joined(separator: ", ")).")
    }
    return values[index]
  }

  /// How many points were integrated.
  public var computedCount: Int { isComputed.reduce(0) { $0 + $1.count { $0 } } }
}

/// Where a parameter map is calculated on all points, and where on some with others interpolated.
public struct MapRefinement: Sendable {
  /// The distance of the points calculated first; a power of 2.
  public var coarseStride: Int
  /// The name of the measurement that decides.
  public var name: String
  /// A larger difference across a cell has the cell divided.
  public var difference: Double

  /// Refines cells across which a measurement changes.
  ///
  /// - Parameters:
  ///   - name: of the measurement that decides.
  ///   - difference: a larger one across a cell, or a failure at a corner, has the cell divided.
  ///   - coarseStride: the distance of the points calculated first; a power of 2.
  public init(by name: String, difference: Double, coarseStride: Int = 4) {
    self.name = name
    self.difference = difference
    self.coarseStride = coarseStride
  }
}

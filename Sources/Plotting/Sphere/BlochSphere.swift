import Preconditions

/// A sphere of states with trajectories, points, vectors and maps, seen from any direction.
///
/// What is behind is drawn behind, exactly: lines are cut where they pass through the silhouette's
/// plane, in vector output too.
///
/// ```swift
/// BlochSphere {
///   SphereTrajectory(x, y, z).colored(by: times).colorBar("$\\kappa t$")
///   SpherePoint(0, 0, -1)
/// }
/// .view(azimuth: 35, elevation: 20)
/// ```
public struct BlochSphere: PanelDrawable {
  /// What is drawn.
  public var marks: [any SphereMark]
  /// Direction to the viewer from the x axis towards y, in degrees.
  public var azimuth = 38.0
  /// Direction to the viewer above the equator, in degrees.
  public var elevation = 20.0
  /// Names at the ends of the axes.
  public var axisLabels: SphereAxisLabels = .cartesian
  /// Text above the sphere, or nil.
  public var title: String?
  /// Name of the quantity on the colour bar, overriding what marks say.
  public var colorBarLabel: String?
  /// Whether marks with names are listed.
  public var hasLegend = true
  /// The look where the sphere is drawn by itself; a figure brings its own.
  public var style: FigureStyle = .notebook
  /// The size where the sphere is drawn by itself, or nil for most of a column of the style.
  public var size: Size?
  /// Text for those who cannot see, or nil to describe the data.
  public var altText: String?

  /// A sphere with marks; none gives the sphere alone.
  public init(@SphereBuilder _ marks: () throws -> [any SphereMark]) rethrows {
    self.marks = try marks()
  }

  /// Checked when the figure is drawn.
  public var panel: GridPanel { GridPanel { try PreparedSphere(self, style: $0) } }

  private func changed(_ change: (inout BlochSphere) -> Void) -> BlochSphere {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same seen from another direction.
  ///
  /// - Parameters:
  ///   - azimuth: direction to the viewer from the x axis towards y, in degrees.
  ///   - elevation: direction to the viewer above the equator, in degrees.
  /// - Returns: the changed copy.
  public func view(azimuth: Double, elevation: Double) -> BlochSphere {
    changed {
      $0.azimuth = azimuth
      $0.elevation = elevation
    }
  }
  /// The same with other names at the ends of the axes.
  public func axisLabels(_ labels: SphereAxisLabels) -> BlochSphere {
    changed { $0.axisLabels = labels }
  }
}

/// Names at the ends of a sphere's axes; mathematics between dollars, empty for none.
public struct SphereAxisLabels: Sendable, Hashable {
  /// At the positive ends of x, y and z.
  public var positive: [String]
  /// At the negative ends of x, y and z.
  public var negative: [String]

  /// Names at the ends, three each in the order x, y, z.
  ///
  /// - Parameters:
  ///   - positive: at the positive ends.
  ///   - negative: at the negative ends.
  public init(positive: [String], negative: [String] = ["", "", ""]) {
    requirePrecondition(
      positive.count == 3 && negative.count == 3,
      "A sphere has three axes: give three names for each of their ends.")
    self.positive = positive
    self.negative = negative
  }

  /// The letters x, y and z.
  public static let cartesian = SphereAxisLabels(positive: ["$x$", "$y$", "$z$"])
  /// The components of a normalized spin.
  public static let spin = SphereAxisLabels(positive: ["$m_x$", "$m_y$", "$m_z$"])
  /// A qubit: x, y, and the basis states at the poles.
  public static let qubit = SphereAxisLabels(
    positive: ["$x$", "$y$", "$|0\\rangle$"], negative: ["", "", "$|1\\rangle$"])
  /// No names.
  public static let none = SphereAxisLabels(positive: ["", "", ""])
}

/// Collects marks of a sphere; `for`, `if` and `switch` work inside.
@resultBuilder
public enum SphereBuilder {
  /// One mark.
  public static func buildExpression(_ mark: any SphereMark) -> [any SphereMark] { [mark] }
  /// Several marks.
  public static func buildExpression(_ marks: [any SphereMark]) -> [any SphereMark] { marks }
  /// All together.
  public static func buildBlock(_ marks: [any SphereMark]...) -> [any SphereMark] {
    marks.flatMap { $0 }
  }
  /// Those of a loop.
  public static func buildArray(_ marks: [[any SphereMark]]) -> [any SphereMark] {
    marks.flatMap { $0 }
  }
  /// Those of an `if` without `else`.
  public static func buildOptional(_ marks: [any SphereMark]?) -> [any SphereMark] { marks ?? [] }
  /// Those of the first branch.
  public static func buildEither(first marks: [any SphereMark]) -> [any SphereMark] { marks }
  /// Those of the second branch.
  public static func buildEither(second marks: [any SphereMark]) -> [any SphereMark] { marks }
}

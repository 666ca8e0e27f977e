/// A map of the whole sphere of states with functions, trajectories and points.
///
/// It takes the marks of `BlochSphere`; places inside the sphere are shown at their direction.
/// Areas are true, so that a Husimi-Q function shows its weight and nothing is hidden behind.
///
/// ```swift
/// SphereMap(.mollweide) {
///   SphereSurface(values: q.values, map: .viridis).colorBar("$Q(\\theta, \\varphi)$")
///   SphereTrajectory(x, y, z)
/// }
/// ```
///
/// Reference: J. P. Snyder, Map Projections – A Working Manual, USGS Professional Paper 1395 (1987).
public struct SphereMap: PanelDrawable {
  /// What is drawn, from back to front.
  public var marks: [any SphereMark]
  /// How the sphere is spread out.
  public var projection: MapProjection
  /// Direction of the map's middle from the x axis towards y, in degrees.
  public var azimuth: Double
  /// Direction of the map's middle above the equator, in degrees.
  public var elevation: Double
  /// The lines of the graticule and their names.
  public var angleTicks: AngularTicks = .multiplesOfPi
  /// Name of the angle from the upper pole, empty for none; mathematics between dollars.
  public var polarName = "$\\theta$"
  /// Name of the angle about the axis, empty for none; mathematics between dollars.
  public var azimuthName = "$\\varphi$"
  /// Text above the map, or nil.
  public var title: String?
  /// Name of the quantity on the colour bar, overriding what marks say.
  public var colorBarLabel: String?
  /// Whether marks with names are listed.
  public var hasLegend = true
  /// The look where the map is drawn by itself; a figure brings its own.
  public var style: FigureStyle = .notebook
  /// The size where the map is drawn by itself, or nil for most of a column of the style.
  public var size: Size?
  /// Text for those who cannot see, or nil to describe the data.
  public var altText: String?

  /// A map with marks; none gives the graticule alone.
  ///
  /// - Parameters:
  ///   - projection: how the sphere is spread out; Lambert's is about the upper pole, the others
  ///     about the x axis.
  ///   - marks: what is drawn, from back to front.
  public init(
    _ projection: MapProjection = .mollweide, @SphereBuilder _ marks: () throws -> [any SphereMark]
  ) rethrows {
    self.projection = projection
    // Seen from above, x points to the right and y up.
    (azimuth, elevation) = projection == .lambert ? (-90, 90) : (0, 0)
    self.marks = try marks()
  }

  /// A column of the style; most of one for a disk.
  public var naturalWidth: Double {
    (projection == .lambert ? 0.8 : 1) * style.singleColumn.points
  }

  /// Checked when the figure is drawn.
  public var panel: GridPanel { GridPanel { try PreparedSphereMap(self, style: $0) } }

  private func changed(_ change: (inout SphereMap) -> Void) -> SphereMap {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same about another direction.
  ///
  /// - Parameters:
  ///   - azimuth: direction of the middle from the x axis towards y, in degrees.
  ///   - elevation: direction of the middle above the equator, in degrees.
  /// - Returns: the changed copy.
  public func center(azimuth: Double, elevation: Double = 0) -> SphereMap {
    changed {
      $0.azimuth = azimuth
      $0.elevation = elevation
    }
  }
  /// The same with another graticule: in degrees or multiples of π, or none.
  public func angleTicks(_ ticks: AngularTicks) -> SphereMap { changed { $0.angleTicks = ticks } }
  /// The same with other names of the angles, empty for none; mathematics between dollars.
  public func angleNames(polar: String, azimuth: String) -> SphereMap {
    changed {
      $0.polarName = polar
      $0.azimuthName = azimuth
    }
  }
}

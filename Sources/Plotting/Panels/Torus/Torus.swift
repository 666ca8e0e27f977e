/// The torus of two phases in space, with trajectories and points.
///
/// It takes the marks of a plane of two phases: `TorusLine`, `Line`, `Scatter`, `Streamlines` and
/// `PhasePortrait`; x runs along the great circle, y around the tube. What passes behind is cut there exactly and drawn pale, in
/// vector output too.
///
/// ```swift
/// Torus { TorusLine(phase1, phase2).colored(by: times).colorBar("$\\omega t$") }
/// ```
public struct Torus: PanelDrawable {
  /// What is drawn.
  public var marks: [any Mark]
  /// Radius of the tube in units of the great circle's.
  public var tubeRadius = 0.42
  /// Direction to the viewer from phase 0, in degrees.
  public var azimuth = 35.0
  /// Direction to the viewer above the great circle, in degrees.
  public var elevation = 42.0
  /// Name of the phase along the great circle, empty for none; mathematics between dollars.
  public var longName = "$\\varphi_1$"
  /// Name of the phase around the tube, empty for none; mathematics between dollars.
  public var shortName = "$\\varphi_2$"
  /// Text above the torus, or nil.
  public var title: String?
  /// Name of the quantity on the colour bar, overriding what marks say.
  public var colorBarLabel: String?
  /// Whether marks with names are listed.
  public var hasLegend = true
  /// The look where the torus is drawn by itself; a figure brings its own.
  public var style: FigureStyle = .notebook
  /// The size where the torus is drawn by itself, or nil for a column of the style.
  public var size: Size?
  /// Text for those who cannot see, or nil to describe the data.
  public var altText: String?

  /// A torus with marks; none gives the torus alone.
  public init(@MarkBuilder _ marks: () throws -> [any Mark]) rethrows {
    self.marks = try marks()
  }

  /// A column of the style.
  public var naturalWidth: Double { style.singleColumn.points }

  /// Checked when the figure is drawn.
  public var panel: GridPanel { GridPanel { try PreparedTorus(self, style: $0) } }

  private func changed(_ change: (inout Torus) -> Void) -> Torus {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same seen from another direction.
  ///
  /// - Parameters:
  ///   - azimuth: from phase 0 along the great circle, in degrees.
  ///   - elevation: above the great circle, in degrees.
  /// - Returns: the changed copy.
  public func view(azimuth: Double, elevation: Double) -> Torus {
    changed {
      $0.azimuth = azimuth
      $0.elevation = elevation
    }
  }
  /// The same with another tube, its radius in units of the great circle's.
  public func tubeRadius(_ radius: Double) -> Torus { changed { $0.tubeRadius = radius } }
  /// The same with other names of the phases, empty for none; mathematics between dollars.
  public func phaseNames(_ long: String, _ short: String) -> Torus {
    changed {
      $0.longName = long
      $0.shortName = short
    }
  }
}

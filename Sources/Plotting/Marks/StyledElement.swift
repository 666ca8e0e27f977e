/// Something whose look can be changed; each modifier returns a changed copy.
public protocol StyledElement: PlotElement {
  /// The look.
  var appearance: Appearance { get set }
}

/// A mark whose look can be changed.
public protocol StyledMark: Mark, StyledElement {}

extension StyledElement {
  /// The colour that was asked for.
  public var ownColor: Color? { appearance.color }
  /// Takes the next colour of the style's cycle unless it has its own.
  public var takesCycleColor: Bool { true }

  /// The same with a name in the legend; mathematics between dollars.
  public func label(_ text: String) -> Self { changed { $0.label = text } }
  /// The same with markers that are outlines rather than filled.
  public func open(_ isOpen: Bool = true) -> Self { changed { $0.hasOpenMarkers = isOpen } }
  /// The same in another colour.
  public func color(_ color: Color) -> Self { changed { $0.color = color } }
  /// The same with lines of a width in points.
  public func width(_ points: Double) -> Self { changed { $0.width = points } }
  /// The same with broken lines.
  public func dashes(_ dashes: Dashes) -> Self { changed { $0.dashes = dashes } }
  /// The same with an opacity: 0 is invisible, 1 is opaque.
  public func opacity(_ opacity: Double) -> Self { changed { $0.opacity = opacity } }

  /// The same with a marker at each data point.
  ///
  /// - Parameters:
  ///   - shape: the shape.
  ///   - size: across in points, or nil for the style's.
  /// - Returns: the changed copy.
  public func marker(_ shape: Marker.Shape, size: Double? = nil) -> Self {
    changed {
      $0.marker = shape
      $0.markerSize = size
    }
  }

  private func changed(_ change: (inout Appearance) -> Void) -> Self {
    var copy = self
    change(&copy.appearance)
    return copy
  }

  /// The kind of mark with its name, as errors and summaries say it: Line “m_z”.
  func named(_ kind: String) -> String { kind + (appearance.label.map { " “\($0)”" } ?? "") }

  /// The kind of mark with its name, for alternative text: line m_z.
  func described(_ kind: String) -> String { kind + (appearance.label.map { " \($0)" } ?? "") }
}

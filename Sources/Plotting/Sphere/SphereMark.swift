/// Something drawn in or on a sphere.
public protocol SphereMark: Sendable {
  /// Checks the data.
  ///
  /// - Throws: `PlottingError` for data that cannot be drawn.
  func check() throws

  /// What the mark adds, in pieces that each lie in one layer of depth.
  func pieces(in view: SphereView, color: Color) -> [SpherePiece]

  /// The colour that was asked for, or nil to take the next one of the style's cycle.
  var ownColor: Color? { get }

  /// Whether the mark takes a colour of the cycle when it has none of its own.
  var takesCycleColor: Bool { get }

  /// Name and sample for the legend, or nil for no entry.
  func legendEntry(color: Color, style: FigureStyle) -> LegendEntry?

  /// The colours that stand for numbers, if the mark has such.
  ///
  /// - Returns: what a colour bar shows, or nil.
  /// - Throws: `PlottingError` for values without any that is finite.
  func colorKey() throws -> ColorKey?

  /// A clause for alternative text.
  var summary: String { get }
}

extension SphereMark {
  /// No entry.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? { nil }
  /// No colours that stand for numbers.
  public func colorKey() throws -> ColorKey? { nil }
}

/// A mark of a sphere whose look can be changed; each modifier returns a changed copy.
public protocol StyledSphereMark: SphereMark {
  /// The look.
  var appearance: Appearance { get set }
}

extension StyledSphereMark {
  /// The colour that was asked for.
  public var ownColor: Color? { appearance.color }
  /// Takes the next colour of the style's cycle unless it has its own.
  public var takesCycleColor: Bool { true }
  /// The same with a name in the legend; mathematics between dollars.
  public func label(_ text: String) -> Self { changed { $0.label = text } }
  /// The same in another colour.
  public func color(_ color: Color) -> Self { changed { $0.color = color } }
  /// The same with lines of a width in points.
  public func width(_ points: Double) -> Self { changed { $0.width = points } }
  /// The same with an opacity: 0 is invisible, 1 is opaque.
  public func opacity(_ opacity: Double) -> Self { changed { $0.opacity = opacity } }
  /// The same with another marker.
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
}

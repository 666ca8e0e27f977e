/// Text at a point in or on the sphere.
public struct SphereText: SphereMark {
  /// The text; mathematics between dollars.
  public var text: String
  /// Where, in units of the sphere's radius.
  public var place: SIMD3<Double>
  /// Colour, or nil for the style's foreground.
  public var ownColor: Color?

  /// Text at a point.
  ///
  /// - Parameters:
  ///   - text: the text; mathematics between dollars.
  ///   - x: along x, in units of the sphere's radius.
  ///   - y: along y.
  ///   - z: along z.
  public init(_ text: String, _ x: Double, _ y: Double, _ z: Double) {
    self.text = text
    place = SIMD3(x, y, z)
  }

  /// The same in another colour.
  public func color(_ color: Color) -> SphereText {
    var copy = self
    copy.ownColor = color
    return copy
  }

  /// The place is finite.
  public func check() throws {
    guard place.isFinite else {
      throw PlottingError(
        .noFiniteData,
        "SphereText “\(text)” needs finite coordinates, got (\(place.x), \(place.y), \(place.z)).")
    }
  }

  /// The text beside its point.
  public func pieces(in view: SphereView, color: Color) -> [SpherePiece] {
    let style = view.style
    let depth = view.depth(place)
    let layer = view.layer(depth)
    let at = view.point(place)
    let gap = 0.5 * style.legendSize
    let set = style.text(
      text, size: style.legendSize, color: view.color(color, layer: layer))
    let isRight = at.x >= view.center.x
    let placed = set.placed(
      at: Point(at.x + (isRight ? gap : -gap), at.y - gap / 2),
      anchor: TextAnchor(isRight ? .left : .right, .baseline))
    return [
      SpherePiece(layer: layer, depth: depth + 0.1, item: placed.group(role: "annotation"))
    ]
  }

  /// The text.
  public var summary: String { "the note “\(text)”" }
}

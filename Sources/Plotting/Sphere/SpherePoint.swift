/// Points in or on the sphere.
public struct SpherePoint: StyledSphereMark {
  /// Where they are, in units of the sphere's radius.
  public var places: [SIMD3<Double>]
  /// The look; a circle unless another marker is set.
  public var appearance = Appearance()

  /// One point.
  public init(_ x: Double, _ y: Double, _ z: Double) { places = [SIMD3(x, y, z)] }

  /// One point.
  public init(_ place: SIMD3<Double>) { places = [place] }

  /// Many points.
  public init(_ places: [SIMD3<Double>]) { self.places = places }

  /// There are points, and they are finite.
  public func check() throws {
    guard places.contains(where: \.isFinite) else {
      throw PlottingError(
        places.isEmpty ? .emptyData : .noFiniteData,
        "SpherePoint needs a point with finite coordinates, got \(places.count) without any. "
          + "Check the computation that made them.")
    }
  }

  /// The markers, each in its layer.
  public func pieces(in view: SphereView, color: Color) -> [SpherePiece] {
    let marker = appearance.marker(appearance.marker ?? .circle, style: view.style)
    return places.filter(\.isFinite).map { place in
      // A point on a line is in front of it.
      let depth = view.depth(place) + 0.06
      let layer = view.layer(depth)
      return SpherePiece(
        layer: layer, depth: depth,
        item: .markers(
          marker, positions: [view.point(place)],
          colors: [view.color(color.opacity(color.alpha * appearance.opacity), layer: layer)],
          scales: [1]))
    }
  }

  /// A sample of the marker.
  public func legendEntry(color: Color, style: FigureStyle) -> LegendEntry? {
    appearance.label.map {
      LegendEntry(
        text: $0, marker: appearance.marker(appearance.marker ?? .circle, style: style),
        markerColor: color)
    }
  }

  /// Where the points are.
  public var summary: String {
    func number(_ value: Double) -> String { NumberFormat.coordinate(value) }
    let name = appearance.label.map { " \($0)" } ?? ""
    guard places.count == 1, let place = places.first else {
      return "\(places.count) points\(name)"
    }
    return "a point\(name) at (\(number(place.x)), \(number(place.y)), \(number(place.z)))"
  }
}

extension NumberFormat {
  /// A coordinate in units of a sphere's radius, in words: what is zero but for rounding is zero.
  static func coordinate(_ value: Double) -> String {
    significant(abs(value) < 1e-3 ? 0 : value, digits: 2)
  }
}

/// Something drawn in or on a sphere.
public protocol SphereMark: PlotElement {
  /// Checks the data.
  ///
  /// - Throws: `PlottingError` for data that cannot be drawn.
  func check() throws

  /// What the mark adds, in pieces that each lie in one layer of depth.
  func pieces(in view: SphereView, color: Color) -> [SpherePiece]
}

/// A mark of a sphere whose look can be changed.
public protocol StyledSphereMark: SphereMark, StyledElement {}

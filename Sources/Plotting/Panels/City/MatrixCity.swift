import Foundation

/// The entries of a matrix as towers over the plane of rows and columns: a density matrix as most
/// papers on tomography show it.
///
/// Columns stand for kets and rows for bras, the first row at the back. Nearer towers cover farther
/// ones exactly, in vector output too; where many towers hide each other, `Hinton` shows them all.
///
/// ```swift
/// MatrixCity(real: re, imaginary: im).names(["00", "01", "10", "11"])
/// ```
public struct MatrixCity: PanelDrawable {
  /// What the height of a tower says.
  public enum Height: String, Sendable, Hashable {
    /// The magnitude; the colour is the phase.
    case magnitude
    /// The real part, downwards where it is negative.
    case real
    /// The imaginary part, downwards where it is negative.
    case imaginary
  }

  /// Real parts, one row for each row of the matrix.
  public var real: [[Double]]
  /// Imaginary parts, as many; zero for a real matrix.
  public var imaginary: [[Double]]
  /// What the height of a tower says.
  public var height: Height
  /// The height of the axis, or nil for the greatest entry.
  public var full: Double?
  /// Names of the basis states, as they stand in kets; 0, 1, 2 and so on if nil.
  public var names: [String]?
  /// Name of the vertical axis, or nil for what the heights are.
  public var heightLabel: String?
  /// The colours of phases.
  public var map: ColorMap = .romaO
  /// Direction to the viewer from the axis of columns towards the first row, in degrees.
  public var azimuth = -58.0
  /// Direction to the viewer above the plane, in degrees.
  public var elevation = 33.0
  /// Text above, or nil.
  public var title: String?
  /// Name of the phase on the colour bar, or nil for "phase".
  public var colorBarLabel: String?
  /// Whether there is a bar of the colours of phases.
  public var hasLegend = true
  /// The look where the towers are drawn by themselves; a figure brings its own.
  public var style: FigureStyle = .notebook
  /// The size where the towers are drawn by themselves, or nil for a column of the style.
  public var size: Size?
  /// Text for those who cannot see, or nil to describe the data.
  public var altText: String?

  /// The entries of a real matrix, upwards and downwards.
  ///
  /// - Parameter matrix: rows of equal length.
  public init(_ matrix: [[Double]]) {
    real = matrix
    imaginary = matrix.map { $0.map { _ in 0 } }
    height = .real
  }

  /// The entries of a complex matrix by their parts: magnitudes with phases as colours.
  ///
  /// - Parameters:
  ///   - real: real parts, rows of equal length.
  ///   - imaginary: imaginary parts, as many.
  public init(real: [[Double]], imaginary: [[Double]]) {
    self.real = real
    self.imaginary = imaginary
    height = .magnitude
  }

  /// A column of the style.
  public var naturalWidth: Double { style.singleColumn.points }

  /// Checked when the figure is drawn.
  public var panel: GridPanel { GridPanel { try PreparedCity(self, style: $0) } }

  private func changed(_ change: (inout MatrixCity) -> Void) -> MatrixCity {
    var copy = self
    change(&copy)
    return copy
  }

  /// The same with other heights: magnitudes, real or imaginary parts.
  public func height(_ height: Height) -> MatrixCity { changed { $0.height = height } }
  /// The same with an axis of a height, to compare matrices.
  public func full(_ magnitude: Double) -> MatrixCity { changed { $0.full = magnitude } }
  /// The same with names of the basis states, which are put into kets and bras.
  ///
  /// - Parameter names: such as "00" or "\\uparrow"; one with dollars stands as it is.
  /// - Returns: the changed copy.
  public func names(_ names: [String]) -> MatrixCity { changed { $0.names = names } }
  /// The same with another name of the vertical axis, empty for none.
  public func heightLabel(_ text: String) -> MatrixCity { changed { $0.heightLabel = text } }
  /// The same with other colours of phases.
  public func colorMap(_ map: ColorMap) -> MatrixCity { changed { $0.map = map } }
  /// The same seen from another direction.
  ///
  /// - Parameters:
  ///   - azimuth: from the axis of columns towards the first row, in degrees.
  ///   - elevation: above the plane, in degrees, more than 0 and at most 90.
  /// - Returns: the changed copy.
  public func view(azimuth: Double, elevation: Double) -> MatrixCity {
    changed {
      $0.azimuth = azimuth
      $0.elevation = elevation
    }
  }
}

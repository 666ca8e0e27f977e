import Foundation

/// A vector field between the points of a grid, in coordinates that run from 0 to 1.
struct SampledFlow {
  let u: SampledGrid
  let v: SampledGrid

  /// A place in the unit square.
  struct Place {
    var a: Double
    var b: Double
    var isInside: Bool { a >= 0 && a <= 1 && b >= 0 && b <= 1 }
    /// The same place of a periodic field inside the square.
    var wrapped: Place { Place(a: a - a.rounded(.down), b: b - b.rounded(.down)) }
  }

  /// A curve of a periodic field in pieces inside the square; each goes on a little beyond its
  /// edge, where the axes cut it.
  static func cut(_ curve: [Place]) -> [[Place]] {
    var pieces: [[Place]] = []
    var piece: [Place] = []
    var square: (a: Double, b: Double)?
    func moved(_ place: Place, _ square: (a: Double, b: Double)) -> Place {
      Place(a: place.a - square.a, b: place.b - square.b)
    }
    for (index, place) in curve.enumerated() {
      let own = (a: place.a.rounded(.down), b: place.b.rounded(.down))
      if let last = square, last != own {
        piece.append(moved(place, last))
        pieces.append(piece)
        piece = [moved(curve[index - 1], own)]
      }
      square = own
      piece.append(moved(place, own))
    }
    if piece.count > 1 { pieces.append(piece) }
    return pieces
  }

  private var width: Double { u.x[u.x.count - 1] - u.x[0] }
  private var height: Double { u.y[u.y.count - 1] - u.y[0] }

  /// The place in the coordinates of the data.
  func place(_ place: Place) -> (x: Double, y: Double) {
    (u.x[0] + place.a * width, u.y[0] + place.b * height)
  }

  private func value(_ grid: SampledGrid, _ place: Place) -> Double {
    let (across, up) = (
      place.a * Double(grid.columnCount - 1), place.b * Double(grid.rowCount - 1)
    )
    let column = min(max(Int(across), 0), grid.columnCount - 2)
    let row = min(max(Int(up), 0), grid.rowCount - 2)
    let (fx, fy) = (across - Double(column), up - Double(row))
    let low = grid[row, column] + fx * (grid[row, column + 1] - grid[row, column])
    let high = grid[row + 1, column] + fx * (grid[row + 1, column + 1] - grid[row + 1, column])
    return low + fy * (high - low)
  }

  /// Length of the vector in the units of the data.
  func speed(_ place: Place) -> Double {
    let inside = place.isInside ? place : place.wrapped
    return hypot(value(u, inside), value(v, inside))
  }

  /// Direction in the unit square, of length 1; nil where the field vanishes or is not finite.
  func direction(_ place: Place) -> (a: Double, b: Double)? {
    let (a, b) = (value(u, place) / width, value(v, place) / height)
    let length = hypot(a, b)
    return length > 1e-12 && length.isFinite ? (a / length, b / length) : nil
  }
}

import Foundation

/// Lays curves so that they are nowhere nearer than a cell of a grid, longest first.
///
/// The plane is divided into cells; a curve ends where it would enter a cell that another curve or
/// an earlier part of its own has passed.
struct StreamlinePlacement {
  let flow: SampledFlow
  let isPeriodic: Bool
  private let cells: Int
  private let step: Double

  init(flow: SampledFlow, density: Double, isPeriodic: Bool) {
    self.flow = flow
    self.isPeriodic = isPeriodic
    cells = max(4, Int((30 * min(max(density, 0.1), 10)).rounded()))
    step = 0.2 / Double(cells)
  }

  func curves() -> [[SampledFlow.Place]] {
    var isTaken = [Bool](repeating: false, count: cells * cells)
    var curves: [[SampledFlow.Place]] = []
    for seed in seeds() where !isTaken[cell(seed)] {
      var own: [Int] = []
      let forward = follow(seed, sign: 1, &isTaken, &own)
      // The way back starts in the cell that the way forward has just taken.
      let backward = follow(seed, sign: -1, &isTaken, &own)
      let curve = backward.reversed() + [seed] + forward
      if Double(curve.count) * step > 0.12 {
        curves.append(curve)
      } else {
        for index in own { isTaken[index] = false }
      }
    }
    return curves
  }

  /// Middles of the cells, from the boundary inwards as a spiral.
  private func seeds() -> [SampledFlow.Place] {
    var seeds: [(ring: Int, place: SampledFlow.Place)] = []
    for row in 0..<cells {
      for column in 0..<cells {
        let ring = min(row, column, cells - 1 - row, cells - 1 - column)
        seeds.append(
          (
            ring,
            SampledFlow.Place(
              a: (Double(column) + 0.5) / Double(cells), b: (Double(row) + 0.5) / Double(cells))
          ))
      }
    }
    // Every second ring first: curves get room on both sides.
    return seeds.enumerated().sorted {
      ($0.element.ring % 2, $0.element.ring, $0.offset)
        < ($1.element.ring % 2, $1.element.ring, $1.offset)
    }.map(\.element.place)
  }

  private func cell(_ place: SampledFlow.Place) -> Int {
    let place = isPeriodic ? place.wrapped : place
    let column = min(max(Int(place.a * Double(cells)), 0), cells - 1)
    let row = min(max(Int(place.b * Double(cells)), 0), cells - 1)
    return row * cells + column
  }

  /// Runge and Kutta's method of fourth order in equal steps of arc length.
  private func follow(
    _ seed: SampledFlow.Place, sign: Double, _ isTaken: inout [Bool], _ own: inout [Int]
  ) -> [SampledFlow.Place] {
    var points: [SampledFlow.Place] = []
    var place = seed
    var current = cell(seed)
    if !isTaken[current] {
      isTaken[current] = true
      own.append(current)
    }
    let h = sign * step
    func moved(_ direction: (a: Double, b: Double), _ length: Double) -> SampledFlow.Place {
      SampledFlow.Place(a: place.a + length * direction.a, b: place.b + length * direction.b)
    }
    func direction(_ place: SampledFlow.Place) -> (a: Double, b: Double)? {
      flow.direction(isPeriodic ? place.wrapped : place)
    }
    for _ in 0..<(20 * cells) {
      guard let k1 = direction(place), let k2 = direction(moved(k1, h / 2)),
        let k3 = direction(moved(k2, h / 2)), let k4 = direction(moved(k3, h))
      else { break }
      let mean = (
        a: (k1.a + 2 * k2.a + 2 * k3.a + k4.a) / 6, b: (k1.b + 2 * k2.b + 2 * k3.b + k4.b) / 6
      )
      // Directions that cancel: a fixed point is nearer than a step.
      guard hypot(mean.a, mean.b) > 0.5 else { break }
      place = moved(mean, h)
      guard isPeriodic || place.isInside else { break }
      let next = cell(place)
      if next != current {
        if isTaken[next] { break }
        isTaken[next] = true
        own.append(next)
        current = next
      }
      points.append(place)
    }
    return points
  }
}

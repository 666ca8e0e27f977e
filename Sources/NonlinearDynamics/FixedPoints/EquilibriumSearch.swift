import LinearAlgebra

/// Branch and bound with Krawczyk's operator on f + Σ μ ∇c = 0, c = level.
struct EquilibriumSearch {
  private let system: AugmentedSystem
  private var ranges: IntervalEvaluator
  private let boxLimit: Int
  private(set) var found: [(state: [Double], isProven: Bool)] = []
  private(set) var unresolved: [[Interval]] = []
  private(set) var boxCount = 0
  private(set) var isSearched = true
  // Boxes with exactly one solution each.
  private var proven: [[Interval]] = []

  init(_ flow: Flow, levels: [Double], boxLimit: Int) {
    system = AugmentedSystem(flow, levels: levels)
    ranges = IntervalEvaluator(system.program, parameters: flow.parameterValues)
    self.boxLimit = boxLimit
  }

  private enum Verdict {
    case empty
    case single(enclosure: [Interval], domain: [Interval])
    case undecided([Interval])
  }

  mutating func run(_ whole: [Interval]) throws {
    let n = whole.count
    let smallest = whole.map { max($0.width * 1e-9, 1e-13 * max(1, $0.magnitude)) }
    var open = [whole]
    while let box = open.popLast() {
      if proven.contains(where: { Self.contains($0, box) }) { continue }
      guard boxCount < boxLimit else {
        isSearched = false
        unresolved += open + [box]
        break
      }
      boxCount += 1
      if boxCount % 256 == 0, Cancellation.isRequested {
        throw NonlinearDynamicsError.stopped("the search for fixed points")
      }
      switch judge(box) {
      case .empty: continue
      case .single(let enclosure, let domain): add(enclosure, domain, within: whole)
      case .undecided(let rest):
        if (0..<n).allSatisfy({ rest[$0].width <= smallest[$0] }) {
          unresolved.append(rest)
          continue
        }
        var side = 0
        for k in 1..<max(n, 1)
        where rest[k].width / whole[k].width > rest[side].width / whole[side].width {
          side = k
        }
        // Off the middle: symmetric systems have their fixed points there.
        let cut = rest[side].low + 0.4877 * rest[side].width
        var (left, right) = (rest, rest)
        left[side].high = cut
        right[side].low = cut
        open.append(left)
        open.append(right)
      }
    }
    addUnproven(within: whole)
  }

  private mutating func judge(_ box: [Interval]) -> Verdict {
    let n = box.count
    let values = ranges(extended(box, multiplier: Interval(0)))
    // At a solution every multiplier is 0, so that f itself and c − level must reach 0.
    guard (0..<system.size).allSatisfy({ values[$0].contains(0) }) else { return .empty }
    // Inflated, so that a solution on the border of the box is inside for the test.
    let inflated = box.map { side in
      let margin = max(0.1 * side.width, 1e-12 * max(1, side.magnitude))
      return Interval(side.low - margin, side.high + margin)
    }
    let widest = inflated.map(\.width).max() ?? 0
    let domain = extended(inflated, multiplier: Interval(-widest, widest))
    guard let image = krawczyk(domain) else { return .undecided(box) }
    if zip(image, domain).allSatisfy({ $0.isInside($1) }) {
      return .single(enclosure: Array(image.prefix(n)), domain: inflated)
    }
    var rest: [Interval] = []
    for k in 0..<n {
      guard let common = image[k].intersection(box[k]) else { return .empty }
      rest.append(common)
    }
    for k in n..<system.size where !image[k].contains(0) { return .empty }
    return .undecided(rest)
  }

  private func extended(_ box: [Interval], multiplier: Interval) -> [Interval] {
    box + Array(repeating: multiplier, count: system.size - box.count)
  }

  /// K(X) = m − Y F(m) + (1 − Y F′(X)) (X − m), with Y close to F′(m)⁻¹; nil where there is no Y.
  private mutating func krawczyk(_ domain: [Interval]) -> [Interval]? {
    let size = system.size
    let middle = domain.map(\.middle)
    let center = ranges(middle.map { Interval($0) })
    let whole = ranges(domain)
    let jacobian = Matrix(rows: size, columns: size) { center[size + $0 + size * $1].middle }
    guard jacobian.isFinite, let inverse = try? jacobian.solve(.identity(size)), inverse.isFinite
    else { return nil }
    return (0..<size).map { i in
      var sum = Interval(middle[i])
      for k in 0..<size { sum = sum - Interval(inverse[i, k]) * center[k] }
      for j in 0..<size {
        var entry = Interval(i == j ? 1 : 0)
        for k in 0..<size { entry = entry - Interval(inverse[i, k]) * whole[size + k + size * j] }
        sum = sum + entry * (domain[j] - Interval(middle[j]))
      }
      return sum
    }
  }

  /// A solution that is the only one in its domain.
  private mutating func add(
    _ enclosure: [Interval], _ domain: [Interval], within whole: [Interval]
  ) {
    guard let state = system.solve(from: enclosure.map(\.middle)) else { return }
    proven.append(domain)
    guard Self.isInside(state, whole) else { return }
    let isKnown = found.contains { other in
      zip(zip(other.state, state), whole).allSatisfy {
        abs($0.0 - $0.1) <= 1e-10 * max(1, $1.width)
      }
    }
    if !isKnown { found.append((state, true)) }
  }

  /// A representative of each cluster of boxes that could not be decided.
  private mutating func addUnproven(within whole: [Interval]) {
    var seeds: [[Double]] = []
    for box in unresolved.prefix(2000) {
      let middle = box.map(\.middle)
      let isNear = seeds.contains { seed in
        zip(zip(seed, middle), whole).allSatisfy { abs($0.0 - $0.1) < 1e-3 * $1.width }
      }
      if !isNear { seeds.append(middle) }
    }
    for seed in seeds {
      guard let state = system.solve(from: seed, tolerance: 1e-8), Self.isInside(state, whole)
      else { continue }
      let isKnown = found.contains { other in
        zip(zip(other.state, state), whole).allSatisfy { abs($0.0 - $0.1) < 1e-4 * $1.width }
      }
      if !isKnown { found.append((state, false)) }
    }
  }

  private static func contains(_ outer: [Interval], _ inner: [Interval]) -> Bool {
    zip(outer, inner).allSatisfy { $0.low <= $1.low && $1.high <= $0.high }
  }

  private static func isInside(_ state: [Double], _ box: [Interval]) -> Bool {
    zip(state, box).allSatisfy { value, side in
      let margin = 1e-12 * max(side.width, side.magnitude)
      return value >= side.low - margin && value <= side.high + margin
    }
  }
}

/// Products of many operators by moments of few: joint cumulants of more operators than an order are set to zero.
///
/// ⟨A₁ … A_n⟩ = Σ_π (−1)^|π| (|π| − 1)! Π_{B ∈ π} ⟨Π_{i ∈ B} A_i⟩ over all partitions π of the operators into two or more
/// blocks, blocks that are still too long in the same way. At order 1 the mean of a product is the product of the means.
///
/// Reference: R. Kubo, J. Phys. Soc. Jpn. 17, 1100 (1962).
struct CumulantExpansion {
  let order: Int
  private var known: [MomentKey: [[MomentKey]: Double]] = [:]

  init(order: Int) { self.order = order }

  /// Products of moments with their numbers.
  mutating func products(_ key: MomentKey) -> [[MomentKey]: Double] {
    guard key.degree > order else { return [key.degree == 0 ? [] : [key]: 1] }
    if let found = known[key] { return found }
    let letters = key.letters
    var result: [[MomentKey]: Double] = [:]
    if order == 1 {
      result[letters.map { MomentKey(letters: [$0]) }.sorted()] = 1
    } else {
      for partition in Self.partitions(of: letters.count) where partition.count > 1 {
        var sign = partition.count.isMultiple(of: 2) ? 1.0 : -1.0
        for k in 1..<partition.count { sign *= Double(k) }
        var factors: [[MomentKey]: Double] = [[]: sign]
        for block in partition {
          let part = products(MomentKey(letters: block.map { letters[$0] }))
          var next: [[MomentKey]: Double] = [:]
          for (left, x) in factors {
            for (right, y) in part { next[(left + right).sorted(), default: 0] += x * y }
          }
          factors = next
        }
        for (product, value) in factors { result[product, default: 0] += value }
      }
    }
    result = result.filter { $0.value != 0 }
    known[key] = result
    return result
  }

  /// All partitions of 0 … n − 1 into blocks.
  static func partitions(of count: Int) -> [[[Int]]] {
    guard count > 0 else { return [[]] }
    return partitions(of: count - 1).flatMap { smaller -> [[[Int]]] in
      var result = smaller.indices.map { k in
        var copy = smaller
        copy[k].append(count - 1)
        return copy
      }
      result.append(smaller + [[count - 1]])
      return result
    }
  }
}

import RealModule

extension StepWriter {
  /// Rößler's scheme RI1.
  ///
  /// z ← z + h Σ α_i A(H_i⁰) + Σ_k [Σ_i β¹_i B_k(H_i^k) Î_k + β²_i B_k(H_i^k) Î_kk/√h
  ///      + β³_i B_k(Ĥ_i^k) Î_k + β⁴_i B_k(Ĥ_i^k) √h],
  /// H⁰ = (z, z + ⅔Ah + Σ B_l Î_l, z − ⅓Ah + A(H₂⁰)h),  H^k = (z, z + Ah + B_k√h, z + Ah − B_k√h),
  /// Ĥ^k = (z, z + Σ_{l≠k} B_l Î_kl/√h, z − Σ_{l≠k} B_l Î_kl/√h),
  ///
  /// with α = (¼, ½, ¼), β¹ = (½, ¼, ¼), β² = (0, ½, −½), β³ = (−½, ¼, ¼), β⁴ = (0, ½, −½), Î_k = 0, ±√(3h),
  /// Î_kk = (Î_k² − h)/2, Î_kl = (Î_k Î_l ∓ √h Ĩ)/2 with Ĩ_k for k < l (minus) and Ĩ_l for k > l (plus).
  /// Where B is constant all of it is Σ B_k Î_k.
  func rungeKutta(_ builder: inout ProgramBuilder) {
    let root = h.squareRoot()
    let next = builder.allocate(size)
    let stage = builder.allocate(size)
    var point = PointEvaluator(state: state)
    let rows = drift(&point, &builder)
    var noise = NoiseEvaluator(system.noise, point: point)
    let columns = (0..<count).map { noise.column($0, &builder) }
    builder.copy(state, to: next, count: size)
    add(drift: rows, times: h / 4, to: next, &builder)

    builder.copy(state, to: stage, count: size)
    add(drift: rows, times: 2 * h / 3, to: stage, &builder)
    for k in 0..<count { add(columns[k], times: 1, of: increment(k), to: stage, &builder) }
    var second = PointEvaluator(state: stage)
    let secondRows = drift(&second, &builder)
    second.finish(&builder)
    add(drift: secondRows, times: h / 2, to: next, &builder)

    builder.copy(state, to: stage, count: size)
    add(drift: rows, times: -h / 3, to: stage, &builder)
    add(drift: secondRows, times: h, to: stage, &builder)
    release(secondRows, &builder)
    var third = PointEvaluator(state: stage)
    let thirdRows = drift(&third, &builder)
    third.finish(&builder)
    add(drift: thirdRows, times: h / 4, to: next, &builder)
    release(thirdRows, &builder)

    if system.noise.isConstant {
      for k in 0..<count { add(columns[k], times: 1, of: increment(k), to: next, &builder) }
    } else {
      let ones = builder.allocate()
      builder.set(ones, to: 1)
      for k in 0..<count where isVariable(columns[k]) {
        own(k, columns, rows, root: root, ones: ones, stage: stage, next: next, &builder)
        mixed(k, columns, root: root, stage: stage, next: next, &builder)
      }
      for k in 0..<count where !isVariable(columns[k]) {
        add(columns[k], times: 1, of: increment(k), to: next, &builder)
      }
    }
    builder.copy(next, to: state, count: size)
  }

  private func isVariable(_ column: [(Int, NoiseEntry)]) -> Bool {
    column.contains {
      if case .row = $0.1 { true } else { false }
    }
  }

  /// ½ B_k Î_k and the terms of H_2^k and H_3^k.
  private func own(
    _ k: Int, _ columns: [[(Int, NoiseEntry)]], _ rows: [Int], root: Double, ones: Int, stage: Int,
    next: Int, _ builder: inout ProgramBuilder
  ) {
    // β³_1 takes away what β¹_1 adds: B_k(z) itself drops out.
    let weight = builder.allocate()
    for side in [1.0, -1] {
      builder.copy(state, to: stage, count: size)
      add(drift: rows, times: h, to: stage, &builder)
      add(columns[k], times: side * root, ones: ones, to: stage, &builder)
      // ¼ Î_k ± ½ (Î_k² − h)/2√h
      builder.set(weight, to: -side * root / 4)
      builder.add(increment(k), times: 0.25, to: weight)
      builder.addProduct(increment(k), increment(k), times: side / (4 * root), to: weight)
      addColumn(k, at: stage, weight: weight, to: next, &builder)
    }
    builder.release(weight)
  }

  /// The terms of Ĥ_2^k and Ĥ_3^k.
  private func mixed(
    _ k: Int, _ columns: [[(Int, NoiseEntry)]], root: Double, stage: Int, next: Int,
    _ builder: inout ProgramBuilder
  ) {
    let modes = system.noise.modes(of: k)
    let others = (0..<count).filter { l in
      l != k && columns[l].contains { modes.contains($0.0 / 2) }
    }
    guard !others.isEmpty else {
      add(columns[k], times: 0.5, of: increment(k), to: next, &builder)
      return
    }
    let weight = builder.allocate()
    let integral = builder.allocate()
    for side in [1.0, -1] {
      builder.copy(state, to: stage, count: size)
      for l in others {
        // Î_kl/√h
        builder.set(integral, to: 0)
        builder.addProduct(increment(k), increment(l), times: 0.5 / root, to: integral)
        if k < l {
          builder.add(sign(k), times: -0.5, to: integral)
        } else {
          builder.add(sign(l), times: 0.5, to: integral)
        }
        add(columns[l], times: side, of: integral, to: stage, &builder)
      }
      // ¼ Î_k ± ½ √h
      builder.set(weight, to: side * root / 2)
      builder.add(increment(k), times: 0.25, to: weight)
      addColumn(k, at: stage, weight: weight, to: next, &builder)
    }
    builder.release(weight)
    builder.release(integral)
  }

  /// next ← next + weight · B_k(stage).
  private func addColumn(
    _ k: Int, at stage: Int, weight: Int, to next: Int, _ builder: inout ProgramBuilder
  ) {
    var noise = NoiseEvaluator(system.noise, point: PointEvaluator(state: stage))
    let column = noise.column(k, &builder)
    add(column, times: 1, of: weight, to: next, &builder)
    noise.finish(&builder)
  }
}

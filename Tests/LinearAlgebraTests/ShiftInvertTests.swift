import ComplexModule
import LinearAlgebra
import Testing

@Suite struct ShiftInvertTests {
  @Test(arguments: [
    ComplexDouble(0.2, 0), ComplexDouble(-3, 0), ComplexDouble(-2, 1.5), ComplexDouble(0, 0.7),
  ])
  func findsTheNearestOfTheDenseSpectrum(shift: ComplexDouble) throws {
    let matrix = Sample.sparse(150, seed: 71)
    let dense = try matrix.dense.eigensystem()
    let order = dense.values.indices.sorted {
      (dense.values[$0] - shift).length < (dense.values[$1] - shift).length
    }
    let result = try shiftInvertEigenvalues(of: matrix, count: 6, near: shift)
    #expect(result.eigenvalues.count >= 6)
    for (k, found) in result.eigenvalues.enumerated() {
      let same = order.prefix(result.eigenvalues.count + 1).first {
        (dense.values[$0] - found.value).length < 1e-9
      }
      let index = try #require(same, "eigenvalue \(k), \(found.value), is not a dense one")
      // ‖A‖ is about 50, its roundings about 1e-14.
      #expect(found.residual < 1e-11)
      let condition = try #require(found.conditionNumber)
      #expect(abs(condition / dense.conditionNumbers[index] - 1) < 1e-5)
    }
  }

  @Test(arguments: [ComplexDouble(0.2, 0), ComplexDouble(-1, 1.5)])
  func factorsAlongAGridFindTheDenseSpectrum(shift: ComplexDouble) throws {
    let sample = GridSample<Double>(22, 10, count: 2, seed: 31, diagonal: -2)
    let dense = try sample.matrix.dense.eigensystem()
    let tree = try #require(GridFronts(points: sample.points).tree(of: sample.matrix))
    let options = ShiftInvertOptions()
    let result: ShiftInvertResult
    if shift.imaginary == 0 {
      let factors = try shiftInvertFactors(
        of: sample.matrix, at: shift.real, blocks: nil, tree: tree)
      // No general ordering: these are the factors along the grid.
      #expect(factors.report.ordering == nil)
      result = try shiftInvertEigenvalues(
        of: sample.matrix, count: 7, near: shift.real, options: options, factors: factors)
    } else {
      let matrix = SparseMatrix<ComplexDouble>(sample.matrix)
      let factors = try shiftInvertFactors(of: matrix, at: shift, blocks: nil, tree: tree)
      #expect(factors.report.ordering == nil)
      result = try shiftInvertEigenvalues(
        of: matrix, count: 7, near: shift, options: options, factors: factors)
    }
    let nearest = dense.values.map { ($0 - shift).length }.sorted()
    for (k, found) in result.eigenvalues.enumerated() {
      #expect(abs((found.value - shift).length - nearest[k]) < 1e-9)
      let index = try #require(
        dense.values.indices.first { (dense.values[$0] - found.value).length < 1e-9 })
      let condition = try #require(found.conditionNumber)
      #expect(abs(condition / dense.conditionNumbers[index] - 1) < 1e-5)
    }
  }

  @Test func realShiftGivesCompletePairs() throws {
    let result = try shiftInvertEigenvalues(
      of: Sample.sparse(150, seed: 72), count: 7, near: ComplexDouble(0.3, 0))
    for found in result.eigenvalues where found.value.imaginary != 0 {
      #expect(result.eigenvalues.contains { $0.value == found.value.conjugate })
    }
  }

  @Test func resultsRepeatToRounding() throws {
    let matrix = Sample.sparse(150, seed: 73)
    let first = try shiftInvertEigenvalues(of: matrix, count: 5, near: ComplexDouble(0.1, 0))
    let second = try shiftInvertEigenvalues(of: matrix, count: 5, near: ComplexDouble(0.1, 0))
    // The start vector is the same; BLAS rounds differently for differently aligned arrays.
    for (left, right) in zip(first.eigenvalues, second.eigenvalues) {
      #expect((left.value - right.value).length < 1e-12)
    }
    #expect(first.eigenvalues.count == second.eigenvalues.count)
  }

  @Test func badInputIsRefused() {
    let matrix = Sample.sparse(20, seed: 74)
    #expect { try shiftInvertEigenvalues(of: matrix, count: 0, near: 0) } throws: {
      ($0 as? LinearAlgebraError)?.code == .invalidArgument
    }
    #expect { try shiftInvertEigenvalues(of: matrix, count: 18, near: 0) } throws: {
      ($0 as? LinearAlgebraError)?.code == .invalidArgument
    }
    #expect {
      try shiftInvertEigenvalues(of: matrix, count: 2, near: ComplexDouble(.nan, 0))
    } throws: {
      ($0 as? LinearAlgebraError)?.code == .nonFinite
    }
    let diagonal = SparseMatrix<Double>.diagonal((0..<20).map(Double.init))
    #expect { try shiftInvertEigenvalues(of: diagonal, count: 2, near: 3) } throws: {
      ($0 as? LinearAlgebraError)?.code == .singular
    }
  }

  @Test func tooFewRestartsAreReported() {
    // A tight cluster next to the shift's opposite needs more than one Krylov space of 6.
    let diagonal = SparseMatrix<Double>.diagonal((0..<400).map { 1 + Double($0) * 1e-3 })
    #expect {
      try shiftInvertEigenvalues(
        of: diagonal, count: 3, near: ComplexDouble(-50, 0),
        options: ShiftInvertOptions(krylovDimension: 6, restartLimit: 1))
    } throws: {
      ($0 as? LinearAlgebraError)?.code == .notConverged
    }
  }

  @Test func cancellationStopsTheSearch() async throws {
    let matrix = Sample.sparse(150, seed: 75)
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try shiftInvertEigenvalues(of: matrix, count: 5, near: ComplexDouble(0.1, 0))
    }
    task.cancel()
    let result = await task.result
    #expect { try result.get() } throws: {
      ($0 as? LinearAlgebraError)?.code == .cancelled
    }
  }
}

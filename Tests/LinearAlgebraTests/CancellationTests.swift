import ComplexModule
import LinearAlgebra
import Testing

@Suite struct CancellationTests {
  @Test func stepsOfASolverAreTold() async throws {
    let matrix = SparseMatrix<Double>.diagonal((0..<60).map { -Double($0) - 1 })
    // Inside a task too: solvers are called from cells, which may be asynchronous.
    let task = Task {
      var count = 0
      let found = try SolverSteps.observed(by: { count += 1 }) {
        try shiftInvertEigenvalues(of: matrix, count: 2, near: ComplexDouble(0.5, 0))
      }
      let during = count
      try Cancellation.check("nothing")
      return (during, count, found.eigenvalues.count)
    }
    let (during, after, found) = try await task.value
    #expect(during >= 10 && after == during && found == 2)
  }

  @Test func cancelledTasksStopAtTheNextCheck() async {
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      #expect(Cancellation.isRequested)
      try Cancellation.check("half of it was done")
    }
    await #expect {
      try await task.value
    } throws: { error in
      let error = error as? LinearAlgebraError
      return error?.code == .cancelled && error?.message.contains("half of it") == true
    }
  }
}

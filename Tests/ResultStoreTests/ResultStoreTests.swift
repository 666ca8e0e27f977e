import Foundation
import LinearAlgebra
import PaperModels
import QuantumCore
import QuantumDynamics
import ResultStore
import Testing

/// A folder of its own for each test.
private func withFolder(_ body: (String) throws -> Void) throws {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  try body(folder.path)
}

private func code(of body: () throws -> Void) -> HDF5Error.Code? {
  do {
    try body()
    return nil
  } catch {
    return (error as? HDF5Error)?.code
  }
}

@Suite struct ResultStoreTests {
  private let liouvillian: Liouvillian

  init() throws {
    liouvillian = try QuantumSynchronizationBreakdown(
      particleCount: 40, drive: 1, detuning: 0.2
    ).liouvillian()
  }

  @Test("A steady state comes back bit by bit")
  func steadyState() throws {
    try withFolder { folder in
      let state = try liouvillian.steadyState()
      try state.save(to: folder + "/run.h5")
      let loaded = try SteadyState(contentsOf: folder + "/run.h5")
      #expect(loaded.densityMatrix == state.densityMatrix)
      #expect(loaded.residual == state.residual)
      #expect(loaded.method == state.method)
      #expect(loaded.wallTime == state.wallTime)
    }
  }

  @Test("A solution comes back bit by bit, with its states and its plan")
  func solution() throws {
    try withFolder { folder in
      let spin = try Spin(particleCount: 40)
      let solution = try liouvillian.evolve(
        from: DensityMatrix(spin.coherentState(polar: 1, azimuth: 0)),
        times: [0, 0.5, 1], observing: ["a/b": spin.z, "plus": spin.plus], keepsStates: true)
      try solution.save(to: folder + "/run.h5")
      let loaded = try MasterEquationSolution(contentsOf: folder + "/run.h5")
      #expect(loaded.times == solution.times)
      #expect(loaded.expectationValues == solution.expectationValues)
      #expect(loaded.complexExpectationValues == solution.complexExpectationValues)
      #expect(loaded.states == solution.states)
      #expect(loaded.finalState == solution.finalState)
      #expect(loaded.plan == solution.plan)
      #expect(loaded.evidence == solution.evidence)
      #expect(loaded.status == solution.status)
    }
  }

  @Test("Several results share a file, and one is loaded by its place")
  func severalResults() throws {
    try withFolder { folder in
      let spin = try Spin(twice: 3)
      let real = Matrix<Double>(rowMajor: [[1, 2, 3], [4, 5, -0.0]])
      var file = HDF5Group()
      file.store(spin.y, as: "operator")
      file.store(real, as: "real")
      try file.write(to: folder + "/run.h5")
      let loadedOperator = try Operator(contentsOf: folder + "/run.h5", at: "/operator")
      let loadedMatrix = try Matrix<Double>(contentsOf: folder + "/run.h5", at: "/real")
      let loadedFile = try HDF5Group(contentsOf: folder + "/run.h5")
      #expect(loadedOperator == spin.y)
      #expect(loadedMatrix == real)
      #expect(loadedFile == file)
    }
  }

  @Test("Another type, a missing dataset and a wrong shape are told apart")
  func wrongContents() throws {
    let group = HDF5Group(storing: DensityMatrix.maximallyMixed(dimension: 3))
    #expect(code { _ = try group.value(SteadyState.self) } == .wrongType)
    var missing = group
    missing["matrix"] = nil
    #expect(code { _ = try missing.value(DensityMatrix.self) } == .missing)
    var flat = group
    flat["matrix"] = HDF5Array([1.0, 2.0])
    #expect(code { _ = try flat.value(DensityMatrix.self) } == .wrongShape)
    var newer = group
    newer.attributes["isochron_format"] = HDF5Array(HDF5Group.formatVersion + 1)
    #expect(code { _ = try newer.value(DensityMatrix.self) } == .newerFormat)
  }

  @Test("Damaged files, foreign files and missing files are errors", arguments: [0.1, 0.5, 0.9])
  func damage(fraction: Double) throws {
    try withFolder { folder in
      let path = folder + "/run.h5"
      try liouvillian.steadyState().save(to: path)
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      try data.prefix(Int(Double(data.count) * fraction)).write(to: URL(fileURLWithPath: path))
      #expect(code { _ = try SteadyState(contentsOf: path) } == .notHDF5)
      try Data("no numbers".utf8).write(to: URL(fileURLWithPath: path))
      #expect(code { _ = try SteadyState(contentsOf: path) } == .notHDF5)
      #expect(code { _ = try SteadyState(contentsOf: folder + "/none.h5") } == .cannotRead)
    }
  }

  @Test("Where nothing can be written, an error says so and nothing is left")
  func unwritable() throws {
    try withFolder { folder in
      let state = DensityMatrix.maximallyMixed(dimension: 2)
      #expect(code { try state.save(to: folder + "/none/run.h5") } == .cannotWrite)
      let left = try FileManager.default.contentsOfDirectory(atPath: folder)
      #expect(left.isEmpty)
    }
  }
}

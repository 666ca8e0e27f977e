import Preconditions
import ComplexModule
import LinearAlgebra
public import QuantumDynamics

extension TrajectoryEnsemble: HDF5Storable {
  /// `TrajectoryEnsemble`.
  public static let storedTypeName = "TrajectoryEnsemble"

  /// Stores means, standard errors, jumps and all that continuing the ensemble needs.
  ///
  /// - Parameter group: takes the datasets `times`, `jump_trajectories`, `jump_times`, `jump_channels` (one entry for
  ///   each jump of any trajectory), `currents` [trajectory, channel, time], the groups `expectation_values` and
  ///   `standard_errors` with a dataset for each observable, and attributes.
  public func write(to group: inout HDF5Group) {
    var stored = HDF5Group(path: group.path)
    do {
      try stored.encode(self)
    } catch {
      stopForBrokenPrecondition("An ensemble cannot be stored: \(error)")
    }
    stored.groups["jumps"] = nil
    stored.datasets["jumps"] = nil
    group.attributes.merge(stored.attributes) { _, new in new }
    group.datasets.merge(stored.datasets) { _, new in new }
    group.groups.merge(stored.groups) { _, new in new }
    // Flat lists: a group for each of a million trajectories would be slow to read.
    let all = jumps.enumerated().flatMap { k, jumps in jumps.map { (k, $0) } }
    group.attributes["recorded_trajectories"] = HDF5Array(jumps.count)
    group["jump_trajectories"] = HDF5Array(all.map(\.0))
    group["jump_times"] = HDF5Array(all.map(\.1.time))
    group["jump_channels"] = HDF5Array(all.map(\.1.channel))
    var means = HDF5Group(path: group.place(of: "expectation_values"))
    for (name, values) in complexExpectationValues {
      let isReal = expectationValues[name] != nil
      means[HDF5Names.escaped(name)] = isReal ? HDF5Array(values.map(\.real)) : HDF5Array(values)
    }
    group.groups["expectation_values"] = means
    var errors = HDF5Group(path: group.place(of: "standard_errors"))
    for (name, values) in standardErrors { errors[HDF5Names.escaped(name)] = HDF5Array(values) }
    group.groups["standard_errors"] = errors
  }

  /// Loads an ensemble, which can be continued.
  ///
  /// - Parameter group: as `write(to:)` left it.
  /// - Throws: `HDF5Error`: `missing`, `wrongShape`, `wrongType`, `invalidValue`.
  public init(from group: HDF5Group) throws {
    let count = try group.integer(attribute: "recorded_trajectories")
    let trajectories = try group.integers("jump_trajectories")
    let times = try group.reals("jump_times", shape: [trajectories.count])
    let channels = try group.integers("jump_channels", shape: [trajectories.count])
    guard count >= 0, trajectories.allSatisfy({ (0..<count).contains($0) }) else {
      throw HDF5Error(
        .invalidValue, "\(group.path) holds jumps of trajectories that it does not hold.")
    }
    var rows = [[Int]](repeating: [], count: count)
    for (k, trajectory) in trajectories.enumerated() { rows[trajectory].append(k) }
    var jumps = HDF5Group(path: group.place(of: "jumps"))
    jumps.attributes[HDF5Layout.count] = HDF5Array(count)
    for (k, row) in rows.enumerated() {
      var own = HDF5Group(path: jumps.place(of: "\(k)"))
      own.attributes[HDF5Layout.count] = HDF5Array(row.count)
      own.attributes[HDF5Layout.layout] = HDF5Array(HDF5Layout.columns)
      own["time"] = HDF5Array(row.map { times[$0] })
      own["channel"] = HDF5Array(row.map { channels[$0] })
      jumps.groups["\(k)"] = own
    }
    var complete = group
    complete.groups["jumps"] = jumps
    self = try complete.decode(TrajectoryEnsemble.self)
  }
}

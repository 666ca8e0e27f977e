public import RichDisplay

extension TrajectoryEnsemble: CustomStringConvertible, RichDisplayable {
  /// The number of trajectories, the method and the means' ends with their error bars, as text.
  public var description: String { resultTable.plainText }

  /// The number of trajectories, the method and the means' ends with their error bars.
  public var richRepresentation: RichRepresentation { resultTable.representation }

  var resultTable: ResultTable {
    let means = expectationValues
    let errors = standardErrors
    let jumpCount = jumps.reduce(0) { $0 + $1.count }
    var facts: [(name: String, value: String)] = [
      ("method", method), ("status", statusText), ("seed", "\(seed)"),
      (
        "times",
        "\(times.count), from \(ResultTable.number(times.first ?? 0)) to "
          + ResultTable.number(times.last ?? 0)
      ),
    ]
    if jumpCount > 0 { facts.append(("jumps", "\(jumpCount)")) }
    facts.append(("time taken", ResultTable.seconds(wallTime)))
    return ResultTable(
      title: "Ensemble of \(trajectoryCount) trajectories", facts: facts,
      columns: ["observable", "first", "last", "standard error"],
      rows: means.keys.sorted().map { name in
        [
          name, ResultTable.number(means[name]?.first ?? .nan),
          ResultTable.number(means[name]?.last ?? .nan),
          ResultTable.number(errors[name]?.last ?? .nan, digits: 2),
        ]
      })
  }

  private var statusText: String {
    switch status {
    case .completed: "completed"
    case .reachedTarget:
      "reached the target: standard errors up to \(ResultTable.number(largestStandardError, digits: 2))"
    case .cancelled: "stopped; give it as `resuming` to continue"
    }
  }
}

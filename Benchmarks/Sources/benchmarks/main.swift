// Runs the tasks named on the command line, or all, and prints one JSON object: task → milliseconds.
let wanted = Set(CommandLine.arguments.dropFirst())
let tasks = (try physicsBenchmarks() + steadyStateBenchmarks() + figureBenchmarks()).filter {
  wanted.isEmpty || wanted.contains($0.name)
}
var rows: [String] = []
for task in tasks {
  let times = try task.run().map { String($0) }.joined(separator: ",")
  rows.append("\"\(task.name)\":[\(times)]")
}
print("{\(rows.joined(separator: ","))}")

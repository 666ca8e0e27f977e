import Glibc

// Without arguments: the names of all tasks. With one: runs it and prints milliseconds and the number that came
// out as one JSON object. Each task has a process of its own, so that memory and caches are its own too.
let tasks =
  steadyStateBenchmarks() + spectrumBenchmarks() + dynamicsBenchmarks() + trajectoryBenchmarks()
  + randomLindbladianBenchmarks() + floquetBenchmarks() + correlationBenchmarks()
  + phaseSpaceBenchmarks() + wignerBenchmarks() + truncatedWignerBenchmarks()
  + nonlinearBenchmarks() + meanFieldBenchmarks() + analysisBenchmarks() + figureBenchmarks()

if let name = CommandLine.arguments.dropFirst().first {
  guard let task = tasks.first(where: { $0.name == name }) else {
    fatalError("No task is called \"\(name)\".")
  }
  let (milliseconds, value) = try task.run()
  var usage = rusage()
  getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
  let gigabytes = Double(usage.ru_maxrss) / 1_048_576
  let number = value.map { "\($0)" } ?? "null"
  print(
    #"{"milliseconds": \#(milliseconds), "value": \#(number), "gigabytes": \#(gigabytes)}"#)
} else {
  for task in tasks { print(task.name) }
}

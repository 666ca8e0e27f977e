print("\(CommandLine.arguments)")

import CellFrontEnd
import Foundation

// The kernel starts this program with a socket on descriptor 3 and talks to it in frames.
var status = stat()
guard fstat(3, &status) == 0 else {
  FileHandle.standardError.write(
    Data("isochron-compiler is started by isochron; it has no use by itself\n".utf8))
  exit(64)
}
// SourceKit writes about every unfinished word to standard error, which is the log of the kernel.
if getenv("ISOCHRON_COMPILER_LOG") == nil {
  let silence = open("/dev/null", O_WRONLY)
  dup2(silence, 2)
  close(silence)
}
do {
  try CompilerHost(descriptor: 3).run()
} catch {
  FileHandle.standardError.write(Data("isochron-compiler: \(error)\n".utf8))
  exit(70)
}

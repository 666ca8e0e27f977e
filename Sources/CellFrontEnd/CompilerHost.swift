import CellCompiler
import Foundation
import Interprocess
import Synchronization

/// The compiler service's side of the channel: reads requests, answers each when it is done.
///
/// Parsing, compiling and questions each have a thread, so that none waits for another kind. The threads have
/// large stacks, because the compiler's own recursion follows the nesting of the code.
public final class CompilerHost: Sendable {
  private let channel: FrameChannel
  private let parsing = WorkQueue(name: "parsing")
  private let compiling = WorkQueue(name: "compiling")
  private let asking = WorkQueue(name: "asking")
  private let tools = Mutex<(builder: CellBuilder, questions: CodeQuestions)?>(nil)

  /// Answers over an open socket.
  public init(descriptor: Int32) { channel = FrameChannel(descriptor: descriptor) }

  /// Serves until the other side closes.
  ///
  /// - Throws: `ChannelError` for a broken frame.
  public func run() throws {
    while let data = try channel.receive() {
      guard let request = try? JSONDecoder().decode(ServiceRequest.self, from: data) else {
        continue
      }
      switch request.body {
      case .open(let setting): reply(request, open(setting))
      case .outline(let code):
        parsing.add { self.reply(request, .outline(CellSource(code).outline)) }
      case .completeness(let code):
        parsing.add { self.reply(request, .completeness(CellSource(code).completeness)) }
      case .compile(let job):
        compiling.add {
          self.attempt(request) { .compiled(try $0.builder.compile(job)) }
        }
      case .completion(let question):
        asking.add {
          self.attempt(request) { .completion(try $0.questions.completions(question)) }
        }
      case .inspection(let question):
        asking.add {
          self.attempt(request) { .inspection(try $0.questions.inspection(question)) }
        }
      }
    }
  }

  private func open(_ setting: ServiceSetting) -> ServiceReply.Body {
    do {
      let kit = try SourceKit(library: Toolchain(folder: setting.toolchain).sourceKit)
      let builder = CellBuilder(kit: kit, setting: setting)
      tools.withLock { $0 = (builder, CodeQuestions(kit: kit, setting: setting)) }
      compiling.add { builder.warmUp() }
      return .opened
    } catch {
      return .failed("SourceKit could not be loaded: \(error)")
    }
  }

  private func attempt(
    _ request: ServiceRequest,
    _ work: ((builder: CellBuilder, questions: CodeQuestions)) throws -> ServiceReply.Body
  ) {
    guard let tools = tools.withLock({ $0 }) else {
      reply(request, .failed("the compiler service was not opened"))
      return
    }
    do {
      reply(request, try work(tools))
    } catch let error as CocoaError {
      reply(
        request, .failed("a file of the session cannot be written: \(error.localizedDescription)"))
    } catch {
      reply(request, .failed("\(error)"))
    }
  }

  private func reply(_ request: ServiceRequest, _ body: ServiceReply.Body) {
    let reply = ServiceReply(identifier: request.identifier, body: body)
    guard let data = try? JSONEncoder().encode(reply) else { return }
    try? channel.send(data)
  }
}

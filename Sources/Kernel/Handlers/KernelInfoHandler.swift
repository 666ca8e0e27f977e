import JupyterProtocol

/// Says who the kernel is.
struct KernelInfoHandler: RequestHandler {
  let messageType: MessageType = "kernel_info_request"
  let lane = Lane.memory
  let description: KernelDescription

  func answer(_ request: Request) -> Answer { Answer(description.information) }
}

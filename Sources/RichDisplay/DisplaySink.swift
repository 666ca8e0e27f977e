/// Where displays go: a C function that the executor installs, or standard output without one.
///
/// A message is one JSON object in UTF-8:
/// `{"kind":"display","data":{…},"metadata":{…},"identifier":"…","update":false}`,
/// `{"kind":"result","data":{…},"metadata":{…}}`, `{"kind":"clear","wait":true}`,
/// `{"kind":"page","data":{…}}`, `{"kind":"nextInput","text":"…"}`.
package typealias DisplaySink = @convention(c) (_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Void

/// Set once at the executor's start, before any cell runs.
nonisolated(unsafe) package var displaySink: DisplaySink?

/// The entry point by which the executor receives displays; it finds it by this name.
@_cdecl("isochron_display_connect")
package func connectDisplaySink(_ sink: @escaping DisplaySink) { displaySink = sink }

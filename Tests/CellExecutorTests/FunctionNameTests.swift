import CellExecutor
import Testing

@Suite
struct FunctionNameTests {
  @Test func modulesAndTypesAreLeftOut() {
    #expect(FunctionName.readable("$s6Cell_33addyS2i_SitF") == "add(_:_:)")
    #expect(FunctionName.readable("$s5Cell31fySiSSSgF") == "f(_:)")
    #expect(FunctionName.readable("Cell_7_main") == nil)
    #expect(FunctionName.readable("async_MainTY1_") == nil)
    #expect(FunctionName.readable("plain_c_function") == "plain_c_function")
  }
}

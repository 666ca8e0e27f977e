"""Jupyter's own conformance suite, with every optional part."""

import jupyter_kernel_test


class TestIsochron(jupyter_kernel_test.KernelTests):
    kernel_name = "isochron"
    language_name = "swift"
    file_extension = ".swift"
    code_hello_world = 'print("hello, world")'
    code_stderr = """
        import Foundation
        FileHandle.standardError.write(Data("oops\\n".utf8))
        """
    completion_samples = [
        {"text": "[3, 1, 2].isEmp", "matches": {"isEmpty"}},
        {"text": "let completed = 3; completed.isMultip", "matches": {"isMultiple"}},
    ]
    complete_code_samples = ["let a = 1", "1 + 1", "func f() { }\nf()", ""]
    incomplete_code_samples = ["func f() {", "let a = [1,", "if true {\n  print(1)", '"""']
    invalid_code_samples = ["let a = )", "}"]
    code_page_something = 'import Isochron\npage("a long text")'
    code_generate_error = "let none: [Int] = []\nnone[3]"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "[1, 2, 3].map { $0 * 2 }", "result": "[2, 4, 6]"},
        {"code": "6 * 7 + 0", "result": "42"},
    ]
    code_display_data = [
        {"code": 'import Isochron\ndisplay("shown")', "mime": "text/plain"},
        {
            "code": """
                import Isochron
                struct Page: RichDisplayable {
                  var richRepresentation: RichRepresentation {
                    RichRepresentation(plainText: "page").html("<b>page</b>")
                  }
                }
                display(Page())
                """,
            "mime": "text/html",
        },
    ]
    code_history_pattern = "6 ? 7"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "print"
    code_clear_output = "import Isochron\nclearOutput()"


class TestIsochronWelcome(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "isochron"
    support_iopub_welcome = True


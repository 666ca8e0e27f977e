import JSONModel
import RichDisplay
import Synchronization
import Testing
import Widgets

/// Controls without a front end: their state, and what it tells them.
@Suite struct ControlTests {
  private func move(_ widget: any Widget, _ state: JSONValue) {
    widget.model.receive(["method": "update", "state": state])
  }

  @Test func aSliderStartsInsideOfItsRange() {
    #expect(Slider(0...10).value == 0)
    #expect(Slider(0...10, value: 12).value == 10)
    #expect(Slider(-1.0...1.0, value: -3).value == -1)
    #expect(LogarithmicSlider(1e-3...1e3, value: 1e9).value == 1e3)
    #expect(RangeSlider(0...50, value: 10...70).value == 10...50)
  }

  @Test func stepsAreRoundNumbers() {
    #expect(Slider(0...1.0).model["step"].number == 0.01)
    #expect(abs((Slider(0...3.0).model["step"].number ?? 0) - 0.02) < 1e-15)
    #expect(abs((Slider(-3.0...3.0).model["step"].number ?? 0) - 0.05) < 1e-15)
    #expect(Slider(0...2000.0).model["step"].number == 20)
    #expect(Slider(0...7).model["step"] == 1)
  }

  @Test func valuesAreThoseOfTheFrontEnd() {
    let slider = Slider(0...3.0)
    move(slider, ["value": 2])
    #expect(slider.value == 2.0)
    let range = RangeSlider(0...50)
    move(range, ["value": [3, 9]])
    #expect(range.value == 3...9)
    let field = NumberField(0.5)
    move(field, ["value": 1.25])
    #expect(field.value == 1.25)
  }

  @Test func whatMakesNoSenseIsNotBelieved() {
    let slider = Slider(0...10, value: 4)
    move(slider, ["value": "many"])
    #expect(slider.value == 4)
    let range = RangeSlider(0...50, value: 1...2)
    move(range, ["value": [9, 3]])
    #expect(range.value == 1...2)
    let choice = Choice(["a", "b"])
    move(choice, ["index": 7])
    #expect(choice.value == "a")
    slider.model.receive("no object")
    slider.model.receive(["method": "update"])
    slider.model.receive(["method": "fly"])
    #expect(slider.value == 4)
  }

  @Test func aChoiceIsMadeByNumberOrValue() {
    let choice = Choice([("one", 1), ("two", 2)], index: 1)
    #expect(choice.value == 2)
    choice.value = 1
    #expect(choice.index == 0)
    choice.value = 5
    #expect(choice.index == 0)
    #expect(choice.model["_options_labels"] == ["one", "two"])
  }

  @Test func handlersAreCalledWithTheLatestValue() async {
    let slider = Slider(0...100)
    let seen = Mutex<[Int]>([])
    slider.onChange { value in seen.withLock { $0.append(value) } }
    for value in 1...50 { move(slider, ["value": .integer(value)]) }
    while seen.withLock({ $0.last }) != 50 { await Task.yield() }
    #expect(seen.withLock { $0.count } <= 50)
    #expect(seen.withLock { $0 } == seen.withLock { $0.sorted() })
  }

  @Test func aHandlerHearsOfItsValueOnly() async {
    let slider = Slider(0...100)
    let count = Mutex(0)
    slider.onChange { _ in count.withLock { $0 += 1 } }
    move(slider, ["description": "new"])
    move(slider, ["value": 3])
    while count.withLock({ $0 }) == 0 { await Task.yield() }
    #expect(count.withLock { $0 } == 1)
  }

  @Test func clicksAreHeardAtOnce() {
    let count = Mutex(0)
    let button = Button("go").onClickAtOnce { count.withLock { $0 += 1 } }
    button.model.receive(["method": "custom", "content": ["event": "click"]])
    button.model.receive(["method": "custom", "content": ["event": "other"]])
    #expect(count.withLock { $0 } == 1)
  }

  @Test func textStandsWhereNoWidgetCanBeShown() {
    #expect(Slider(0...3.0, value: 0.5, label: "drive").description == "drive: 0.5")
    #expect(Checkbox("log", isOn: true).description == "log: yes")
    #expect(Button("go").description == "[go]")
    #expect(Meter(0...4, value: 1).description == "25 %")
    let box = VerticalBox {
      HorizontalBox {
        Checkbox("a")
        Checkbox("b")
      }
      if true { TextField("x", label: "name") }
      for number in 1...2 { FormattedText("\(number)") }
    }
    #expect(box.description == "a: no   b: no\nname: x\n1\n2")
    #expect(
      Tabs([("one", Button("x")), ("two", Button("y"))]).description == "one:\n[x]\ntwo:\n[y]")
  }

  @Test func aWidgetShowsItsViewAndItsText() throws {
    let slider = Slider(1...5)
    let contents = slider.richRepresentation.contents
    #expect(contents[.plainText] == .text("1"))
    #expect(
      contents["application/vnd.jupyter.widget-view+json"]
        == .json(
          #"{"model_id":"\#(slider.model.identifier)","version_major":2,"version_minor":0}"#))
  }

  @Test func anAreaHoldsOutputs() {
    let area = OutputArea()
    area.show(42)
    #expect(area.model["outputs"].array?.first?["data"] == ["text/plain": "42"])
    #expect(area.description == "42")
    area.showError("bad")
    #expect(area.model["outputs"].array?.first?["name"] == "stderr")
    area.clear()
    #expect(area.model["outputs"] == [])
  }

  @Test func everyControlNamesItsKindForTheFrontEnd() {
    let widgets: [(any Widget, String, String)] = [
      (Slider(0...1), "IntSliderModel", "IntSliderView"),
      (Slider(0...1.0), "FloatSliderModel", "FloatSliderView"),
      (LogarithmicSlider(1...10), "FloatLogSliderModel", "FloatLogSliderView"),
      (RangeSlider(0...1), "IntRangeSliderModel", "IntRangeSliderView"),
      (RangeSlider(0...1.0), "FloatRangeSliderModel", "FloatRangeSliderView"),
      (Checkbox("x"), "CheckboxModel", "CheckboxView"),
      (Choice(["a"]), "DropdownModel", "DropdownView"),
      (Choice(["a"], style: .radioButtons), "RadioButtonsModel", "RadioButtonsView"),
      (Choice(["a"], style: .buttons), "ToggleButtonsModel", "ToggleButtonsView"),
      (Choice(["a"], style: .list), "SelectModel", "SelectView"),
      (TextField(), "TextModel", "TextView"),
      (TextField(lines: 3), "TextareaModel", "TextareaView"),
      (NumberField(1), "IntTextModel", "IntTextView"),
      (NumberField(1, in: 0...2), "BoundedIntTextModel", "IntTextView"),
      (NumberField(1.0), "FloatTextModel", "FloatTextView"),
      (NumberField(1.0, in: 0...2), "BoundedFloatTextModel", "FloatTextView"),
      (Button("x"), "ButtonModel", "ButtonView"),
      (Meter(), "FloatProgressModel", "ProgressView"),
      (FormattedText("x"), "HTMLMathModel", "HTMLMathView"),
      (OutputArea(), "OutputModel", "OutputView"),
      (VerticalBox { Button("x") }, "VBoxModel", "VBoxView"),
      (HorizontalBox { Button("x") }, "HBoxModel", "HBoxView"),
      (Tabs([("a", Button("x"))]), "TabModel", "TabView"),
      (Tabs([("a", Button("x"))], style: .accordion), "AccordionModel", "AccordionView"),
    ]
    for (widget, model, view) in widgets {
      #expect(widget.model["_model_name"].string == model)
      #expect(widget.model["_view_name"].string == view)
      #expect(widget.model["layout"].string?.hasPrefix("IPY_MODEL_") == true)
    }
  }
}

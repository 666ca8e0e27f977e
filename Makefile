# Two commands do everything on a fresh machine: `make notebook` and `make test`.
SHELL := /bin/bash
BIN := .build/release
PYTHON := build/python/bin/python
JOBS ?= $(shell nproc)
QUICKSTART := notebooks/00-quickstart.ipynb

.PHONY: help setup build install uninstall notebook lab test test-swift test-clients lint format bench clean

help: ## Say what can be made
	@sed -n 's/^\([a-z-]*\):.*## /  make \1\t/p' Makefile | expand -t 22

setup: ## Install missing Debian packages and the private Python environment
	@scripts/setup

build: setup ## Build everything in release mode
	@swift build -c release -j $(JOBS)

install: build ## Install the kernelspec "isochron" for this user
	@$(BIN)/isochron install

uninstall: ## Remove the kernelspec
	@$(BIN)/isochron uninstall

notebook: install ## Run the quick-start notebook headless; HTML and figures in build/quickstart
	@$(PYTHON) scripts/run-notebook.py $(QUICKSTART) build/quickstart

lab: install ## Open JupyterLab in the folder of notebooks
	@$(PYTHON) -m jupyterlab --notebook-dir=notebooks

test: ## Set up, then run every test
	@scripts/setup test
	@scripts/test

lint: ## Check format and documentation comments of all sources
	@swift format lint --strict --configuration .swift-format -r Package.swift Sources Tests

format: ## Format all sources in place
	@swift format -i --configuration .swift-format -r Package.swift Sources Tests

bench: build ## Time ours beside the peers, in one run
	@cd Benchmarks && ./run

clean: ## Remove everything that was built
	rm -rf .build build

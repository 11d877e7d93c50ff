# Everything a person or a CI does with this tree. `make` alone explains itself.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

VERSION ?= $(shell git describe --tags --always --dirty 2>/dev/null || echo dev)
GO      ?= go
TOOL    := $(GO) tool -modfile=tools/go.mod
PKG     ?= ./...

# The only reasons for which `make test` lets a test skip: data that may not be
# part of this tree, and that a skip names by the variable that says where it is.
MAY_SKIP := EVALDATA|CONTRACTS

FUZZTIME  ?= 20s
BENCHTIME ?= 1s
# The most bytes the stripped binary may have.
MOST := 40000000

# How the bot is built wherever it is built. Libraries that have hundreds of calls or types,
# each with bodies that the compiler copies into the others, are built without that (-l): the
# binary is 3.4 MiB smaller, and a call of Redis takes as long as before.
FLAGS := $(shell cat cmd/bot/build.flags)

.PHONY: help run build test unit need vet lint formatted static workflows modules fmt bench fuzz faults faults-long whole refusals soak security eval eval-model cover size chart shots docs image image-test release tools-test clean

help: ## explain the targets (what a plain `make` does)
	@echo "Brouillon drafts; a named person signs off.   go run ./cmd/bot   tries it, with nothing to install."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "PKG=./copilot/... narrows test, bench, fuzz and cover; FUZZTIME and BENCHTIME set how long they take."

run: ## run the bot from source: workbench on 127.0.0.1:8080
	$(GO) run ./cmd/bot

build: ## build bin/bot: static, stripped, paths trimmed, version stamped
	CGO_ENABLED=0 $(GO) build $(FLAGS) -ldflags '-s -w -X main.version=$(VERSION)' -o bin/bot ./cmd/bot

test: need vet unit ## run every test under the race detector; installs or names what is missing

# Memory for time: there is plenty of it, and a tenth of what tests compute under the race
# detector is the collector's. Many tests wait for something, so more of them run than
# there are processors.
PROCESSORS := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
ATONCE := -p $(shell expr $(PROCESSORS) + 1) -parallel $(shell expr $(PROCESSORS) '*' 2)
unit: export GOGC = 400
# A process that ends waits a second for races that goroutines might yet report: the scripts
# of cmd/bot alone start fifty.
unit: export GORACE = atexit_sleep_ms=100
unit: export BROUILLON_REQUIRE = 1
unit: # the tests alone: what `make test` runs once everything it needs is there
	@echo "go test -race $(PKG)"
	@$(GO) test -race $(ATONCE) -timeout 10m -json $(PKG) | $(GO) run -C tools ./report -may-skip '$(MAY_SKIP)'

need: # what tests need besides Go: installed where that is possible, else named
	@tools/need redis-server chromium cc

vet: # what the compiler does not say
	@$(GO) vet $(PKG)
	@$(GO) vet -C tools ./...
	@$(GO) vet -C tools/faults ./...
	@$(GO) vet -C deploy/image ./...
	@$(GO) vet -C deploy/test ./...
	@$(GO) vet -C deploy/watch ./...

lint: formatted vet static workflows modules ## formatting, vet, staticcheck, workflows, modules verified and tidy

formatted:
	@echo gofumpt
	@wrong=$$($(TOOL) gofumpt -l .); test -z "$$wrong" || { echo "not formatted (make fmt mends it):"; echo "$$wrong"; exit 1; }

static:
	@echo staticcheck
	@$(TOOL) staticcheck ./...
	@cd tools && $(GO) tool staticcheck ./...
	@cd tools/faults && $(GO) tool -modfile=../go.mod staticcheck ./...
	@cd deploy/image && $(GO) tool -modfile=../../tools/go.mod staticcheck ./...
	@cd deploy/test && $(GO) tool -modfile=../../tools/go.mod staticcheck ./...
	@cd deploy/watch && $(GO) tool -modfile=../../tools/go.mod staticcheck ./...

workflows: # without what else a machine may have to judge the scripts in them
	@echo actionlint
	@$(TOOL) actionlint -shellcheck= -pyflakes= .github/workflows/*.yaml

modules:
	$(GO) mod verify
	$(GO) mod tidy -diff
	for module in tools tools/faults deploy/test deploy/watch deploy/image; do $(GO) mod tidy -C $$module -diff; done

fmt: ## format every file
	$(TOOL) gofumpt -w .

bench: ## print the benchmarks: accept, enqueue to start, answers, summaries, Slack and Discord under load, two replicas beside one, start, what Redis holds
	$(GO) test -run '^$$' -bench . -benchmem -benchtime $(BENCHTIME) -timeout 30m $(PKG)

fuzz: ## fuzz every target for FUZZTIME each (20s)
	@for pkg in $$($(GO) list -f '{{if or .TestGoFiles .XTestGoFiles}}{{.ImportPath}}{{end}}' $(PKG)); do \
	  for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
	    echo "== $$pkg $$target"; \
	    $(GO) test -run '^$$' -fuzz "^$$target$$" -fuzztime $(FUZZTIME) $$pkg; \
	  done; \
	done

# The fault harness is a module of its own, so that nothing else gets what it needs.
FAULTS := $(GO) test -C tools/faults -count=1 -v -timeout 0

faults: need ## kill replicas and Redis under load, and count what was lost, doubled or left silent (5 minutes)
	$(FAULTS)

faults-long: need ## the same for half an hour; writes docs/reliability.md
	$(FAULTS) -parallel 3 -args -write \
	  -rounds 6 -kills 2000 -each 60 -redis-kills 500 -commands 50000 -rate 16 -zombies 3 -restarts 50 -mixes 20

# What is left out for want of a program nobody would see.
whole refusals: export BROUILLON_REQUIRE = 1
whole: need ## all of what `make test` tries a sample of, and no other target tries: briefs on networks, cuts in a stream, orders of sign-off
	$(GO) test -count=1 -timeout 30m ./copilot/builtin ./adapters/openai ./memory -args -whole

refusals: need ## every answer of Slack and Discord that there is, at every moment, and every cut (half an hour); `make test` tries a sample
	$(GO) test -timeout 90m -run 'Whatever|CutOff|NobodyCanBeTold' ./adapters/slack ./adapters/discord -args -whole

soak: need ## an hour of small load with a fault a minute, watching what the bot holds; writes docs/reliability.md
	$(FAULTS) -run TestSoak -args -write -soak 60m

# The packages whose tests count what they tried and what got through (sharedtest.Prove).
PROVING := ./adapters/slack ./adapters/discord ./adapters/web ./cmd/bot ./memory
PROOFS  := HostileRenders|ForgedClicksChangeNothing|MutatedRequests|TamperingIsFound|ConstTimeUse|OneDoorOut|RacesAreAsIfOneByOne|ObedientModelLeaksNothing|EveryFieldFlipped|ForgedStates|NeighboursSeeNothing|PutBackIsNotSigned|FlickeringDraftIsNotMoved

security: need ## try every attack there is, in its whole form, and fuzz each target for FUZZTIME; writes docs/security.md (half an hour)
	@proofs=$$(mktemp -d)/proofs; \
	EVALDATA=$(abspath $(EVALDATA)) CONTRACTS=$(abspath $(CONTRACTS)) BROUILLON_REQUIRE=1 BROUILLON_PROOFS=$$proofs \
	  $(GO) test -count=1 -timeout 90m -run '$(PROOFS)' $(PROVING) -args -whole && \
	$(GO) test -count=1 ./internal/house && \
	$(MAKE) --no-print-directory fuzz && \
	echo '{"what":"inputs of the fuzz targets, for $(FUZZTIME) each: targets, and those that failed","test":"make fuzz","tried":'$$(grep -rho '^func Fuzz' --include=*_test.go . | wc -l)',"through":0}' >> $$proofs && \
	$(GO) run -C tools ./proofs -proofs $$proofs -page ../docs/security.md

# Where the evaluation data is; the tests of the figures skip, and say so, without it.
EVALDATA ?= ../shared/evaldata
# Where the platforms' published contracts are, likewise.
CONTRACTS ?= ../shared/contracts

eval: ## measure on the evaluation sets, beside the last time; writes docs/quality.md
	@figures=$$(mktemp -d)/figures; \
	EVALDATA=$(abspath $(EVALDATA)) BROUILLON_FIGURES=$$figures $(GO) test -count=1 -timeout 20m -run Eval ./copilot/... ./adapters/... && \
	$(GO) run -C tools ./eval -figures $$figures -page ../docs/quality.md

# What eval-model asks and where it writes: so many of each set, those sets (a pattern:
# drafts, summaries, hashtags, fr, dialogsum...), under this name, on this page.
N    ?= 10
SETS ?= .
NAME ?= $(OPENAI_MODEL)
PAGE ?= docs/quality.md

eval-model: ## grade the model that OPENAI_* names, beside the last time; N=10 of each set; writes PAGE
	@[ -n "$${OPENAI_BASE_URL:-}$${OPENAI_API_KEY:-}" ] && [ -n "$(NAME)" ] || { \
	  echo "eval-model: name a model first, e.g." >&2; \
	  echo "  OPENAI_BASE_URL=http://127.0.0.1:11434/v1 OPENAI_MODEL=qwen3:4b make eval-model" >&2; \
	  echo "OPENAI_API_KEY is the endpoint's key, if it has one. N is how many of each set it is asked, SETS which of them, NAME its name on PAGE." >&2; exit 2; }
	@figures=$$(mktemp -d)/figures; \
	EVALDATA=$(abspath $(EVALDATA)) BROUILLON_FIGURES=$$figures BROUILLON_EVAL_MODEL=$(N) $(GO) test -count=1 -timeout 12h -run 'TestEvalModel/($(SETS))' ./cmd/bot || failed=$$?; \
	$(GO) run -C tools ./eval -figures $$figures -page $(abspath $(PAGE)) -model "$(NAME)" \
	  -note "Measured on $$(date -u +%F), at most $(N) of each set, prompts $$(sed -n 's/^const PromptVersion = "\(.*\)"/\1/p' copilot/render.go)."; exit $${failed:-0}

cover: need ## tell how much of the code the tests run; coverage.out has the lines
	$(GO) test -timeout 10m -coverpkg=./... -coverprofile=coverage.out $(PKG) >/dev/null
	@$(GO) tool cover -func=coverage.out | awk '/^total:/ { print "covered:", $$3 }'

size: build ## build, and check that the binary stays below 40 MB
	@bytes=$$(wc -c < bin/bot); echo "bin/bot: $$bytes bytes of at most $(MOST)"; test $$bytes -le $(MOST)

# Anew each time: go test remembers a pass, and does not look at files outside the module.
chart: ## render the Helm chart for several sets of values and judge what comes out, dashboard and alerts too
	@echo "go test ./deploy/test"
	@$(GO) test -C deploy/test -count=1 -timeout 10m -json ./... | $(GO) run -C tools ./report
	@echo "go test ./deploy/watch"
	@$(GO) test -C deploy/watch -count=1 -timeout 10m -json ./... | $(GO) run -C tools ./report

docs: ## write anew the pages that are made from the code
	$(GO) test ./docs -update
	$(GO) test ./cmd/bot -run 'TestConfigurationPage|TestFigures' -update
	$(GO) test -C deploy/test -run Readme . -update

shots: need build ## take the README's pictures of the workbench, into docs/pictures
	$(GO) run -C tools ./shots -bot ../bin/bot -out ../docs/pictures

# When the commit was made: what is built from it bears that date.
EPOCH = $(shell git log -1 --format=%ct 2>/dev/null || echo 0)

image: ## build the container image (needs an engine: docker or podman)
	$$(command -v docker || command -v podman) build -t brouillon:$(VERSION) \
	  --build-arg VERSION=$(VERSION) --build-arg REVISION=$$(git rev-parse HEAD 2>/dev/null || echo unknown) \
	  --build-arg SOURCE_DATE_EPOCH=$(EPOCH) .

image-test: need ## follow the Dockerfile without an engine, twice, and look at the image and run it
	@echo "go test ./deploy/image"
	@$(GO) test -C deploy/image -count=1 -timeout 20m -json ./... | $(GO) run -C tools ./report

# PUBLISH=1 refuses what is no version, or has no section in CHANGELOG.md, or no chart.
PUBLISH ?=
# What `make release` builds for: all there is, or some of it.
TARGETS ?= linux/amd64 linux/arm64 darwin/amd64 darwin/arm64 windows/amd64 windows/arm64

release: ## build for TARGETS (all six) into dist/: archives, checksums, bills of materials, notes from CHANGELOG.md
	@rm -rf dist
	@$(GO) run -C tools ./release -version $(VERSION) -epoch $(EPOCH) -targets "$(TARGETS)" -out ../dist $(if $(PUBLISH),-publish)

# Anew each time: go test remembers a pass, and does not look at files outside the module.
tools-test: ## test what builds, reports and releases, and hold the workflows to the Makefile
	@echo "go test ./tools/..."
	@$(GO) test -C tools -count=1 -timeout 10m -json ./... | $(GO) run -C tools ./report

clean: ## delete what was built
	rm -rf bin dist coverage.out

# Netralitas. `make help` lists what can be done.

CONFIGURATION ?= Release
SUITE_TESTS   := tests/Hostile.Tests tests/Suite.Tests
PURE_TESTS    := $(filter-out $(SUITE_TESTS),$(wildcard tests/*.Tests))
FEED_IN_USE   := $(or $(NETRALITAS_FEED),$(shell sed -n 's:.*<NetralitasFeed>\(.*\)</NetralitasFeed>.*:\1:p' feed.local.props 2>/dev/null),restricted)
LOCKED        := $(if $(filter full,$(FEED_IN_USE)),,--locked-mode)

# The genuine AppHost takes its dashboard's addresses from the launch profile; the stand-in has no dashboard, and is better signalled without `dotnet run` between.
OUTPUT        := artifacts/bin
OUTPUT_DIR    := $(shell echo $(CONFIGURATION) | tr A-Z a-z)
ifeq ($(FEED_IN_USE),full)
RUN_APPHOST   := exec dotnet run --project src/AppHost --configuration $(CONFIGURATION) --no-build
else
RUN_APPHOST   := DOTNET_ENVIRONMENT=Development exec dotnet $(OUTPUT)/AppHost/$(OUTPUT_DIR)/Netralitas.AppHost.dll
endif

export DOTNET_NOLOGO = 1
export DOTNET_CLI_TELEMETRY_OPTOUT = 1

.PHONY: help demo run test check faults mutations build format prerequisites token ops feed migration bench

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-14s %s\n", $$1, $$2 }'

demo: prerequisites build ## Load five real declarations and a sample report through the whole suite, and show what came of it
	@CONFIGURATION=$(CONFIGURATION) samples/demo.sh

run: prerequisites build ## Run the whole suite until Ctrl-C; its data stays in .data
	@$(RUN_APPHOST)

test: prerequisites build format ## Everything: build with warnings as errors, format, budgets, all tests, two faults
	@eng/budgets.sh
	@eng/test.sh $(CONFIGURATION) $(PURE_TESTS) $(SUITE_TESTS) faults

check: prerequisites build format ## As test, without the suite and the faults
	@eng/budgets.sh
	@eng/test.sh $(CONFIGURATION) $(PURE_TESTS)

faults: build ## Break every part under load and check what is left: make faults, or make faults CASE=F4 SEED=7
	@eng/prerequisites.sh faults
	@eng/faults.sh $(CONFIGURATION) $(if $(CASE),--case $(CASE)) $(if $(SEED),--seed $(SEED))

mutations: prerequisites build ## Hold the fault suite's checker against planted bugs, all or make mutations BUG=log.damaged_tile
	@for service in Gateway Migrations Services.Notifications Services.Pledges Services.Reports; do \
		dotnet build src/$$service --configuration $(CONFIGURATION) -p:PlantedBugs=true --verbosity quiet || exit 1; done
	@eng/faults.sh $(CONFIGURATION) --mutations --binaries artifacts/planted/bin $(if $(BUG),--bug $(BUG)) $(if $(SEED),--seed $(SEED))

build: ## Restore exactly what the lock files name, and build
	@dotnet restore Netralitas.sln $(LOCKED) --verbosity quiet
	@dotnet build Netralitas.sln --configuration $(CONFIGURATION) --no-restore --verbosity quiet
	@eng/ahead.py $(CONFIGURATION)

format: ## Check the format of all code
	@dotnet format Netralitas.sln --no-restore --verify-no-changes

prerequisites: ## Install PostgreSQL and RabbitMQ when they are missing
	@eng/prerequisites.sh

token: ## Print a token of ten minutes for development: make token OFFICE=bawaslu:75.71 ROLE=officer, for a signatory with NIP=...
	@dotnet $(OUTPUT)/Demo/$(OUTPUT_DIR)/Netralitas.Demo.dll token --office $(OFFICE) --role $(ROLE) $(if $(NIP),--nip $(NIP))

ops: ## Run the operations program: make ops ARGS="status"
	@eng/ops/ops.sh $(ARGS)

feed: ## Choose the package feed of this clone: make feed FEED=full or FEED=restricted
	@case '$(FEED)' in full|restricted) ;; *) echo 'make feed FEED=full or FEED=restricted' >&2; exit 1;; esac
	@echo '<Project><PropertyGroup><NetralitasFeed>$(FEED)</NetralitasFeed></PropertyGroup></Project>' > feed.local.props

bench: prerequisites ## Measure what reports, pledges, notices, lists and the log cost, beside PostgreSQL alone where that says more
	@dotnet build bench/Reports.Bench --configuration Release --verbosity quiet
	@dotnet build bench/Pledges.Bench --configuration Release --verbosity quiet
	@dotnet build bench/Messaging.Bench --configuration Release --verbosity quiet
	@dotnet build bench/Sequencer.Bench --configuration Release --verbosity quiet
	@dotnet build bench/WorkList.Bench --configuration Release --verbosity quiet
	@dotnet build bench/Notifications.Bench --configuration Release --verbosity quiet
	@dotnet build bench/Gateway.Bench --configuration Release --verbosity quiet
	@dotnet $(OUTPUT)/Reports.Bench/release/Netralitas.Reports.Bench.dll
	@dotnet $(OUTPUT)/Sequencer.Bench/release/Netralitas.Sequencer.Bench.dll | grep -v -e '^info: ' -e '^ \{6\}'
	@dotnet $(OUTPUT)/Pledges.Bench/release/Netralitas.Pledges.Bench.dll | grep -v -e '^fail: ' -e '^warn: ' -e '^ \{6\}'
	@dotnet $(OUTPUT)/WorkList.Bench/release/Netralitas.WorkList.Bench.dll | grep -v -e '^info: ' -e '^warn: ' -e '^ \{6\}'
	@dotnet $(OUTPUT)/Messaging.Bench/release/Netralitas.Messaging.Bench.dll | grep -v -e '^info: ' -e '^ \{6\}'
	@dotnet $(OUTPUT)/Notifications.Bench/release/Netralitas.Notifications.Bench.dll
	@dotnet $(OUTPUT)/Gateway.Bench/release/Netralitas.Gateway.Bench.dll | grep -v -e "^info: " -e "^warn: " -e "^ \{6\}"
	@dotnet $(OUTPUT)/Gateway.Bench/release/Netralitas.Gateway.Bench.dll --flood | grep -v -e "^info: " -e "^warn: " -e "^ \{6\}"

migration: ## Add a migration: make migration SERVICE=Reports NAME=AddReportWithdrawal
	@dotnet tool restore > /dev/null
	@dotnet ef migrations add $(NAME) --project src/Services.$(SERVICE) --startup-project src/Migrations --context $(SERVICE)Db --output-dir Storage/Migrations

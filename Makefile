# Every target finds a JDK 25 by itself: JAVA_HOME if it is one, else the first under /usr/lib/jvm.
VERSION ?= 1.0.0
# The test prints it; give it again to repeat a run.
FUZZ_SEED ?= $(shell date +%s)
export JAVA_HOME := $(shell packaging/bin/find-jdk 25)
# Maven itself still uses what a JDK 25 warns of.
export MAVEN_OPTS := --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED $(MAVEN_OPTS)
MVN := mvn -B -ntp
# How sources are formatted is a matter of make test, not of those who build what they use.
BUILD := $(MVN) -q -Dspotless.check.skip
SOURCES := pom.xml $(shell find bip-server bipctl packaging -name target -prune -o -type f -print 2>/dev/null)

.DEFAULT_GOAL := help
.PHONY: help run port test test-programs test-packaging e2e recovery pages faults torture pictures bench format dist clean jdk old publisher keys publish resign rotate-root revoke

help: ## print these targets
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: port dist/.demo ## build, install 1.0.0 under .demo/, import the demonstration data, serve it; Ctrl-C stops
	@exec packaging/bin/demo

port:
	@packaging/bin/demo port

# packaging needs the two programs, but not their tests: the long story that it plays is mostly waiting and runs beside
# them.
test: jdk ## all checks and tests that need neither root nor a browser
	@$(MVN) -T2 -pl .,bip-server,bipctl package -Dunit.skip=true
	@$(MAKE) --no-print-directory -j2 test-programs test-packaging

test-programs:
	@$(MVN) -T2 -pl bip-server,bipctl surefire:test@default-test

test-packaging:
	@$(MVN) -pl packaging verify

e2e: jdk ## end-to-end tests: real Debians, real systemd, a real browser (root)
	@packaging/bin/install-e2e
	@$(MVN) -Pe2e -Dunit.skip=true verify

pages: jdk ## every kind of page before its judges: axe-core, the Nu checker, the keyboard, zoom (root)
	@packaging/bin/install-e2e
	@$(MVN) -Pe2e,pages -Dunit.skip=true verify

recovery: jdk ## a fixed sixteenth of the matrices of make torture, backups and unattended upgrades on a Debian (root)
	@packaging/bin/install-e2e
	@$(MVN) -Pe2e,recovery -Dunit.skip=true verify

faults: jdk ## faults made for real: full disks, lost power, signals, lying channels (root)
	@packaging/bin/install-e2e
	@$(MVN) -Pe2e,faults -Dunit.skip=true verify

torture: jdk ## kills and power cuts at every step, scanners, for hours; tables in docs/evidence/ (root)
	@packaging/bin/install-e2e wapiti sqlmap
	@$(MVN) -pl .,bip-server test -Dtest=FuzzedRequestsTest -Dbip.fuzzRequests=100000 -Dbip.fuzzSeed=$(FUZZ_SEED) -Dsurefire.failIfNoSpecifiedTests=false
	@$(MVN) -Pe2e,torture -Dunit.skip=true verify

pictures: jdk ## docs/pictures/: every kind of page, on a phone and a desktop, light and dark (root)
	@packaging/bin/install-e2e pngquant
	@$(MVN) -Pe2e,pictures -Dunit.skip=true verify

bench: dist/.demo ## times and memory beside a baseline and the goals, medians of 10
	@echo "Compiling the benchmarks …"
	@$(MVN) -q -pl packaging test-compile exec:exec@bench

dist: jdk ## what users get, in dist/: bipctl with the root of trust ROOT=, the release VERSION=1.0.0
	@rm -f dist/.demo
	@$(BUILD) package -Dunit.skip=true -Ddist.versions=$(VERSION) $(if $(ROOT),"-Ddist.root=$(abspath $(ROOT))")
	@echo "dist/bipctl/bin/bipctl  dist/bip-server-$(VERSION)-linux-x64.tar.gz  $(if $(ROOT),,dist/channel/)"

# The demonstration needs two releases; made again only when something that goes into them changed, or when what signs
# its channel, which is good for 14 days, grows old.
dist/.demo: $(SOURCES) $(if $(shell find dist/.demo -mtime +9 2>/dev/null),old) | jdk
	@echo "Building bip 1.0.0 and 1.1.0 …"
	@$(BUILD) package -Dunit.skip=true -Ddist.versions=1.0.0,1.1.0
	@touch $@

# The signed channel: docs/key-ceremony.md. Neither keys nor the repository lie in this folder, where make clean is at home.
KEYS ?= $(HOME)/bip-keys
REPOSITORY ?= $(HOME)/bip-repository
ARCHIVES ?= dist/bip-server-$(VERSION)-linux-x64.tar.gz
NOTES ?= packaging/notes
TARGETS_KEY ?= $(KEYS)/targets-1.key
ONLINE_KEY ?= $(KEYS)/online-1.key
ROOT_KEYS ?= $(KEYS)/root-1.key $(KEYS)/root-2.key
# Without it the passphrases are asked for.
PASSPHRASE := $(if $(PASSPHRASE_FILE),--passphrase-file "$(PASSPHRASE_FILE)")
CHANNEL_KEYS = --targets-key "$(TARGETS_KEY)" --online-key "$(ONLINE_KEY)" $(PASSPHRASE)
PUBLISHER := packaging/bin/publisher
export REASON_PL REASON_EN

publisher: packaging/target/publisher/.built ## build packaging/bin/publisher, which keeps the signed channel

packaging/target/publisher/.built: packaging/pom.xml $(wildcard packaging/src/main/java/bip/packaging/publisher/*.java) | jdk
	@$(BUILD) -pl packaging compile dependency:copy-dependencies@publisher
	@touch $@

keys: publisher ## make the six keys of a channel in KEYS=
	@$(PUBLISHER) keys --folder "$(KEYS)" $(PASSPHRASE)

publish: publisher ## offer the release VERSION= in CHANNEL=stable|candidate
	@test -n "$(CHANNEL)" || { echo "make publish: say CHANNEL=stable or CHANNEL=candidate" >&2; exit 1; }
	@$(PUBLISHER) publish --repository "$(REPOSITORY)" --channel "$(CHANNEL)" $(if $(NOTES),--notes "$(NOTES)",--no-notes) $(CHANNEL_KEYS) $(ARCHIVES)

resign: publisher ## sign timestamp and snapshot anew, every day
	@$(PUBLISHER) resign --repository "$(REPOSITORY)" --online-key "$(ONLINE_KEY)" $(PASSPHRASE)

rotate-root: publisher ## renew the root, or replace keys: REPLACE="OLD.pub=NEW.pub …" ROOT_KEYS="…"
	@$(PUBLISHER) rotate-root --repository "$(REPOSITORY)" $(foreach pair,$(REPLACE),--replace "$(pair)") $(foreach key,$(ROOT_KEYS),--key "$(key)") $(ROTATE) $(PASSPHRASE)

revoke: publisher ## mark the release VERSION= as unfit to run: REASON_PL="…" REASON_EN="…"
	@test "$(origin VERSION)" != file || { echo "make revoke: say VERSION=" >&2; exit 1; }
	@$(PUBLISHER) revoke "$(VERSION)" --repository "$(REPOSITORY)" --reason-pl "$$REASON_PL" --reason-en "$$REASON_EN" $(CHANNEL_KEYS)

format: jdk ## format all Java sources
	@$(MVN) -q spotless:apply

clean: ## delete what was built (not .demo/)
	@rm -rf dist bip-server/target bipctl/target packaging/target

jdk:
	@test -n "$(JAVA_HOME)" || { echo "bip: no JDK 25 found. Install one (Debian 13: apt install openjdk-25-jdk-headless; elsewhere Temurin 25) or set JAVA_HOME." >&2; exit 1; }

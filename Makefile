# Every target finds a JDK 25 by itself: JAVA_HOME if it is one, else the first under /usr/lib/jvm.
VERSION ?= 1.0.0
export JAVA_HOME := $(shell packaging/bin/find-jdk 25)
MVN := mvn -B -ntp -q

.DEFAULT_GOAL := help
.PHONY: help run test e2e bench format dist clean jdk

help: ## print these targets
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

jdk:
	@test -n "$(JAVA_HOME)" || { echo "bip: no JDK 25 found; install one (Debian 13: apt install openjdk-25-jdk-headless; elsewhere Temurin 25) or set JAVA_HOME" >&2; exit 1; }

format: jdk ## format all Java sources
	@$(MVN) spotless:apply

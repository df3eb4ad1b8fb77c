package bip.ctl.report;

import bip.ctl.history.History;
import bip.ctl.layout.Layout;
import bip.ctl.policy.Policy;
import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.upgrade.Machine;
import bip.ctl.upgrade.OperationRecord;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the other rooms know, as plain English lines for who looks for the error. */
final class MachineFacts {

    private static final Path SYSTEM = Path.of("/etc/os-release");
    private static final int SHOWN_OPERATIONS = 20;

    private final Machine machine;
    private final String toolVersion;

    MachineFacts(Machine machine, String toolVersion) {
        this.machine = machine;
        this.toolVersion = toolVersion;
    }

    String versions() throws IOException {
        return String.join(
                "\n",
                "bipctl: " + toolVersion,
                "bip-server: " + currentVersion(),
                "Java of bipctl: " + System.getProperty("java.runtime.version"),
                "Java of bip-server: " + serverJava(),
                "system: " + EnvironmentFile.read(SYSTEM).getOrDefault("PRETTY_NAME", "unknown"),
                "kernel: " + System.getProperty("os.version") + " " + System.getProperty("os.arch"),
                "made: " + machine.clock().instant());
    }

    String status() throws IOException, InterruptedException {
        Policy policy = machine.policy().load();
        return String.join(
                "\n",
                "service: " + Sentences.of(machine.service().state()),
                "units: " + machine.service().findFacts().map(Sentences::of).orElse("none"),
                "health: " + Sentences.of(machine.probe().get().ask()),
                "pin: " + policy.findPin().map(Object::toString).orElse("none"),
                "hold: " + policy.findHold().map(Sentences::of).orElse("none"),
                "blocked: " + Sentences.blocked(policy.blocked()),
                "freeze: " + (Files.exists(layout().freeze()) ? "stands" : "none"));
    }

    String releases() throws IOException {
        var lines = new ArrayList<String>();
        for (InstalledRelease release : machine.store().list()) {
            lines.add("release " + release.version() + " " + release.folder().getFileName());
        }
        for (Generation generation : machine.generations().list()) {
            lines.add(
                    "generation "
                            + generation.number()
                            + ": release "
                            + generation.release().folder().getFileName()
                            + ", data "
                            + generation.data().getFileName()
                            + ", database of "
                            + bytes(generation.database()));
        }
        return String.join("\n", lines);
    }

    String operations() throws IOException {
        return new History(layout())
                .list().stream()
                        .limit(SHOWN_OPERATIONS)
                        .map(Sentences::of)
                        .collect(Collectors.joining("\n"));
    }

    String journal(OperationRecord operation) throws IOException {
        return Files.readString(
                layout().operations().resolve(operation.id()).resolve("journal.ndjson"));
    }

    String disk() throws IOException {
        var lines = new LinkedHashSet<String>();
        for (Path folder : List.of(layout().releases(), layout().data(), layout().logs())) {
            lines.add(space(folder));
        }
        if (Files.isDirectory(layout().logs())) {
            try (var files = Files.list(layout().logs())) {
                for (Path file : files.sorted().toList()) {
                    lines.add(file.getFileName() + ": " + bytes(file));
                }
            }
        }
        return String.join("\n", lines);
    }

    private static String space(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return folder + ": missing";
        }
        FileStore store = Files.getFileStore(folder);
        return "%s: %d MiB free of %d MiB, %s"
                .formatted(
                        folder,
                        store.getUsableSpace() >> 20,
                        store.getTotalSpace() >> 20,
                        store.type());
    }

    private static String bytes(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) + " B" : "missing";
    }

    private String currentVersion() throws IOException {
        return current().map(it -> it.version().toString()).orElse("not installed");
    }

    /** The runtime that the release brings tells in its file {@code release}. */
    private String serverJava() throws IOException {
        Optional<InstalledRelease> release = current();
        if (release.isEmpty()) {
            return "not installed";
        }
        Map<String, String> runtime =
                EnvironmentFile.read(release.get().folder().resolve("runtime/release"));
        return runtime.getOrDefault("JAVA_RUNTIME_VERSION", "unknown");
    }

    private Optional<InstalledRelease> current() throws IOException {
        return machine.generations().current().map(Generation::release);
    }

    private Layout layout() {
        return machine.layout();
    }
}

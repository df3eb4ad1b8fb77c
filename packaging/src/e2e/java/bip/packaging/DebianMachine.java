package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A Debian machine with a systemd of its own, in a container: see {@code
 * packaging/bin/debian-machine}. Its network is a loopback interface that nobody else sees, so that
 * several may listen on one port. It ends with this object, or with this JVM however that ends.
 */
final class DebianMachine implements AutoCloseable {

    private static final Duration BOOT_LIMIT = Duration.ofSeconds(90);
    private static final Duration END_LIMIT = Duration.ofMinutes(2);
    private static final Duration COMMAND_LIMIT = Duration.ofMinutes(5);
    private static final int REBOOTS = 133;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final String tree;
    private final Path state;
    private final String name;
    private Process container;
    private long leader;
    private Duration bootTime = Duration.ZERO;

    private DebianMachine(String tree, Path state, String name, Process container) {
        this.tree = tree;
        this.state = state;
        this.name = name;
        this.container = container;
    }

    /** Boots a fresh machine that keeps what it changes under {@code state}. */
    static DebianMachine boot(DebianSuite suite, Path state)
            throws IOException, InterruptedException {
        return boot(DebianTree.of(suite).folder().toString(), state);
    }

    /**
     * Boots one that begins with what {@code base}, the state of a machine that was switched off,
     * had changed. Any number may begin with it: it is only read.
     */
    static DebianMachine bootFrom(Path base, DebianSuite suite, Path state)
            throws IOException, InterruptedException {
        return boot(base.resolve("changes") + ":" + DebianTree.of(suite).folder(), state);
    }

    private static DebianMachine boot(String tree, Path state)
            throws IOException, InterruptedException {
        String name = "bip-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        Files.createDirectories(state);
        var machine = new DebianMachine(tree, state, name, launch(tree, state, name));
        machine.awaitBoot();
        return machine;
    }

    private static Process launch(String tree, Path state, String name) throws IOException {
        Path script = Checkout.root().resolve("packaging/bin/debian-machine");
        // Standard input stays open: the machine ends when it closes.
        return new ProcessBuilder(script.toString(), tree, state.toString(), name)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(state.resolve("console").toFile()))
                .start();
    }

    /** From the start of the container to the end of systemd's own list of work. */
    Duration bootTime() {
        return bootTime;
    }

    /** A folder of this host that the machine sees as {@code /mnt/exchange}. */
    Path exchange() {
        return state.resolve("exchange");
    }

    /** The machine's files, as this host sees them. Good until the next reboot. */
    Path files() {
        return Path.of("/proc", Long.toString(leader), "root");
    }

    /** Copies a file or folder of this host to {@code target} on the machine. */
    void bring(Path what, Path target) throws IOException, InterruptedException {
        Path way = exchange().resolve("brought");
        HostCommand.run(COMMAND_LIMIT, "cp", "-a", what.toString(), way.toString()).ended(0);
        run("mkdir", "-p", target.resolveSibling("").toString()).ended(0);
        run("mv", "/mnt/exchange/brought", target.toString()).ended(0);
    }

    /** Runs a program of the machine as root. */
    Site.Run run(String... command) throws IOException, InterruptedException {
        return HostCommand.run(COMMAND_LIMIT, inside(List.of(command)));
    }

    /** Runs a line of shell on the machine as root. */
    Site.Run shell(String line) throws IOException, InterruptedException {
        return run("sh", "-c", line);
    }

    /** Starts a program of the machine as root; {@code builder} says where its output goes. */
    ProcessBuilder program(String... command) {
        return new ProcessBuilder(inside(List.of(command)));
    }

    /**
     * What a command of this host begins with to see the machine's network and else this host. Good
     * until the next reboot.
     */
    List<String> onItsNetwork() {
        return List.of("nsenter", "--target", Long.toString(leader), "--net", "--");
    }

    private List<String> inside(List<String> command) {
        var line = new ArrayList<>(List.of("nsenter", "--target", Long.toString(leader)));
        // What a root shell's environment holds, and nothing of this one.
        line.addAll(List.of("--all", "--", "env", "-i", "HOME=/root", "LANG=C.UTF-8"));
        line.add("PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        line.addAll(command);
        return line;
    }

    /** What systemd says of the whole machine: {@code running}, {@code degraded}, … */
    String systemState() throws IOException, InterruptedException {
        return run("systemctl", "is-system-running").out().strip();
    }

    /** The last {@code lines} of systemd's journal. */
    String journal(int lines) throws IOException, InterruptedException {
        return run("journalctl", "--no-pager", "-o", "short-precise", "-n", lines + "").out();
    }

    /** Restarts the whole machine; its files stay. */
    void reboot() throws IOException, InterruptedException {
        run("systemctl", "reboot");
        awaitEnd(REBOOTS);
        container = launch(tree, state, name);
        awaitBoot();
    }

    /** Switches the machine off; its files stay until {@code state} is deleted. */
    void powerOff() throws IOException, InterruptedException {
        run("systemctl", "poweroff");
        awaitEnd(0);
    }

    private void awaitEnd(int expected) throws IOException, InterruptedException {
        if (!container.waitFor(END_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            close();
            throw failed("did not end within " + END_LIMIT);
        }
        container.outputWriter().close();
        if (container.exitValue() != expected) {
            throw failed("ended with " + container.exitValue() + ", not " + expected);
        }
    }

    private void awaitBoot() throws IOException, InterruptedException {
        long start = System.nanoTime();
        long end = start + BOOT_LIMIT.toNanos();
        while (System.nanoTime() < end) {
            ProcessHandle init = init();
            if (init != null) {
                leader = init.pid();
                if (List.of("running", "degraded").contains(systemState())) {
                    bootTime = Duration.ofNanos(System.nanoTime() - start);
                    return;
                }
            }
            if (container.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw failed("ended at boot with " + container.exitValue());
            }
        }
        close();
        throw failed("did not boot within " + BOOT_LIMIT);
    }

    /** The machine's process 1 as this host sees it; null as long as there is none. */
    private @Nullable ProcessHandle init() {
        return container
                .descendants()
                .filter(DebianMachine::isSystemd)
                .filter(process -> process.parent().map(DebianMachine::isContainer).orElse(false))
                .findFirst()
                .orElse(null);
    }

    private static boolean isSystemd(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/systemd");
    }

    private static boolean isContainer(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/systemd-nspawn");
    }

    private IOException failed(String what) throws IOException {
        String console = Files.readString(state.resolve("console"));
        return new IOException("The machine " + name + " " + what + ":\n" + console);
    }

    /** Ends the machine as a power cut would, if it still runs. */
    @Override
    public void close() throws IOException, InterruptedException {
        try {
            container.outputWriter().close();
        } catch (IOException alreadyClosed) {
            // It ended by itself.
        }
        container.waitFor();
    }
}

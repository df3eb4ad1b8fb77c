package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A bulletin on a Debian machine, put there with the package and bipctl as anyone would. */
final class Bulletin {

    static final String PAGE = "/strona/status-prawny-i-statut";
    private static final String PROGRAM = "/opt/bip/current/release/bin/bip-server";
    static final String ADDRESS = "http://127.0.0.1:8080";

    private final DebianMachine machine;
    private final Path channelFolder;

    private Bulletin(DebianMachine machine) {
        this.machine = machine;
        this.channelFolder = machine.exchange().resolve("channel");
    }

    /** Installs the package of {@code dist/}; the bulletin itself is not installed yet. */
    static Bulletin prepare(DebianMachine machine) throws IOException, InterruptedException {
        var bulletin = new Bulletin(machine);
        HostCommand.run(
                        Duration.ofMinutes(1),
                        "cp",
                        "-r",
                        Checkout.channel().toString(),
                        bulletin.channelFolder.toString())
                .ended(0);
        bulletin.installPackage(Checkout.debianPackage()).ended(0);
        machine.shell("echo BIPCTL_CHANNEL_URL=/mnt/exchange/channel >>/etc/bip/bipctl.env")
                .ended(0);
        return bulletin;
    }

    /** Only the package is there. */
    static Bulletin empty(DebianMachine machine) throws IOException, InterruptedException {
        var bulletin = new Bulletin(machine);
        bulletin.installPackage(Checkout.debianPackage()).ended(0);
        return bulletin;
    }

    /** Version 1.0.0 with the data of an office, serving. */
    static Bulletin install(DebianMachine machine) throws IOException, InterruptedException {
        var bulletin = prepare(machine);
        bulletin.bipctl("install", "1.0.0", "--yes").ended(0);
        bulletin.importOffice();
        return bulletin;
    }

    /** That of the build, to which more may be published. */
    SignedChannel channel() throws IOException {
        return new SignedChannel(channelFolder, Checkout.keys());
    }

    Site.Run installPackage(Path file) throws IOException, InterruptedException {
        Trees.copyFile(file, machine.exchange().resolve(file.getFileName()), false);
        return machine.run(
                "env",
                "DEBIAN_FRONTEND=noninteractive",
                "apt-get",
                "install",
                "--yes",
                "--quiet",
                "/mnt/exchange/" + file.getFileName());
    }

    /** Brings the data of the office of the demonstration into the running bulletin. */
    void importOffice() throws IOException, InterruptedException {
        HostCommand.run(
                        Duration.ofMinutes(1),
                        "cp",
                        "-r",
                        Checkout.legacyData().toString(),
                        machine.exchange().toString())
                .ended(0);
        machine.run(
                        "runuser",
                        "-u",
                        "bip",
                        "--",
                        PROGRAM,
                        "import",
                        "biuletyn-bip",
                        "/mnt/exchange/" + Checkout.legacyData().getFileName())
                .ended(0);
    }

    Site.Run bipctl(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bipctl", "--lang=en"));
        command.addAll(List.of(arguments));
        return machine.run(command.toArray(String[]::new));
    }

    Site.Run get(String path) throws IOException, InterruptedException {
        return machine.run("curl", "-sS", "-f", "--max-time", "20", ADDRESS + path);
    }

    void assertServes(String version) throws IOException, InterruptedException {
        var health = JsonMapper.shared().readTree(get("/health").ended(0).out());
        assertThat(health.required("version").stringValue()).isEqualTo(version);
        assertThat(health.required("ready").booleanValue()).isTrue();
        assertThat(get(PAGE).ended(0).out()).contains("Wójtowi Gminy Przykładowo", "</html>");
        assertThat(get("/szukaj?q=statut").ended(0).out()).contains("</html>");
        assertThat(property("bip.service", "ActiveState")).isEqualTo("active");
    }

    String property(String unit, String name) throws IOException, InterruptedException {
        return machine.run("systemctl", "show", "--value", "--property=" + name, unit)
                .ended(0)
                .out()
                .strip();
    }

    /** Visitors of the machine's own network: 16 at once, until they are stopped. */
    LoadProcess visitors(boolean keepAlive) throws IOException {
        return visitors(keepAlive, 0);
    }

    /** The same, who go on after they are stopped until they sent {@code atLeast} requests. */
    LoadProcess visitors(boolean keepAlive, int atLeast) throws IOException {
        var arguments = new ArrayList<>(List.of("--port=8080", "--path=" + PAGE));
        arguments.add("--at-least=" + atLeast);
        if (keepAlive) {
            arguments.add("--keep-alive");
        }
        return LoadProcess.start(machine.onItsNetwork(), arguments.toArray(String[]::new));
    }
}

package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The administrator's guide, followed to the letter on a fresh Debian: every command in it, in
 * order, typed by a person who has sudo, and what the guide promises of it. It waits more than it
 * works, so both Debians are followed at once.
 */
@Tag("e2e")
class GuideIT {

    private static final Path GUIDE = Checkout.root().resolve("docs/administrator.pl.md");
    private static final String HOME = "/home/ala";
    private static final int RECEIVER_PORT = 8969;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    @Execution(ExecutionMode.CONCURRENT) // not on the class: that would run beside other classes
    void everyCommandWorks(DebianSuite suite) throws Exception {
        List<GuideBlock> blocks = GuideBlock.in(GUIDE, "sh");
        assertThat(blocks).hasSizeGreaterThan(12);
        try (var machine = DebianMachine.boot(suite, folder.resolve(suite.codename()))) {
            prepare(machine);
            Process receiver = startReceiver(machine);
            try {
                for (GuideBlock block : blocks) {
                    follow(machine, block);
                }
            } finally {
                receiver.destroy();
                receiver.waitFor();
            }
            machine.shell("test -e /var/lib/bip/data && ! systemctl is-active bip").ended(0);
        }
    }

    private static void follow(DebianMachine machine, GuideBlock block) throws Exception {
        Site.Run run = asAla(machine, block.text());
        assertThat(run.exitCode())
                .as("%s, line %d:%n%s%n%s", GUIDE, block.line(), block.text(), run)
                .isZero();
        if (block.text().contains("systemctl reload nginx")) {
            var proxies = new Proxies(machine);
            proxies.assertServes("nginx");
            useCaddy(machine);
            proxies.assertServes("caddy");
            machine.shell("systemctl stop caddy && systemctl start nginx").ended(0);
        }
    }

    private static Site.Run asAla(DebianMachine machine, String script) throws Exception {
        return machine.run("su", "-", "ala", "-c", "set -eu; cd " + HOME + "/bip\n" + script);
    }

    /** The guide's own configuration, with the line that it names for a closed network. */
    private static void useCaddy(DebianMachine machine) throws Exception {
        String configuration =
                GuideBlock.in(GUIDE, "caddy")
                        .getFirst()
                        .text()
                        .replace("{\n", "{\n\ttls internal\n");
        Files.writeString(machine.exchange().resolve("Caddyfile"), configuration);
        machine.shell(
                        "cp /mnt/exchange/Caddyfile /etc/caddy/Caddyfile"
                                + " && systemctl stop nginx && systemctl start caddy")
                .ended(0);
    }

    /** What the guide takes for granted: a person, what was downloaded, a certificate. */
    private static void prepare(DebianMachine machine) throws Exception {
        Path exchange = machine.exchange();
        Path dist = Checkout.root().resolve("dist");
        Files.copy(Checkout.debianPackage(), exchange.resolve("bip_1.0.0_amd64.deb"));
        copyTree(dist.resolve("channel"), exchange.resolve("channel"));
        copyTree(Checkout.legacyData(), exchange.resolve("biuletyn-bip"));
        Files.writeString(
                exchange.resolve("dsn.txt"), "http://key@127.0.0.1:" + RECEIVER_PORT + "/1\n");
        machine.shell(
                        """
                        set -eu
                        echo '127.0.0.1 localhost vm' >/etc/hosts
                        useradd --create-home --shell /bin/bash ala
                        echo 'ala ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/ala
                        echo 'APT::Get::Assume-Yes "true";' >/etc/apt/apt.conf.d/99yes
                        cp -r /mnt/exchange %1$s/bip
                        chown -R ala: %1$s/bip
                        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=bip.przyklad.example \\
                            -keyout /etc/ssl/private/bip.key -out /etc/ssl/bip.crt
                        systemctl start nginx
                        """
                                .formatted(HOME))
                .ended(0);
    }

    private static void copyTree(Path source, Path target) throws IOException {
        try (var paths = Files.walk(source)) {
            for (Path path : (Iterable<Path>) paths::iterator) {
                Path copy = target.resolve(source.relativize(path).toString());
                Files.copy(path, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static Process startReceiver(DebianMachine machine) throws Exception {
        Path program = Checkout.root().resolve("packaging/e2e/node_modules/.bin/spotlight-sidecar");
        var command = new ArrayList<>(machine.onItsNetwork());
        command.addAll(List.of(program.toString(), String.valueOf(RECEIVER_PORT)));
        Process receiver =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(machine.exchange().resolve("receiver.log").toFile())
                        .start();
        machine.shell(
                        "for i in $(seq 100); do ss -Hltn | grep -q :%d && exit 0; sleep 0.2; done; exit 1"
                                .formatted(RECEIVER_PORT))
                .ended(0);
        return receiver;
    }
}

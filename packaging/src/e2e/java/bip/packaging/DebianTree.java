package bip.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A fresh Debian system in a folder, never written to after it was made. Made once per suite and
 * list of packages, about a minute and a half and 400 MB each, and kept in {@code
 * ${XDG_CACHE_HOME:-~/.cache}/bip-e2e}; that folder may be deleted at any time.
 *
 * @param folder root of the system
 */
record DebianTree(Path folder) {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    /** What an administrator's machine has, and what the tests look at it with. */
    private static final List<String> PACKAGES =
            List.of(
                    "systemd",
                    "systemd-sysv",
                    "dbus",
                    "adduser",
                    "age",
                    "apt-utils",
                    "bash-completion",
                    "ca-certificates",
                    "caddy",
                    "curl",
                    "iproute2",
                    "logrotate",
                    "man-db",
                    "nginx-light",
                    "procps",
                    "python3-minimal",
                    "rclone",
                    "restic",
                    "sqlite3",
                    "sudo");

    /** The smallest mail server that delivers to a mailbox of the machine. */
    private static final List<String> PACKAGES_OF_BOOKWORM = List.of("dma");

    /**
     * The reference implementation of The Update Framework, and what it verifies signatures with.
     * Debian 12 has none. debootstrap does not find what only provides a name, as the last does.
     */
    private static final List<String> PACKAGES_OF_TRIXIE =
            List.of("python3-tuf", "python3-cryptography", "python3-cffi-backend");

    /**
     * The web servers wait for a configuration of ours. The others only make noise at boot; nothing
     * that touches our units.
     */
    private static final List<String> DISABLED =
            List.of(
                    "nginx.service",
                    "caddy.service",
                    "apt-daily.timer",
                    "apt-daily-upgrade.timer",
                    "man-db.timer",
                    "e2scrub_all.timer");

    /** The tree of {@code suite}, made now if it is not there. */
    static DebianTree of(DebianSuite suite) throws IOException, InterruptedException {
        String key = suite.codename() + packages(suite) + DISABLED;
        String hash = Integer.toHexString(key.hashCode());
        Path folder = cache().resolve(suite.codename() + "-" + hash);
        if (!Files.isDirectory(folder)) {
            make(suite, folder);
        }
        return new DebianTree(folder);
    }

    private static List<String> packages(DebianSuite suite) {
        var packages = new ArrayList<>(PACKAGES);
        switch (suite) {
            case BOOKWORM -> packages.addAll(PACKAGES_OF_BOOKWORM);
            case TRIXIE -> packages.addAll(PACKAGES_OF_TRIXIE);
        }
        return packages;
    }

    private static Path cache() throws IOException {
        String home = System.getenv("XDG_CACHE_HOME");
        Path caches =
                home == null || home.isEmpty()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(home);
        return Files.createDirectories(caches.resolve("bip-e2e"));
    }

    private static void make(DebianSuite suite, Path folder)
            throws IOException, InterruptedException {
        System.out.println("Making a " + suite + " system in " + folder + " …");
        Path half = Files.createTempDirectory(folder.getParent(), suite.codename() + "-half-");
        try {
            bootstrap(suite, half);
            var disable = new ArrayList<>(List.of("chroot", half.toString(), "systemctl"));
            disable.add("disable");
            disable.addAll(DISABLED);
            HostCommand.run(LIMIT, disable).ended(0);
            HostCommand.run(LIMIT, "chroot", half.toString(), "apt-get", "clean").ended(0);
            HostCommand.run(LIMIT, "chmod", "0755", half.toString()).ended(0);
            moveUnlessThere(half, folder);
        } finally {
            HostCommand.run(LIMIT, "rm", "-rf", "--one-file-system", half.toString()).ended(0);
        }
    }

    private static void bootstrap(DebianSuite suite, Path into)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("debootstrap", "--variant=minbase"));
        command.add("--include=" + String.join(",", packages(suite)));
        command.add(suite.codename());
        command.add(into.toString());
        // Without one, debootstrap asks Debian's own.
        mirror().ifPresent(command::add);
        var run = HostCommand.run(LIMIT, command);
        assertThat(run.exitCode()).as("debootstrap:%n%s%s", run.out(), run.err()).isZero();
    }

    /** Where this machine's own APT gets Debian from. */
    private static Optional<String> mirror() throws IOException, InterruptedException {
        return HostCommand.run(
                        LIMIT,
                        "apt-get",
                        "indextargets",
                        "--format",
                        "$(ORIGIN) $(COMPONENT) $(REPO_URI)",
                        "Created-By: Packages")
                .out()
                .lines()
                .filter(line -> line.startsWith("Debian main "))
                .map(line -> line.substring("Debian main ".length()))
                .filter(address -> !address.contains("security"))
                .findFirst();
    }

    private static void moveUnlessThere(Path half, Path folder) throws IOException {
        try {
            Files.move(half, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            // Another run may have made the same tree meanwhile.
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }
}

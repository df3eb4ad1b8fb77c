package bip.ctl.layout;

import java.nio.file.Path;
import java.util.List;

/**
 * Where everything of one installation lies, under {@code root}: {@code /} on a real machine, any
 * folder with {@code --root}. Makes nothing; the rooms make what they own.
 */
public record Layout(Path root) {

    public Layout {
        root = root.toAbsolutePath().normalize();
    }

    /** On a real machine, not under {@code --root}. */
    public boolean isSystem() {
        return root.getParent() == null;
    }

    /** Unpacked releases, read-only, named {@code VERSION-HASH8}. */
    public Path releases() {
        return root.resolve("opt/bip/releases");
    }

    /** One folder a generation, each with the links {@code release} and {@code data}. */
    public Path generations() {
        return root.resolve("opt/bip/generations");
    }

    /** The link that is switched: {@code generations/N}. */
    public Path current() {
        return root.resolve("opt/bip/current");
    }

    /** Databases, one folder a generation: {@code N/bip.db}. */
    public Path data() {
        return root.resolve("var/lib/bip/data");
    }

    /** The server's state folder, {@code BIP_DATA_DIR}. */
    public Path serverState() {
        return root.resolve("var/lib/bip");
    }

    /** The server's environment file. */
    public Path serverEnvironment() {
        return root.resolve("etc/bip/bip.env");
    }

    /** The tool's own environment file. */
    public Path toolEnvironment() {
        return root.resolve("etc/bip/bipctl.env");
    }

    /** Folders with settings that an administrator may have changed. */
    public List<Path> settings() {
        return List.of(
                root.resolve("etc/bip"),
                root.resolve("etc/systemd/system/bip.service.d"),
                root.resolve("etc/systemd/system/bip.socket.d"));
    }

    /** Backups, unless the tool's settings say otherwise. */
    public Path backups() {
        return root.resolve("var/backups/bip");
    }

    /** What is trusted of a signed channel: the root, and the metadata last verified. */
    public Path trust() {
        return root.resolve("var/lib/bipctl/trust");
    }

    /** Names the second target that backups were copied to. */
    public Path secondBackups() {
        return root.resolve("var/lib/bipctl/backup-second");
    }

    /** The path of {@code file} below the root: {@code etc/bip/bip.env}. */
    public String nameOf(Path file) {
        return root.relativize(file).toString();
    }

    /** The file that {@link #nameOf} named. */
    public Path named(String name) {
        return root.resolve(name);
    }

    /** What makes the server start fast, one file a release: {@code VERSION-HASH8.aot}. */
    public Path aotCaches() {
        return root.resolve("var/cache/bip/aot");
    }

    public Path logs() {
        return root.resolve("var/log/bip");
    }

    /** One folder an operation, {@code ID/journal.ndjson}. */
    public Path operations() {
        return root.resolve("var/lib/bipctl/operations");
    }

    /** There while an operation is not over: without it nothing is to be done at boot. */
    public Path openOperation() {
        return root.resolve("var/lib/bipctl/open-operation");
    }

    /** Names the operation that ended last and the hash of its last line. */
    public Path lastOperation() {
        return root.resolve("var/lib/bipctl/last-operation");
    }

    public Path downloads() {
        return root.resolve("var/lib/bipctl/downloads");
    }

    /** Pin, hold and blocked releases. */
    public Path policy() {
        return root.resolve("var/lib/bipctl/policy.json");
    }

    /** What is remembered of unattended upgrades. */
    public Path unattended() {
        return root.resolve("var/lib/bipctl/unattended.json");
    }

    /** What a mail server takes mail by; every one for Debian has it. */
    public Path sendmail() {
        return root.resolve("usr/sbin/sendmail");
    }

    public Path lock() {
        return root.resolve("run/bipctl/lock");
    }

    /** The editors' freeze: holds the time at which it ends by itself. */
    public Path freeze() {
        return root.resolve("run/bipctl/freeze");
    }

    /** What the plain-process service manager knows of the running server. */
    public Path process() {
        return root.resolve("run/bip");
    }
}

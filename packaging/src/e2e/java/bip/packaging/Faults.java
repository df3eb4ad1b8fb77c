package bip.packaging;

import java.util.List;

/** What breaks on the machines of offices. */
final class Faults {

    private static final String DATABASE = "/var/lib/bip/data/1/bip.db";
    private static final String SETTINGS = "/etc/bip/bip.env";
    private static final String DROP_IN = "/etc/systemd/system/bip.service.d/credential.conf";

    private Faults() {}

    static List<Fault> all() {
        return List.of(
                garbage(),
                setting("BIP_LISTEN", "nigdzie"),
                setting("BIP_TIME_ZONE", "Mars/Olympus"),
                setting("BIP_MAX_HEAP", "duzo"),
                takenPort(),
                full("data", "/var/lib/bip", "S156", 3, 3),
                // Visitors are served all the same.
                full("log", "/var/log/bip", "", 4, 0),
                masked("bip.service"),
                masked("bip.socket"),
                credential());
    }

    private static Fault garbage() {
        return new Fault(
                "database is garbage",
                "bipctl backup create; systemctl stop bip; rm -f %1$s-wal %1$s-shm;"
                                .formatted(DATABASE)
                        + " head -c 300000 /dev/urandom >%1$s".formatted(DATABASE),
                new Fault.Word("S157", DATABASE, "bipctl backup restore", 3),
                new Fault.Word("S157", DATABASE, "bipctl backup restore", 3),
                "bipctl backup restore --yes");
    }

    /** A running bulletin is not given up for it by bipctl, only by systemctl. */
    private static Fault setting(String key, String value) {
        return new Fault(
                key + "=" + value,
                "cp -p %1$s /root/settings; echo %2$s=%3$s >>%1$s".formatted(SETTINGS, key, value),
                new Fault.Word("S143", key, SETTINGS, 3),
                new Fault.Word("S112", key, SETTINGS, 13),
                "cp -p /root/settings %s; bipctl restart".formatted(SETTINGS));
    }

    private static Fault takenPort() {
        String listener =
                "use IO::Socket::INET; my $s = IO::Socket::INET->new(LocalAddr => q(127.0.0.1:8080),"
                        + " Listen => 1, ReuseAddr => 1) or die; sleep 600";
        return new Fault(
                "port is taken",
                "bipctl stop; systemd-run --quiet --unit=stranger perl -e '%s'; sleep 1"
                        .formatted(listener),
                new Fault.Word("S145", "perl", "ss -ltnp", 3),
                new Fault.Word("S145", "perl", "ss -ltnp", 3),
                "systemctl stop stranger; bipctl restart");
    }

    private static Fault full(
            String what, String folder, String atRestart, int status, int restart) {
        return new Fault(
                "disk of the " + what + " is full",
                ("systemctl stop bip; below=/root/below-%2$s; mkdir $below;"
                                + " mount --bind %1$s $below; mount --make-private $below;"
                                + " mount -t tmpfs -o size=100m,mode=700,uid=bip,gid=bip tmpfs %1$s;"
                                + " cp -a $below/. %1$s; cat /dev/zero >%1$s/filler || true")
                        .formatted(folder, what),
                new Fault.Word("S156", folder, "du -xh", status),
                atRestart.isEmpty()
                        ? new Fault.Word("", "1.0.0", "", restart)
                        : new Fault.Word(atRestart, folder, "du -xh", restart),
                "rm %1$s/filler; bipctl restart".formatted(folder));
    }

    private static Fault masked(String unit) {
        return new Fault(
                unit + " is masked",
                "systemctl stop bip; systemctl mask " + unit,
                new Fault.Word("S141", unit, "systemctl unmask " + unit, 3),
                new Fault.Word("S141", unit, "systemctl unmask " + unit, 3),
                "systemctl unmask " + unit + "; bipctl start");
    }

    private static Fault credential() {
        return new Fault(
                "credential is missing",
                ("install -D -m 644 /dev/null %1$s;"
                                + " printf '[Service]\\nLoadCredential=sentry-dsn:/etc/bip/sentry-dsn\\n' >%1$s;"
                                + " systemctl daemon-reload")
                        .formatted(DROP_IN),
                new Fault.Word("S142", DROP_IN, "systemctl cat bip.service", 3),
                new Fault.Word("S142", DROP_IN, "systemctl cat bip.service", 3),
                "rm %s; systemctl daemon-reload; bipctl restart".formatted(DROP_IN));
    }
}

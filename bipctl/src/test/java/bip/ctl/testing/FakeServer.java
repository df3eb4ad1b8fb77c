package bip.ctl.testing;

import java.nio.file.Path;

/**
 * A server program by the contracts, as a process of its own: what stands behind {@code
 * bin/bip-server} of the releases in tests. A database is a text file with the schema number in its
 * first line. {@code lib/behaviour} may say {@code dies}, {@code unready}, {@code liar}, {@code
 * trains} or {@code trains-nothing}.
 *
 * <p>Tests call it a thousand times: only what serves, {@link FakePort}, is a JVM, and the
 * subcommands are the shell's.
 */
public final class FakeServer {

    /** What a release answers without serving; its words are those of the contracts. */
    private static final String SUBCOMMANDS =
            """
            case "$1" in
                '' | serve) ;;
                check-config)
                    if [ "$BIP_TIME_ZONE" = Mars/Base ]; then
                        echo '{"format":"bip-check-config/v1","ok":false,"problems":[{"key":"BIP_TIME_ZONE","problem":"is not a time zone","hint":""}]}'
                        exit 78
                    fi
                    unknown=
                    if [ -n "${BIP_LISTN+set}" ]; then
                        unknown='{"key":"BIP_LISTN","problem":"unknown key","hint":"BIP_LISTEN"}'
                    fi
                    echo '{"format":"bip-check-config/v1","ok":true,"problems":[],"warnings":['"$unknown"']}'
                    exit ;;
                schema)
                    IFS= read -r number <"$3" || [ -n "$number" ] || exit 1
                    echo '{"format":"bip-schema/v1","database":'"$number"',"writes":1,"reads":{"from":1,"to":1},"fits":true}'
                    exit ;;
                snapshot)
                    if [ -e "$5" ]; then echo "$5 exists" >&2; exit 1; fi
                    cp "$3" "$5" || exit 1
                    echo '{"format":"bip-snapshot/v1","bytes":2,"sha256":"0","schema":1}'
                    exit ;;
                changes)
                    echo '{"format":"bip-changes/v1","edits":7,"pages":3,"attachments":0,"accounts":1,"auditEntries":9}'
                    exit ;;
                migrate)
                    echo 1 >"$3" || exit 1
                    echo '{"format":"bip-migrate/v1","kind":"migrated","from":0,"to":1,"millis":3}'
                    exit ;;
                lookup)
                    for wish; do :; done
                    if [ "$wish" = --attachment=twice.pdf ]; then
                        echo '{"format":"bip-lookup/v1","kind":"attachments","attachments":[@a@,@b@]}'
                    else
                        echo '{"format":"bip-lookup/v1","kind":"nothing"}'
                    fi
                    exit ;;
                *)
                    echo "no subcommand $1" >&2
                    exit 1 ;;
            esac
            """
                    .replace("@a@", twice("a"))
                    .replace("@b@", twice("b"));

    private FakeServer() {}

    /** There is one file name, with two contents. */
    private static String twice(String digit) {
        return "{\"fileName\":\"twice.pdf\",\"sha256\":\""
                + digit.repeat(64)
                + "\",\"sizeBytes\":1,\"mediaType\":\"application/pdf\",\"title\":\"T\","
                + "\"page\":{\"slug\":\"p\",\"title\":\"P\"}}";
    }

    /** The launcher; it becomes {@link FakePort} with its own path when it is to serve. */
    public static String launcher() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes =
                Path.of(
                                FakeServer.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .getPath())
                        .toString();
        return "#!/bin/sh\n"
                + SUBCOMMANDS
                + "exec %s -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -cp %s %s \"$0\"\n"
                        .formatted(java, classes, FakePort.class.getName());
    }

    public static TestRelease release(String version, String behaviour) {
        return new TestRelease(version)
                .program(
                        "bin/bip-server",
                        behaviour.startsWith("trains")
                                ? launcher() + "# BIP_AOT_TRAINING\n"
                                : launcher())
                .file("lib/version", version)
                .file("lib/behaviour", behaviour);
    }
}

package bip.ctl.testing;

import bip.ctl.support.Programs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs a main class of the tests in a JVM of its own. */
public final class ChildJvm {

    private ChildJvm() {}

    public static List<String> command(Class<?> main, List<String> flags, String... arguments) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(flags);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    public static Programs.Result run(
            Class<?> main, List<String> flags, Map<String, String> environment, String... arguments)
            throws InterruptedException {
        return Programs.run(command(main, flags, arguments), environment, Duration.ofSeconds(60));
    }
}

package bip.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A {@link LoadClient} in a process of its own. */
final class LoadProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;

    private LoadProcess(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts it, and returns when it has begun; it sends until {@link #stop}, or a bound in its
     * arguments.
     *
     * @param before what the command begins with, to start it elsewhere: e.g. {@code nsenter -n -t
     *     PID}
     * @param arguments of {@link LoadClient}
     */
    static LoadProcess start(List<String> before, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(LoadClient.class.getName());
        command.add("--until-input-ends");
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        LoadProcess started =
                new LoadProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
        if (!LoadClient.STARTED.equals(started.said.readLine())) {
            throw new IOException("the load client did not start: " + command);
        }
        return started;
    }

    /** Ends it after the requests under way, and tells what it saw. */
    LoadReport stop() throws IOException {
        process.getOutputStream().close();
        return report();
    }

    /** Waits until a bound of its own ends it, and tells what it saw. */
    LoadReport report() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the load client ended without its report");
        }
        return JsonMapper.shared().readValue(line, LoadReport.class);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

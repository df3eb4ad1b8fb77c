package bip.packaging;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A {@link LoadClient} or {@link EditorClient} in a process of its own. */
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
        var all = new ArrayList<>(List.of(arguments));
        all.add("--until-input-ends");
        return start(LoadClient.class, before, all);
    }

    /**
     * Starts an editor, and returns when it has saved once.
     *
     * @param arguments of {@link EditorClient}
     */
    static LoadProcess editor(List<String> before, String... arguments) throws IOException {
        return start(EditorClient.class, before, List.of(arguments));
    }

    private static LoadProcess start(Class<?> client, List<String> before, List<String> arguments)
            throws IOException {
        List<String> command = new ArrayList<>(before);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-cp"));
        command.add(System.getProperty("java.class.path"));
        command.add(client.getName());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        LoadProcess started =
                new LoadProcess(builder.redirectError(ProcessBuilder.Redirect.INHERIT).start());
        if (!LoadClient.STARTED.equals(started.said.readLine())) {
            throw new IOException("the client did not start: " + command);
        }
        return started;
    }

    /** Ends it after the requests under way, and tells what it saw. */
    LoadReport stop() throws IOException {
        process.getOutputStream().close();
        return report();
    }

    /** Ends an editor after the save under way, and tells what it saw. */
    EditorReport stopEditor() throws IOException {
        process.getOutputStream().close();
        return JsonMapper.shared().readValue(line(), EditorReport.class);
    }

    /** Waits until a bound of its own ends it, and tells what it saw. */
    LoadReport report() throws IOException {
        return JsonMapper.shared().readValue(line(), LoadReport.class);
    }

    private String line() throws IOException {
        String line = said.readLine();
        if (line == null) {
            throw new IOException("the client ended without its report");
        }
        return line;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

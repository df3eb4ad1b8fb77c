package bip.packaging;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A command that was run to its end while its memory was looked at.
 *
 * @param peakMebibytes the most that it had resident (VmHWM)
 * @param childMebibytes the same of the processes that it started, by what they did
 * @param writtenMebibytes that it and its ended children sent to the disk
 */
record WatchedRun(
        Site.Run run,
        long millis,
        long peakMebibytes,
        Map<String, Long> childMebibytes,
        long writtenMebibytes) {

    private static final int BETWEEN_LOOKS_MILLIS = 20;

    static WatchedRun of(List<String> command, Path folder, long limitSeconds)
            throws IOException, InterruptedException {
        Path out = folder.resolve("watched.out");
        Path err = folder.resolve("watched.err");
        var builder =
                new ProcessBuilder(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("LC_ALL", "en_GB.UTF-8");
        long start = System.nanoTime();
        Process process = builder.start();
        long peak = 0;
        long written = 0;
        var children = new TreeMap<String, Long>();
        while (!process.waitFor(BETWEEN_LOOKS_MILLIS, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, number(process.toHandle(), "status", "VmHWM:"));
            written = Math.max(written, number(process.toHandle(), "io", "write_bytes:"));
            process.descendants().forEach(child -> look(child, children));
            if (System.nanoTime() - start > TimeUnit.SECONDS.toNanos(limitSeconds)) {
                process.destroyForcibly();
                throw new IOException(command + " ran longer than " + limitSeconds + " s");
            }
        }
        return new WatchedRun(
                new Site.Run(process.exitValue(), Files.readString(out), Files.readString(err)),
                (System.nanoTime() - start) / 1_000_000,
                peak >> 10,
                children,
                written >> 20);
    }

    private static void look(ProcessHandle child, Map<String, Long> children) {
        List<String> line = child.info().arguments().map(List::of).orElse(List.of());
        int main = line.indexOf("bip.server.BipServer");
        if (main >= 0) {
            String what = main + 1 < line.size() ? line.get(main + 1) : "serve";
            children.merge(what, number(child, "status", "VmHWM:") >> 10, Math::max);
        }
    }

    /** The number in a line of a file under /proc; 0 when the process has ended. */
    static long number(ProcessHandle process, String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", process.pid() + "", file))) {
            return lines.filter(line -> line.startsWith(name))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | java.io.UncheckedIOException e) {
            return 0;
        }
    }
}

package bip.packaging;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the build's tools. */
final class Programs {

    private Programs() {}

    /**
     * Runs {@code command} in {@code folder} and returns what it printed on standard output.
     *
     * @throws IOException with all that it printed if it did not end with 0
     */
    static String run(List<String> command, Path folder) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("bip-packaging", ".err");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectError(errors.toFile())
                            .start();
            process.getOutputStream().close();
            String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int exitCode = process.waitFor();
            if (exitCode != 0) {
                String message = Files.readString(errors);
                throw new IOException(
                        command.getFirst() + " ended with " + exitCode + ":\n" + output + message);
            }
            return output;
        } finally {
            Files.deleteIfExists(errors);
        }
    }
}

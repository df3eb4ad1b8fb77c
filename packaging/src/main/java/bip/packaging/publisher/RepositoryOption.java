package bip.packaging.publisher;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which repository a command works on. */
final class RepositoryOption {

    @Option(
            names = "--repository",
            required = true,
            paramLabel = "DIR",
            description = "the folder with metadata/ and targets/")
    private Path folder = Path.of("");

    RepositoryFolder folder() {
        return new RepositoryFolder(folder);
    }
}

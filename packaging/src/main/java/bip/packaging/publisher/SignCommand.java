package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "sign",
        description = "Adds signatures to a root that is passed from holder to holder.",
        mixinStandardHelpOptions = true)
final class SignCommand implements Callable<Integer> {

    private final Desk desk;

    @Option(names = "--key", required = true, paramLabel = "FILE", description = "a root key")
    private final List<Path> keys = new ArrayList<>();

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            description = "root: the other roles are signed when they are made")
    private String role = "";

    @Option(
            names = "--previous",
            paramLabel = "FILE",
            description = "the root that FILE replaces, if the key is one of that only")
    private @Nullable Path previous;

    @Parameters(paramLabel = "FILE", description = "the root.json")
    private Path file = Path.of("");

    @Mixin private final PassphraseOption passphrases = new PassphraseOption();

    SignCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        if (!role.equals(Role.ROOT.word())) {
            throw Refusal.before(
                    "only role root is signed apart from being made",
                    "Write --role root; targets are signed by publish, the others by resign.");
        }
        SignedDocument document = load(file);
        var roots = new ArrayList<RootMetadata>();
        if (previous != null) {
            roots.add(RootMetadata.parse(load(previous).fields(previous.toString())));
        }
        roots.add(RootMetadata.parse(document.fields(file.toString())));
        SignedDocument signed =
                Rotation.sign(document, roots, OpenedKey.loadAll(keys, passphrases.source(desk)));
        SafeFiles.write(file, signed.bytes(), SafeFiles.PUBLIC);
        desk.say(file + ": " + Rotation.progress(signed, roots));
        return 0;
    }

    static SignedDocument load(Path file) throws IOException {
        return SignedDocument.parse(Files.readAllBytes(file), file.toString());
    }
}

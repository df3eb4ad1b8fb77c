package bip.packaging.publisher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "keys",
        description = "Makes keys, each encrypted in a file of its own; overwrites none.",
        mixinStandardHelpOptions = true)
final class KeysCommand implements Callable<Integer> {

    private final Desk desk;

    @Option(names = "--folder", required = true, paramLabel = "DIR", description = "where to")
    private Path folder = Path.of("");

    @Option(
            names = "--make",
            paramLabel = "NAME",
            split = ",",
            description =
                    "only these, such as root-4; without it the six that a channel begins with")
    private final List<String> names = new ArrayList<>();

    @Mixin private final PassphraseOption passphrases = new PassphraseOption();

    KeysCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        List<KeyName> wanted = names.isEmpty() ? KeyName.ofProfile() : named();
        List<NamedKey> made =
                new KeyFolder(folder)
                        .make(wanted, passphrases.source(desk), desk.work(), desk.random());
        for (NamedKey key : made) {
            desk.say(key.name() + "  " + key.half().id().hex());
        }
        return 0;
    }

    private List<KeyName> named() {
        var named = new LinkedHashSet<KeyName>();
        for (String name : names) {
            if (!named.add(KeyName.parse(name))) {
                throw Refusal.before(
                        name + " is named twice", "Each key has a number of its own, as root-4.");
            }
        }
        return List.copyOf(named);
    }
}

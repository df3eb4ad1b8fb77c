package bip.ctl.command;

import bip.ctl.support.Json;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --json}, which every reading verb has. */
final class JsonOption {

    @Option(names = "--json")
    boolean isWanted;

    static void print(Desk desk, Map<String, @Nullable Object> json) {
        desk.console().result(new String(Json.write(json), StandardCharsets.UTF_8));
    }
}

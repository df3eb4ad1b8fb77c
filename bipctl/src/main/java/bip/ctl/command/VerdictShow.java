package bip.ctl.command;

import bip.ctl.support.Phrase;
import bip.ctl.upgrade.Kept;
import bip.ctl.upgrade.Verdict;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shows what stays and what goes, each with its reason. */
final class VerdictShow {

    private final Desk desk;
    private final boolean isJson;

    VerdictShow(Desk desk, boolean isJson) {
        this.desk = desk;
        this.isJson = isJson;
    }

    void show(Verdict verdict, boolean isDryRun) {
        if (isJson) {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("format", "bipctl-retention/v1");
            document.put("dryRun", isDryRun);
            document.put("kept", verdict.kept().stream().map(VerdictShow::json).toList());
            document.put("removed", verdict.removed().stream().map(VerdictShow::json).toList());
            JsonOption.print(desk, document);
            return;
        }
        verdict.all().forEach(it -> desk.console().result(line(desk, it)));
        if (isDryRun) {
            desk.console().result(desk.text("operation.dryRun"));
        } else if (verdict.removed().isEmpty()) {
            desk.console().result(desk.text("retention.nothing"));
        }
    }

    static String line(Desk desk, Kept it) {
        return desk.text(
                it.isKept() ? "retention.stays" : "retention.goes",
                desk.text(item(it.item())),
                desk.text(Phrase.of("reason." + it.reason().word())));
    }

    private static Phrase item(Kept.Item item) {
        return switch (item) {
            case Kept.OfGeneration(var it) ->
                    Phrase.of("retention.generation", it.number(), it.release().version());
            case Kept.OfData(var folder) -> Phrase.of("retention.data", folder);
            case Kept.OfRelease(var it) -> Phrase.of("retention.release", it.folder());
            case Kept.OfDownload(var file, var bytes) ->
                    Phrase.of("retention.download", file, bytes >> 20);
        };
    }

    private static Map<String, Object> json(Kept it) {
        var json = new LinkedHashMap<String, Object>();
        switch (it.item()) {
            case Kept.OfGeneration(var generation) -> {
                json.put("kind", "generation");
                json.put("generation", generation.number());
                json.put("version", generation.release().version());
                json.put("data", generation.data());
            }
            case Kept.OfData(var folder) -> {
                json.put("kind", "data");
                json.put("data", folder);
            }
            case Kept.OfRelease(var release) -> {
                json.put("kind", "release");
                json.put("version", release.version());
                json.put("folder", release.folder());
            }
            case Kept.OfDownload(var file, var bytes) -> {
                json.put("kind", "download");
                json.put("file", file);
                json.put("bytes", bytes);
            }
        }
        json.put("reason", it.reason().word());
        return json;
    }
}

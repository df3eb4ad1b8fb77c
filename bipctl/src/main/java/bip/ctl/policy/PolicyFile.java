package bip.ctl.policy;

import bip.ctl.layout.Layout;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.AtomicFiles;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Json;
import bip.ctl.support.JsonObject;
import bip.ctl.support.JsonProblem;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the {@link Policy} in {@code var/lib/bipctl/policy.json}. */
public final class PolicyFile {

    private static final String FORMAT = "bipctl-policy/v1";
    private static final int MAX_BYTES = 1 << 20;

    private final Path file;

    public PolicyFile(Layout layout) {
        this.file = layout.policy();
    }

    /**
     * The policy; the empty one when nothing was ever decided.
     *
     * @throws CtlException P100 if the file is not one of ours: guessing could bring back a release
     *     that was taken back
     */
    public Policy load() throws IOException {
        if (!Files.exists(file)) {
            return Policy.EMPTY;
        }
        try {
            return read(Json.read(Files.readAllBytes(file), MAX_BYTES));
        } catch (JsonProblem e) {
            throw new CtlException(e, ErrorCode.P100, file, e.reason());
        }
    }

    private static Policy read(JsonObject json) throws JsonProblem {
        if (!json.string("format").equals(FORMAT)) {
            throw new JsonProblem(Phrase.of("service.otherFormat", FORMAT));
        }
        Optional<String> pin = json.findString("pin");
        var blocked = new ArrayList<Policy.Blocked>();
        for (var one : json.objects("blocked")) {
            blocked.add(
                    new Policy.Blocked(
                            one.string("contentHash"),
                            version(one, "version"),
                            time(one, "since"),
                            one.string("reason")));
        }
        return new Policy(
                pin.isPresent() ? version(json, "pin") : null,
                hold(json.findObject("hold")),
                blocked,
                channel(json));
    }

    /** Written only since there is a choice. */
    private static ChannelName channel(JsonObject json) throws JsonProblem {
        Optional<String> word = json.findString("channel");
        return word.isEmpty()
                ? ChannelName.STABLE
                : ChannelName.find(word.get()).orElseThrow(() -> odd(json, "channel"));
    }

    private static Policy.@Nullable Hold hold(Optional<JsonObject> found) throws JsonProblem {
        if (found.isEmpty()) {
            return null;
        }
        JsonObject hold = found.get();
        return new Policy.Hold(
                time(hold, "since"),
                hold.findString("until").isPresent() ? time(hold, "until") : null,
                hold.string("reason"),
                hold.findString("text").orElse(""));
    }

    private static ReleaseVersion version(JsonObject json, String name) throws JsonProblem {
        return ReleaseVersion.parse(json.string(name)).orElseThrow(() -> odd(json, name));
    }

    private static Instant time(JsonObject json, String name) throws JsonProblem {
        try {
            return Instant.parse(json.string(name));
        } catch (DateTimeParseException e) {
            throw odd(json, name);
        }
    }

    private static JsonProblem odd(JsonObject json, String name) {
        return new JsonProblem(Phrase.of("json.wantsString", json.pathOf(name)));
    }

    /** Replaces the policy in one step. */
    public void save(Policy policy) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("format", FORMAT);
        json.put("pin", policy.pin());
        json.put("hold", policy.findHold().map(PolicyFile::hold).orElse(null));
        json.put("blocked", blocked(policy));
        json.put("channel", policy.channel().word());
        AtomicFiles.write(file, Json.write(json));
    }

    private static Map<String, @Nullable Object> hold(Policy.Hold hold) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("since", hold.since());
        json.put("until", hold.until());
        json.put("reason", hold.reason());
        json.put("text", hold.text());
        return json;
    }

    private static List<Map<String, Object>> blocked(Policy policy) {
        var list = new ArrayList<Map<String, Object>>();
        for (var release : policy.blocked()) {
            var json = new LinkedHashMap<String, Object>();
            json.put("contentHash", release.contentHash());
            json.put("version", release.version());
            json.put("since", release.since());
            json.put("reason", release.reason());
            list.add(json);
        }
        return list;
    }
}

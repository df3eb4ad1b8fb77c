package bip.ctl.command;

import bip.ctl.release.Difference;
import bip.ctl.release.Generation;
import bip.ctl.release.InstalledRelease;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * Whether what is unpacked here is what was signed: every file against the release's manifest, and
 * the manifest against the signed metadata that are on this machine. Asks no network.
 */
@Command(name = "verify")
final class VerifyCommand extends Verb {

    private static final String MANIFEST = "release.json";

    @Mixin JsonOption json = new JsonOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "VERSION")
    @Nullable String version;

    @Override
    ExitCode run(Desk desk) throws Exception {
        InstalledRelease release =
                version == null
                        ? current(desk)
                        : named(desk, Targets.version(version, typedWords()));
        List<Difference> differences = desk.machine().store().differences(release);
        SignedProof proof = SignedProof.of(desk.known(), release);
        if (json.isWanted) {
            JsonOption.print(desk, document(release, differences, proof));
        } else {
            say(desk, release, differences, proof);
        }
        return exitCode(desk, release, differences, proof);
    }

    /** A current release whose manifest is not what its folder is named by is told of here too. */
    private static InstalledRelease current(Desk desk) throws IOException {
        InstalledRelease release =
                desk.machine()
                        .generations()
                        .standing()
                        .map(Generation::release)
                        .orElseThrow(() -> new CtlException(ErrorCode.U100));
        boolean isWhole =
                desk.machine().store().list().stream()
                        .anyMatch(it -> it.folder().equals(release.folder()));
        if (!isWhole) {
            boolean isThere = Files.exists(release.folder().resolve(MANIFEST));
            throw new CtlException(
                    ErrorCode.R107,
                    release.folder(),
                    Phrase.of(isThere ? "contents.hash" : "contents.missing", MANIFEST));
        }
        return release;
    }

    private static InstalledRelease named(Desk desk, ReleaseVersion version) throws IOException {
        return desk.machine()
                .store()
                .find(version)
                .orElseThrow(() -> new CtlException(ErrorCode.U153, version));
    }

    private static void say(
            Desk desk, InstalledRelease release, List<Difference> differences, SignedProof proof) {
        var console = desk.console();
        differences.forEach(it -> console.result("  " + desk.text(it.inWords())));
        if (differences.isEmpty()) {
            int files = release.manifest().files().size();
            console.result(desk.text("verify.whole", release.version(), files));
        }
        switch (proof) {
            case PROVED ->
                    console.result(
                            desk.text(
                                    "verify.proved",
                                    release.version(),
                                    release.manifest().contentHash()));
            case REFUTED -> {
                // Told of as a failure.
            }
            case NOTHING_KNOWN, NOT_TOLD, NO_HASH ->
                    console.result(
                            desk.text("verify.notProved", desk.text("verify." + proof.name())));
        }
    }

    private static ExitCode exitCode(
            Desk desk, InstalledRelease release, List<Difference> differences, SignedProof proof) {
        if (!differences.isEmpty()) {
            desk.fail(
                    new CtlException(
                            ErrorCode.R120,
                            release.folder(),
                            differences.size(),
                            release.version()));
        }
        if (proof == SignedProof.REFUTED) {
            desk.fail(new CtlException(ErrorCode.R121, release.folder(), release.version()));
        }
        return differences.isEmpty() && proof != SignedProof.REFUTED
                ? ExitCode.DONE
                : ExitCode.VERIFICATION_FAILED;
    }

    private static Map<String, @Nullable Object> document(
            InstalledRelease release, List<Difference> differences, SignedProof proof) {
        var json = new LinkedHashMap<String, @Nullable Object>();
        json.put("format", "bipctl-verify/v1");
        json.put("version", release.version());
        json.put("contentHash", release.manifest().contentHash());
        json.put("files", release.manifest().files().size());
        json.put("differences", differences.stream().map(VerifyCommand::document).toList());
        json.put("signed", proof.word());
        return json;
    }

    private static Map<String, Object> document(Difference difference) {
        var json = new LinkedHashMap<String, Object>();
        json.put("path", difference.path());
        json.put("kind", difference.kind().word());
        return json;
    }
}

package bip.packaging.publisher;

import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "revoke",
        description = "Marks a release as one that must not run any more; for good.",
        mixinStandardHelpOptions = true)
final class RevokeCommand implements Callable<Integer> {

    private final Desk desk;

    @Mixin private final RepositoryOption repository = new RepositoryOption();
    @Mixin private final ChannelKeys keys = new ChannelKeys();

    @Option(names = "--reason-pl", required = true, description = "why, in Polish")
    private String polish = "";

    @Option(names = "--reason-en", required = true, description = "why, in English")
    private String english = "";

    @Parameters(paramLabel = "VERSION", description = "such as 1.4.2")
    private String version = "";

    RevokeCommand(Desk desk) {
        this.desk = desk;
    }

    @Override
    public Integer call() throws IOException {
        if (polish.isBlank() || english.isBlank()) {
            throw Refusal.before(
                    "the reason is empty in one language", "Tell it in both, in a sentence.");
        }
        RepositoryFolder folder = repository.folder();
        try (var _ = RepositoryLock.take(folder)) {
            ChannelChange change = ChannelChange.open(desk, folder, keys.open(desk));
            TargetsMetadata targets = change.existing().targets().metadata();
            Target target = find(targets, version);
            if (target.terms().findRevocation().isPresent()) {
                desk.say("nothing to do: " + version + " was revoked already");
                return 0;
            }
            var why = new Revocation(desk.now(), new Bilingual(polish, english));
            var releases = new TreeMap<>(targets.releases());
            releases.put(target.version(), target.with(target.terms().revoked(why)));
            change.offer(List.of(), change.maker().offering(releases));
        }
        return 0;
    }

    /**
     * @throws Refusal if {@code targets} do not have {@code version}
     */
    static Target find(TargetsMetadata targets, String version) {
        Target target;
        try {
            target = targets.releases().get(ReleaseVersion.parse(version));
        } catch (IllegalArgumentException e) {
            throw Refusal.before(String.valueOf(e.getMessage()), "Name a published version.");
        }
        if (target == null) {
            throw Refusal.before(
                    version + " is not published",
                    "Published are " + targets.releases().keySet() + ".");
        }
        return target;
    }
}

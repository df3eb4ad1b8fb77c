package bip.ctl.command;

import bip.ctl.channel.RootNote;
import bip.ctl.channel.Violations;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.trust.MetadataStore;
import bip.ctl.trust.TrustException;
import bip.ctl.trust.TrustState;
import bip.ctl.trust.TrustedRepository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Whom this machine trusts to make releases: the root with its keys, what it vouches for, and the
 * time that it cannot be earlier than. Asks no network. Exit code 4 when something that is stored
 * cannot be used or has expired, or the clock is behind what was signed.
 */
@Command(name = "show")
final class TrustShowCommand extends Verb {

    @Mixin JsonOption json = new JsonOption();

    /** Where the root is from. */
    private enum Origin {
        /** It came with bipctl, and no channel was read yet. */
        SHIPPED,
        /** It was stored when a channel was first read, or followed from one that was. */
        STORED,
        /** A person put it in place. */
        BY_HAND
    }

    @Override
    ExitCode run(Desk desk) throws Exception {
        Path store = desk.layout().trust();
        boolean isStored = hasRoot(desk, store);
        Path shipped = desk.toolkit().shippedRoot();
        if (!isStored && (shipped == null || !Files.isRegularFile(shipped))) {
            return none(desk);
        }
        Optional<RootNote.Entry> byHand = new RootNote(store).findLast();
        Origin origin =
                !isStored ? Origin.SHIPPED : byHand.isPresent() ? Origin.BY_HAND : Origin.STORED;
        TrustState trust = isStored ? stored(desk, store) : shipped(desk, shipped);
        if (json.isWanted) {
            print(desk, origin, trust, byHand.orElse(null));
        } else {
            say(desk, origin, trust, byHand.orElse(null));
        }
        return trust.isSound() && !trust.isClockBehind() && !trust.isAnyExpired()
                ? ExitCode.DONE
                : ExitCode.ATTENTION;
    }

    private static boolean hasRoot(Desk desk, Path store) throws IOException {
        return repository(desk, store).isInitialised();
    }

    private static TrustedRepository repository(Desk desk, Path store) {
        return TrustedRepository.open(
                new MetadataStore(store), (_, _) -> Optional.empty(), desk.machine().clock());
    }

    private static TrustState stored(Desk desk, Path store) throws IOException {
        try {
            return repository(desk, store).inspect();
        } catch (TrustException e) {
            throw new CtlException(e, ErrorCode.C141, store, Violations.inWords(e.violation()));
        }
    }

    private static TrustState shipped(Desk desk, @Nullable Path shipped) throws IOException {
        Path file = java.util.Objects.requireNonNull(shipped, "looked at before");
        try {
            return TrustedRepository.inspectRoot(
                    Files.readAllBytes(file), desk.machine().clock().instant());
        } catch (TrustException e) {
            throw new CtlException(e, ErrorCode.C122, file, Violations.inWords(e.violation()));
        }
    }

    private ExitCode none(Desk desk) {
        if (json.isWanted) {
            var document = new LinkedHashMap<String, @Nullable Object>();
            document.put("format", "bipctl-trust/v1");
            document.put("origin", null);
            JsonOption.print(desk, document);
        } else {
            desk.console().result(desk.text("trust.none"));
        }
        return ExitCode.DONE;
    }

    private static void say(
            Desk desk, Origin origin, TrustState trust, RootNote.@Nullable Entry byHand) {
        var console = desk.console();
        console.result(
                byHand == null || origin == Origin.SHIPPED
                        ? desk.text("trust.origin." + origin.name())
                        : desk.text("trust.byHand", Times.local(byHand.at(), desk), byHand.by()));
        if (trust.isForDevelopment()) {
            console.result(desk.text("trust.development"));
        }
        new TrustShow(desk, trust).lines().forEach(console::result);
        trust.findFloor()
                .ifPresent(it -> console.result(desk.text("trust.floor", Times.local(it, desk))));
        if (trust.isClockBehind()) {
            console.result(desk.text("trust.clockBehind", Times.local(trust.clock(), desk)));
        }
    }

    private static void print(
            Desk desk, Origin origin, TrustState trust, RootNote.@Nullable Entry byHand) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put("format", "bipctl-trust/v1");
        document.put("origin", origin.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        document.put("byHandAt", byHand == null ? null : byHand.at());
        document.put("byHandBy", byHand == null ? null : byHand.by());
        document.put("development", trust.isForDevelopment());
        document.put("roles", new TrustShow(desk, trust).json());
        document.put("notBefore", trust.floor());
        document.put("clockBehind", trust.isClockBehind());
        JsonOption.print(desk, document);
    }
}

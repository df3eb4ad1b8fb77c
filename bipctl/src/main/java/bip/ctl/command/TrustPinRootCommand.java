package bip.ctl.command;

import bip.ctl.channel.Violations;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Phrase;
import bip.ctl.trust.Role;
import bip.ctl.trust.TrustException;
import bip.ctl.trust.TrustState;
import bip.ctl.trust.TrustedRepository;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/**
 * Begins trust anew from a root that a person has in hand: when so many keys of the old one are
 * lost that no new one can follow it. Nothing vouches for the file but who brings it.
 */
@Command(name = "pin-root")
final class TrustPinRootCommand extends ChangingVerb {

    /** As metadata at most is. */
    private static final int MOST_BYTES = 1 << 20;

    @Parameters(index = "0", paramLabel = "FILE")
    String name = "";

    @Override
    String words() {
        return "trust pin-root";
    }

    @Override
    ExitCode change(Desk desk) throws IOException {
        byte[] root = read(Targets.file(name));
        TrustState wanted = inspect(desk, root);
        tell(desk, wanted);
        if (!desk.options().yes && !desk.console().confirm(desk.text("trust.pinQuestion"))) {
            desk.console().result(desk.text("operation.declined"));
            return ExitCode.FAILED;
        }
        try {
            desk.anchor().pin(root, desk.machine().by());
        } catch (TrustException e) {
            throw refused(e);
        }
        desk.console()
                .result(
                        desk.text(
                                "trust.pinned",
                                wanted.role(Role.ROOT).findState().orElseThrow().version()));
        return ExitCode.DONE;
    }

    private static byte[] read(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new CtlException(ErrorCode.C140, file, Phrase.of("json.tooLong", MOST_BYTES));
            }
            return bytes;
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.C140, file, Endings.message(e));
        }
    }

    private TrustState inspect(Desk desk, byte[] root) {
        try {
            return TrustedRepository.inspectRoot(root, desk.machine().clock().instant());
        } catch (TrustException e) {
            throw refused(e);
        }
    }

    private CtlException refused(TrustException e) {
        return new CtlException(e, ErrorCode.C140, name, Violations.inWords(e.violation()));
    }

    /** The keys that are trusted now and those that would be, one above the other. */
    private static void tell(Desk desk, TrustState wanted) throws IOException {
        var console = desk.console();
        TrustShow.find(desk)
                .ifPresentOrElse(
                        it -> {
                            console.warning(desk.text("trust.pinOld"));
                            new TrustShow(desk, it).lines().forEach(console::warning);
                        },
                        () -> console.warning(desk.text("trust.pinNoOld")));
        console.warning(desk.text("trust.pinNew"));
        new TrustShow(desk, wanted).lines().forEach(console::warning);
    }
}

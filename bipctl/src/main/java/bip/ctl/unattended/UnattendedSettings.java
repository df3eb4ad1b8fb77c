package bip.ctl.unattended;

import bip.ctl.layout.Layout;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.Phrase;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the tool's settings say of unattended upgrades. */
public record UnattendedSettings(Mode mode, Hours hours) {

    private static final String MODE_KEY = "BIPCTL_UNATTENDED";
    private static final String WINDOW_KEY = "BIPCTL_WINDOW";
    private static final String BLACKOUT_KEY = "BIPCTL_BLACKOUT";
    private static final String MAIL_KEY = "BIPCTL_MAIL";
    private static final String LANGUAGE_KEY = "BIPCTL_MAIL_LANG";

    /** A user of this machine, or an address that every mail server takes. */
    private static final Pattern ADDRESS =
            Pattern.compile(
                    "[A-Za-z0-9_][A-Za-z0-9._+-]{0,63}(?:@[A-Za-z0-9][A-Za-z0-9.-]{0,253})?");

    private static final Pattern BETWEEN = Pattern.compile("[\\s,]+");

    private static final List<String> ROOT = List.of("root");

    /** In which language is told: the product's own, unless somebody wants another. */
    public enum MailLanguage {
        PL,
        EN;

        /** As after {@code --lang}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The settings; everything usual where nothing is set. While it is off, nothing else of them
     * counts.
     *
     * @throws CtlException N100 if one of them is wrong
     */
    public static UnattendedSettings of(Layout layout) throws IOException {
        var read = new Reading(layout);
        if (read.mode() == Mode.OFF) {
            return new UnattendedSettings(Mode.OFF, new Hours(Window.USUAL, Blackouts.NONE));
        }
        List<CtlException> wrong = wrong(layout);
        if (!wrong.isEmpty()) {
            throw wrong.getFirst();
        }
        return new UnattendedSettings(read.mode(), new Hours(read.window(), read.blackouts()));
    }

    /** What is wrong with them; empty when nothing is. */
    public static List<CtlException> wrong(Layout layout) throws IOException {
        var read = new Reading(layout);
        var wrong = new ArrayList<CtlException>();
        for (Runnable one :
                List.<Runnable>of(
                        read::mode,
                        read::window,
                        read::blackouts,
                        read::recipients,
                        read::language)) {
            try {
                one.run();
            } catch (CtlException e) {
                wrong.add(e);
            }
        }
        return wrong;
    }

    /** In which language is told, whatever is wrong with the other settings. */
    public static MailLanguage language(Layout layout) throws IOException {
        try {
            return new Reading(layout).language();
        } catch (CtlException e) {
            return MailLanguage.PL;
        }
    }

    /** Whether somebody wrote down who is told, rightly or not. */
    public static boolean isMailAsked(Layout layout) throws IOException {
        return new Reading(layout).find(MAIL_KEY).isPresent();
    }

    /** Who is told, whatever is wrong with the other settings. */
    public static List<String> recipients(Layout layout) throws IOException {
        try {
            return new Reading(layout).recipients().orElse(ROOT);
        } catch (CtlException e) {
            return ROOT;
        }
    }

    /** Each key by itself. */
    private static final class Reading {
        private final Layout layout;
        private final Map<String, String> said;

        Reading(Layout layout) throws IOException {
            this.layout = layout;
            this.said =
                    Files.isReadable(layout.toolEnvironment())
                            ? EnvironmentFile.read(layout.toolEnvironment())
                            : Map.of();
        }

        Mode mode() {
            return find(MODE_KEY)
                    .map(it ->
                            Mode.find(it)
                                    .orElseThrow(
                                            () -> wrong(MODE_KEY, it, "unattended.wants.mode")))
                    .orElse(Mode.OFF);
        }

        Window window() {
            return find(WINDOW_KEY)
                    .map(it ->
                            Window.parse(it)
                                    .orElseThrow(
                                            () -> wrong(WINDOW_KEY, it, "unattended.wants.window")))
                    .orElse(Window.USUAL);
        }

        Blackouts blackouts() {
            return find(BLACKOUT_KEY)
                    .map(it ->
                            Blackouts.parse(it)
                                    .orElseThrow(() ->
                                            wrong(BLACKOUT_KEY, it, "unattended.wants.blackout")))
                    .orElse(Blackouts.NONE);
        }

        /** Empty when nobody wrote any down. */
        Optional<List<String>> recipients() {
            return find(MAIL_KEY)
                    .map(it -> {
                        List<String> all = BETWEEN.splitAsStream(it).toList();
                        if (!all.stream().allMatch(one -> ADDRESS.matcher(one).matches())) {
                            throw wrong(MAIL_KEY, it, "unattended.wants.mail");
                        }
                        return all;
                    });
        }

        MailLanguage language() {
            return find(LANGUAGE_KEY)
                    .map(it ->
                            Arrays.stream(MailLanguage.values())
                                    .filter(one -> one.word().equals(it))
                                    .findFirst()
                                    .orElseThrow(() ->
                                            wrong(LANGUAGE_KEY, it, "unattended.wants.language")))
                    .orElse(MailLanguage.PL);
        }

        private Optional<String> find(String key) {
            return Optional.ofNullable(said.get(key))
                    .map(String::strip)
                    .filter(it -> !it.isEmpty());
        }

        private CtlException wrong(String key, String value, String wants) {
            return new CtlException(
                    ErrorCode.N100, key, value, layout.toolEnvironment(), Phrase.of(wants));
        }
    }
}

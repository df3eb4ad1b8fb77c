package bip.ctl.command;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import bip.ctl.terminal.Console;
import bip.ctl.terminal.Consoles;
import bip.ctl.terminal.Language;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The door of this room: runs one command line. */
public final class CommandLines {

    private static final Map<String, Supplier<Verb>> VERBS = verbs();

    /** Before a verb each of these takes the word after it with it. */
    private static final Set<String> WITH_VALUE =
            Set.of("--root", "--channel", "--lang", "--color");

    private final Toolkit toolkit;

    public CommandLines(Toolkit toolkit) {
        this.toolkit = toolkit;
    }

    private static Map<String, Supplier<Verb>> verbs() {
        var verbs = new LinkedHashMap<String, Supplier<Verb>>();
        verbs.put("install", InstallCommand::new);
        verbs.put("check", CheckCommand::new);
        verbs.put("upgrade", UpgradeCommand::new);
        verbs.put("rollback", RollbackCommand::new);
        verbs.put("resume", ResumeCommand::new);
        verbs.put("abort", AbortCommand::new);
        verbs.put("adopt", AdoptCommand::new);
        verbs.put("pin", PinCommand::new);
        verbs.put("unpin", UnpinCommand::new);
        verbs.put("hold", HoldCommand::new);
        verbs.put("unhold", UnholdCommand::new);
        verbs.put("start", StartCommand::new);
        verbs.put("stop", StopCommand::new);
        verbs.put("restart", RestartCommand::new);
        verbs.put("status", StatusCommand::new);
        verbs.put("history", HistoryCommand::new);
        verbs.put("logs", LogsCommand::new);
        verbs.put("report", ReportCommand::new);
        verbs.put("backup", BackupCommand::new);
        verbs.put("release", ReleaseCommand::new);
        verbs.put("channel", ChannelCommand::new);
        verbs.put("trust", TrustCommand::new);
        verbs.put("verify", VerifyCommand::new);
        verbs.put("sentry", SentryCommand::new);
        verbs.put("user", UserCommand::new);
        verbs.put("import", ImportCommand::new);
        verbs.put("completion", CompletionCommand::new);
        return verbs;
    }

    /**
     * Runs the command in {@code typed}.
     *
     * @return the exit code
     */
    public int run(String... typed) {
        String[] arguments = asHelp(typed);
        Locale locale;
        try {
            locale = Language.of(language(arguments), toolkit.environment());
        } catch (CtlException e) {
            return refuse(Language.ENGLISH, e);
        }
        if (Arrays.equals(arguments, new String[] {"--version"})) {
            return version(locale);
        }
        var line = commandLine(locale, arguments);
        line.setParameterExceptionHandler((e, _) -> refuse(locale, usage(locale, e)));
        line.setExecutionExceptionHandler((e, _, _) -> mistake(locale, arguments, e));
        var help = new Printed(locale);
        line.setOut(new PrintWriter(help, true));
        int exitCode = line.execute(arguments);
        line.getOut().flush();
        return help.isLost ? lost(locale) : exitCode;
    }

    /**
     * {@code help upgrade} is {@code upgrade --help}. Picocli's own HelpCommand cannot be used
     * beside a {@code -h} that all verbs inherit.
     */
    private static String[] asHelp(String... typed) {
        int verb = 0;
        while (verb < typed.length && typed[verb].startsWith("-")) {
            verb += WITH_VALUE.contains(typed[verb]) ? 2 : 1;
        }
        if (verb >= typed.length || !typed[verb].equals("help")) {
            return typed;
        }
        var words = new ArrayList<>(Arrays.asList(typed));
        words.remove(verb);
        words.add("--help");
        return words.toArray(String[]::new);
    }

    /** Asked by scripts and often: answered without building a command line. */
    private int version(Locale locale) {
        try (Console console = plainConsole(new Messages(locale))) {
            console.result("bipctl " + toolkit.version());
            return console.isResultLost() ? lost(locale) : ExitCode.DONE.number();
        }
    }

    private int lost(Locale locale) {
        return refuse(locale, new CtlException(ErrorCode.G108));
    }

    /** What {@code --lang} says, before anything else is understood. */
    private static Optional<String> language(String... arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--lang=")) {
                return Optional.of(arguments[i].substring("--lang=".length()));
            }
            if (arguments[i].equals("--lang") && i + 1 < arguments.length) {
                return Optional.of(arguments[i + 1]);
            }
        }
        return Optional.empty();
    }

    /** Every verb with its options, to be looked at and not run. */
    static CommandLine whole() {
        var line = new CommandLine(new BipctlCommand());
        VERBS.forEach((name, verb) -> line.addSubcommand(name, verb.get()));
        return line;
    }

    /** Only the verb that is asked for is made: picocli looks at each by reflection. */
    private CommandLine commandLine(Locale locale, String... arguments) {
        var root = new CommandLine(equipped(new BipctlCommand()), new Factory());
        List<String> asked =
                VERBS.keySet().stream().filter(Arrays.asList(arguments)::contains).toList();
        for (var verb : VERBS.entrySet()) {
            if (asked.isEmpty() || asked.contains(verb.getKey())) {
                root.addSubcommand(verb.getKey(), equipped(verb.getValue().get()));
            }
        }
        root.setResourceBundle(
                ResourceBundle.getBundle(
                        "bip.ctl.command.usage",
                        locale.getLanguage().equals("pl") ? Language.POLISH : Locale.ROOT));
        root.setUsageHelpAutoWidth(false);
        root.setCaseInsensitiveEnumValuesAllowed(true);
        return root;
    }

    private Verb equipped(Verb verb) {
        verb.equip(toolkit);
        return verb;
    }

    private CtlException usage(Locale locale, ParameterException e) {
        var messages = new Messages(locale);
        String help =
                messages.text("usage.seeHelp", e.getCommandLine().getCommandSpec().qualifiedName());
        return switch (e) {
            case UnmatchedArgumentException unmatched -> {
                List<String> suggestions = unmatched.getSuggestions();
                yield new CtlException(
                        ErrorCode.A100,
                        String.join(" ", unmatched.getUnmatched()),
                        suggestions.isEmpty()
                                ? help
                                : messages.text(
                                        "usage.didYouMean", String.join(", ", suggestions)));
            }
            case MissingParameterException missing ->
                    new CtlException(
                            ErrorCode.A103,
                            messages.text(
                                    "usage.missing",
                                    String.join(
                                            ", ",
                                            missing.getMissing().stream()
                                                    .map(CommandLine.Model.ArgSpec::paramLabel)
                                                    .toList())),
                            help);
            default -> new CtlException(ErrorCode.A103, String.valueOf(e.getMessage()), help);
        };
    }

    private int refuse(Locale locale, CtlException failure) {
        var messages = new Messages(locale);
        try (Console console = plainConsole(messages)) {
            new Failures(messages).lines(failure).forEach(console::warning);
        }
        return failure.code().exitCode().number();
    }

    /** A mistake of ours: the reader gets the code, and with {@code -v} what we need to mend it. */
    private int mistake(Locale locale, String[] arguments, Exception e) {
        var messages = new Messages(locale);
        try (Console console = plainConsole(messages)) {
            var failure = new CtlException(e, ErrorCode.G100, e.toString());
            new Failures(messages).lines(failure).forEach(console::warning);
            if (Arrays.asList(arguments).contains("-v")
                    || Arrays.asList(arguments).contains("--verbose")) {
                var trace = new StringWriter();
                e.printStackTrace(new PrintWriter(trace));
                trace.toString().lines().forEach(console::warning);
            }
            return failure.code().exitCode().number();
        }
    }

    private Console plainConsole(Messages messages) {
        return toolkit.console(
                new Consoles.Options(false, false, true, false, Consoles.Colour.AUTO), messages);
    }

    /** Nested verbs are made by picocli. */
    private final class Factory implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> kind) throws Exception {
            K made = CommandLine.defaultFactory().create(kind);
            if (made instanceof Verb verb) {
                verb.equip(toolkit);
            }
            return made;
        }
    }

    /** The usage text goes out through the console like every result. */
    private final class Printed extends StringWriter {
        private final Locale locale;
        private boolean isLost;

        Printed(Locale locale) {
            this.locale = locale;
        }

        @Override
        public void flush() {
            if (getBuffer().isEmpty()) {
                return;
            }
            try (Console console = plainConsole(new Messages(locale))) {
                toString().lines().forEach(console::result);
                isLost |= console.isResultLost();
            }
            getBuffer().setLength(0);
        }
    }
}

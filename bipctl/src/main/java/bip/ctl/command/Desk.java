package bip.ctl.command;

import bip.ctl.channel.Access;
import bip.ctl.channel.Anchor;
import bip.ctl.channel.BundleGrace;
import bip.ctl.channel.Channel;
import bip.ctl.channel.Channels;
import bip.ctl.channel.KnownReleases;
import bip.ctl.channel.Proxies;
import bip.ctl.layout.Layout;
import bip.ctl.layout.OperationLock;
import bip.ctl.support.CtlException;
import bip.ctl.support.EnvironmentFile;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Messages;
import bip.ctl.support.Phrase;
import bip.ctl.support.Said;
import bip.ctl.terminal.Console;
import bip.ctl.terminal.Language;
import bip.ctl.upgrade.Machine;
import bip.ctl.upgrade.Operations;
import bip.ctl.upgrade.Outcome;
import bip.ctl.upgrade.Planner;
import bip.ctl.upgrade.Refused;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one run of a verb works with: the installation, the reader's language, the console. */
final class Desk implements AutoCloseable {

    /** What the C library calls ENOSPC; Java gives only that text, in English. */
    private static final String NO_SPACE = "No space left on device";

    private static final String CHANNEL_KEY = "BIPCTL_CHANNEL_URL";

    private final Toolkit toolkit;
    private final GlobalOptions options;
    private final Messages messages;
    private final Console console;
    private final Layout layout;
    private final Machine machine;
    private final Operations operations;
    private final ChannelNotices notices;
    private Planner planner;
    private boolean acceptsStale;
    private @Nullable Path carriedFile;
    private @Nullable Channel carried;

    private Desk(Toolkit toolkit, GlobalOptions options, Messages messages, Console console) {
        this.toolkit = toolkit;
        this.options = options;
        this.messages = messages;
        this.console = console;
        this.layout = new Layout(options.root == null ? Path.of("/") : options.root);
        this.machine = toolkit.machine(layout, this::openChannel);
        this.operations = new Operations(machine, toolkit.stop());
        this.planner = new Planner(machine);
        this.notices = new ChannelNotices(this);
    }

    static Desk open(Toolkit toolkit, GlobalOptions options) {
        var locale = Language.of(Optional.ofNullable(options.language), toolkit.environment());
        var messages = new Messages(locale);
        return new Desk(toolkit, options, messages, toolkit.console(options.console(), messages));
    }

    Toolkit toolkit() {
        return toolkit;
    }

    GlobalOptions options() {
        return options;
    }

    Console console() {
        return console;
    }

    Layout layout() {
        return layout;
    }

    Machine machine() {
        return machine;
    }

    Operations operations() {
        return operations;
    }

    Planner planner() {
        return planner;
    }

    /** The person says that this machine's clock is right, whatever the journals say. */
    void trustClock() {
        planner = planner.trustingClock();
    }

    /**
     * A person says that statements of the channel are used although they have expired.
     *
     * @throws CtlException A106 where nobody is there to say so
     */
    void acceptStale() {
        if (options.noInput) {
            throw new CtlException(ErrorCode.A106);
        }
        acceptsStale = true;
    }

    /** What was used although it had expired, for the journal; empty when nothing was. */
    String stale() {
        return notices.stale();
    }

    /**
     * From now on the channel is the one release in {@code file}: a bundle, or an archive that
     * signed statements vouch for.
     */
    void carry(Path file) throws IOException {
        carried =
                Channels.carried(
                        file,
                        anchor(),
                        access(),
                        BundleGrace.of(layout),
                        findChannel().orElse(null));
        carriedFile = file;
    }

    /** The file in which the release was carried here; empty when it comes from a channel. */
    Optional<Path> findCarried() {
        return Optional.ofNullable(carriedFile);
    }

    /** What trust in signed statements begins with. */
    Anchor anchor() {
        return new Anchor(layout.trust(), toolkit.shippedRoot(), machine.clock());
    }

    private Access access() throws IOException {
        var settings = new HashMap<String, String>();
        if (Files.isReadable(layout.toolEnvironment())) {
            settings.putAll(EnvironmentFile.read(layout.toolEnvironment()));
        }
        settings.putAll(toolkit.environment());
        return new Access(
                Proxies.of(settings), Thread::sleep, machine.clock(), acceptsStale, notices);
    }

    /** A text in the reader's language, its commands as they are to be typed here. */
    String text(String key, Object... arguments) {
        var shown = new Object[arguments.length];
        for (int i = 0; i < arguments.length; i++) {
            // Numbers as they are: no thousands separators in process ids and schema numbers.
            shown[i] = arguments[i].toString();
        }
        return typed(messages.text(key, shown));
    }

    /** A text that a lower room made. */
    String text(Phrase phrase) {
        return typed(failures().text(phrase));
    }

    /**
     * Makes sure that this user may look at and change the installation.
     *
     * @param typed the words after {@code bipctl}, for the command that is printed
     */
    void requireRights(String typed) {
        if (layout.isSystem() && !toolkit.isRoot()) {
            throw new CtlException(ErrorCode.S131, typed);
        }
    }

    /** What a server said, in the reader's language, without what would steer the terminal. */
    String said(Said words) {
        return Failures.printable(messages.isPolish() ? words.polish() : words.english());
    }

    /** The one of texts by language that is the reader's; empty when there is none. */
    String inLanguage(Map<String, String> texts) {
        String english = texts.getOrDefault("en", texts.getOrDefault("pl", ""));
        return messages.isPolish() ? texts.getOrDefault("pl", english) : english;
    }

    /** That text of the two that this reader reads, as one of ours. */
    String inLanguage(String polish, String english) {
        return typed(messages.isPolish() ? polish : english);
    }

    /** With {@code --root DIR} in each command that is to be typed next. */
    String typed(String text) {
        return options.root == null ? text : Wording.withRoot(text, options.root);
    }

    /** Says what failed, what state things are in, what to do next. */
    ExitCode fail(CtlException failure) {
        explanation(failure).forEach(console::warning);
        return failure.code().exitCode();
    }

    /** What failed, what state things are in, what to do next, for a result that tells of it. */
    List<String> explanation(CtlException failure) {
        return failures().lines(failure).stream().map(this::typed).toList();
    }

    /** Says what failed, and nothing of what follows from it. */
    void cause(CtlException failure) {
        console.warning(typed(failures().lines(failure).getFirst()));
    }

    private Failures failures() {
        return new Failures(messages, it -> Times.local(it, this));
    }

    /** The one place where what went wrong in a verb becomes an exit code. */
    ExitCode guard(Body body) throws Exception {
        try {
            return body.run();
        } catch (Refused refused) {
            refused.reasons().forEach(this::fail);
            return ExitCode.REFUSED;
        } catch (CtlException failure) {
            return fail(exact(failure));
        } catch (IOException e) {
            return fail(unexpected(e));
        }
    }

    /** Where the journals know what was current, the whole command that puts it back is told. */
    private CtlException exact(CtlException failure) {
        if (failure.code() != ErrorCode.L103) {
            return failure;
        }
        try {
            return operations.findChangedCurrent().orElse(failure);
        } catch (CtlException | IOException unknown) {
            failure.addSuppressed(unknown);
            return failure;
        }
    }

    static CtlException unexpected(IOException e) {
        return String.valueOf(e.getMessage()).contains(NO_SPACE)
                ? new CtlException(e, ErrorCode.G107, full(e))
                : new CtlException(e, ErrorCode.G100, Endings.message(e));
    }

    private static Phrase full(IOException e) {
        String file = e instanceof FileSystemException told ? told.getFile() : null;
        return file == null ? Phrase.of("disk.full") : Phrase.of("disk.fullAt", file);
    }

    /** Takes the lock of the installation. */
    OperationLock lock(String words) throws IOException {
        return OperationLock.acquire(
                layout, words, toolkit.clock().instant(), toolkit.environment());
    }

    /**
     * Deals with an operation that was cut short, before anything else is changed.
     *
     * @return {@code DONE} when nothing is in the way any more
     */
    ExitCode recover() throws IOException {
        try (var show = new OperationShow(this, List.of(), 0)) {
            Optional<Outcome> outcome = operations.recover(show);
            return outcome.isEmpty()
                    ? ExitCode.DONE
                    : new Endings(this).afterRecovery(outcome.get());
        }
    }

    /** A channel is known: by option, environment or the tool's file. */
    Optional<String> findChannel() throws IOException {
        if (options.channel != null) {
            return Optional.of(options.channel);
        }
        String inherited = toolkit.environment().get(CHANNEL_KEY);
        if (inherited != null && !inherited.isBlank()) {
            return Optional.of(inherited);
        }
        return Files.isReadable(layout.toolEnvironment())
                ? Optional.ofNullable(
                        EnvironmentFile.read(layout.toolEnvironment()).get(CHANNEL_KEY))
                : Optional.empty();
    }

    /** What is believed of where releases come from. */
    Trust trust() throws IOException {
        return new Trust(layout.isSystem(), anchor().isThere(), options.unsigned);
    }

    /** What was signed and verified on this machine before; no network. */
    KnownReleases known() throws IOException {
        return KnownReleases.stored(layout.trust(), machine.clock());
    }

    private Channel openChannel() {
        if (carried != null) {
            return carried;
        }
        try {
            String address =
                    findChannel()
                            .orElseThrow(() ->
                                    new CtlException(ErrorCode.A104, layout.toolEnvironment()));
            return trust().isOfSigned()
                    ? Channels.signed(
                            address,
                            anchor(),
                            machine.policy().load().channel().followed(),
                            access())
                    : Channels.unsigned(address, access());
        } catch (IOException e) {
            throw new CtlException(e, ErrorCode.G100, Endings.message(e));
        }
    }

    @Override
    public void close() {
        console.close();
    }

    /** What a verb does. */
    interface Body {
        ExitCode run() throws Exception;
    }
}

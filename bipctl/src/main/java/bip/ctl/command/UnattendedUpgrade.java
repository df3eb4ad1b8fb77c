package bip.ctl.command;

import bip.ctl.channel.Channel;
import bip.ctl.history.History;
import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.support.Failures;
import bip.ctl.support.Phrase;
import bip.ctl.unattended.Decision;
import bip.ctl.unattended.Hours;
import bip.ctl.unattended.Notes;
import bip.ctl.unattended.Notes.Repeat;
import bip.ctl.unattended.Notes.Result;
import bip.ctl.unattended.NotesFile;
import bip.ctl.unattended.Sight;
import bip.ctl.unattended.UnattendedRules;
import bip.ctl.unattended.UnattendedSettings;
import bip.ctl.upgrade.OperationKind;
import bip.ctl.upgrade.OperationRecord;
import bip.ctl.upgrade.OperationRecord.Ending;
import bip.ctl.upgrade.Plan;
import bip.ctl.upgrade.Planned;
import bip.ctl.upgrade.Refused;
import bip.ctl.upgrade.Wanted;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An upgrade without a person, as the timer asks for it each hour: looks at the clock, then at the
 * channel, goes on only where nobody closed the way, and tells what came of it.
 */
final class UnattendedUpgrade {

    private static final String WORDS = "upgrade --unattended";

    private final Desk desk;
    private final boolean isDryRun;
    private final List<String> said;
    private final Instant now;
    private final NotesFile file;
    private Notes notes;

    private UnattendedUpgrade(Desk desk, boolean isDryRun, List<String> said) throws IOException {
        this.desk = desk;
        this.isDryRun = isDryRun;
        this.said = said;
        this.now = desk.machine().clock().instant();
        this.file = new NotesFile(desk.layout());
        this.notes = file.load();
    }

    /**
     * Does it, in the language of those who are told by mail; or says what it would do, in the
     * reader's.
     */
    static ExitCode run(Desk asked, boolean isDryRun) throws Exception {
        var options = asked.options();
        if (options.language == null && !isDryRun) {
            options.language = UnattendedSettings.language(asked.layout()).word();
        }
        var said = KeptConsole.place();
        try (var desk = Desk.open(new UnattendedToolkit(asked.toolkit(), said), options)) {
            var upgrade = new UnattendedUpgrade(desk, isDryRun, said);
            return isDryRun ? desk.guard(() -> upgrade.look().exit()) : upgrade.run();
        }
    }

    private ExitCode run() throws Exception {
        deliverAgain();
        long start = System.nanoTime();
        Came came = cameOf();
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        try {
            tell(came, took);
        } catch (IOException e) {
            // How it ended stands, whether that can be written down or not.
            desk.fail(Desk.unexpected(e));
        }
        return came.exit();
    }

    private void tell(Came came, Duration took) throws IOException, InterruptedException {
        if (came.result() == null) {
            return;
        }
        note(came, came.result());
        if (notes.isDue(came.what(), came.repeat(), now)) {
            deliver(new UnattendedLetter(desk, came, took, said).write(now));
        }
    }

    /** What nobody took the last time. */
    private void deliverAgain() throws IOException, InterruptedException {
        Optional<Notes.Untold> untold = notes.findUntold();
        if (untold.isPresent()) {
            deliver(untold.get().letter());
            said.clear();
        }
    }

    private void deliver(Notes.Letter letter) throws IOException, InterruptedException {
        var untold = new Delivery(desk).of(letter);
        notes = notes.withUntold(untold.orElse(null));
        if (untold.isEmpty()) {
            notes = notes.withTold(letter.what(), now);
        }
        file.save(notes);
    }

    private void note(Came came, Result result) throws IOException {
        notes =
                notes.withLast(
                        new Notes.Last(now, result, came.to(), came.exit().number(), came.code()));
        file.save(notes);
    }

    private Came cameOf() throws Exception {
        try {
            return look();
        } catch (Refused e) {
            return refused(e.reasons());
        } catch (CtlException e) {
            // Another bipctl is at work, and there is a next hour.
            return e.code().exitCode() == ExitCode.LOCKED
                    ? Came.silent(desk.fail(e))
                    : refused(List.of(e));
        } catch (IOException e) {
            return refused(List.of(Desk.unexpected(e)));
        }
    }

    private Came refused(List<CtlException> reasons) {
        reasons.forEach(desk::fail);
        ErrorCode first = reasons.getFirst().code();
        return new Came(
                Result.REFUSED,
                first.exitCode(),
                null,
                null,
                first.id(),
                "refused " + first.id(),
                Repeat.DAILY);
    }

    private Came look() throws Exception {
        var settings = UnattendedSettings.of(desk.layout());
        var zone = Times.zone(desk.layout());
        Hours.Moment moment = settings.hours().at(now, zone);
        var early = UnattendedRules.beforeLooking(settings, moment);
        if (early.isPresent() || !(moment instanceof Hours.Open open)) {
            say(settings, early.orElseThrow(), null);
            return Came.silent(ExitCode.DONE);
        }
        desk.operations().refuseWhileUnfinished();
        if (isDryRun) {
            return decide(settings, open);
        }
        try (var lock = desk.lock(WORDS)) {
            refuseIfUnfinished();
            return decide(settings, open);
        }
    }

    /** Under the lock nobody else can be at it. */
    private void refuseIfUnfinished() throws IOException {
        Optional<OperationRecord> unfinished = desk.operations().findUnfinished();
        if (unfinished.isPresent()) {
            var it = unfinished.get();
            throw new CtlException(
                    ErrorCode.U120,
                    Phrase.of("kind." + it.kind().word()),
                    Failures.printable(it.to()),
                    it.started());
        }
    }

    private Came decide(UnattendedSettings settings, Hours.Open open) throws Exception {
        Sight sight = sight();
        boolean isRevoked = tellRevoked(sight);
        return switch (UnattendedRules.decide(settings, open, now, sight, notes.lastTried())) {
            case Decision.Refuse(var why) -> throw why;
            case Decision.Wait wait -> {
                say(settings, wait, sight);
                yield isRevoked ? runsOn(sight) : waits(wait);
            }
            case Decision.Go(_) -> upgrade(sight, isRevoked);
        };
    }

    private Sight sight() throws IOException, InterruptedException {
        var machine = desk.machine();
        ReleaseVersion current =
                machine.generations()
                        .standing()
                        .orElseThrow(() -> new CtlException(ErrorCode.U100))
                        .release()
                        .version();
        Channel channel = machine.channel().get();
        return new Sight(
                current,
                channel.releases(),
                channel.offers(),
                machine.policy().load().at(now),
                lastTook());
    }

    private Duration lastTook() throws IOException {
        return new History(desk.layout())
                .list().stream()
                        .filter(it -> it.kind() == OperationKind.UPGRADE)
                        .filter(it -> it.ending() == Ending.DONE)
                        .findFirst()
                        .map(OperationRecord::took)
                        .orElse(Duration.ZERO);
    }

    private boolean tellRevoked(Sight sight) {
        var revocation = sight.findRevocation();
        revocation.ifPresent(it -> desk.fail(Revoked.running(sight.current(), it)));
        return revocation.isPresent();
    }

    private static Came runsOn(Sight sight) {
        String version = sight.current().toString();
        return new Came(
                Result.REVOKED,
                ExitCode.ATTENTION,
                version,
                version,
                null,
                "revoked " + version,
                Repeat.DAILY);
    }

    private static Came waits(Decision.Wait wait) {
        String version = wait.findWaiting().map(ReleaseVersion::toString).orElse(null);
        return new Came(
                version == null ? Result.CURRENT : Result.WAITING,
                ExitCode.DONE,
                null,
                version,
                null,
                "waits " + wait.why() + " " + version,
                wait.why().isTold() ? Repeat.ONCE : Repeat.NEVER);
    }

    private static Decision.Wait blocked(Plan plan) {
        return new Decision.Wait(Decision.Why.BLOCKED, plan.target());
    }

    private void say(UnattendedSettings settings, Decision.Wait wait, @Nullable Sight sight) {
        desk.console()
                .result(
                        desk.text(
                                "unattended.wait." + wait.why().name(),
                                wait.findWaiting().map(Object::toString).orElse("-"),
                                sight == null ? "-" : sight.current(),
                                settings.hours().window().text(),
                                UnattendedFacts.next(desk, settings, now)));
        if (wait.why() == Decision.Why.HELD && sight != null) {
            sight.policy()
                    .findHold()
                    .ifPresent(it -> desk.console().result(Holding.text(desk, it)));
        }
    }

    private Came upgrade(Sight sight, boolean isRevoked) throws Exception {
        return switch (desk.planner().planUpgrade(new Wanted.Usual())) {
            case Planned.AlreadyCurrent _ -> {
                desk.console().result(desk.text("operation.current", sight.current()));
                yield isRevoked
                        ? runsOn(sight)
                        : waits(new Decision.Wait(Decision.Why.CURRENT, null));
            }
            case Planned.Ready(var plan) -> {
                OperationVerb.requireTrust(desk, plan.source());
                if (plan.isBlocked()) {
                    throw new CtlException(ErrorCode.P102, plan.target());
                }
                yield isDryRun ? show(plan) : carryOut(sight, plan);
            }
        };
    }

    private Came show(Plan plan) throws Exception {
        desk.console().result(desk.text("unattended.would"));
        return Came.silent(OperationVerb.show(desk, new Planned.Ready(plan)));
    }

    private Came carryOut(Sight sight, Plan plan) throws Exception {
        desk.console().notice(desk.text("unattended.begins", sight.current(), plan.target()));
        notes = notes.withTried(now);
        file.save(notes);
        ExitCode exit = OperationVerb.perform(desk, plan);
        if (exit == ExitCode.DOWNLOAD_FAILED) {
            // What came so far is kept, and the next hour goes on from there.
            notes = notes.withoutTry();
        }
        boolean isDone = exit == ExitCode.DONE;
        if (!isDone) {
            // Why it is blocked from now on stands in the same mail.
            notes = notes.withTold(waits(blocked(plan)).what(), now);
        }
        return new Came(
                isDone ? Result.INSTALLED : Result.FAILED,
                exit,
                sight.current().toString(),
                plan.target().toString(),
                null,
                "failed " + exit.number() + " " + plan.target(),
                isDone ? Repeat.ALWAYS : Repeat.DAILY);
    }

    /**
     * What came of it.
     *
     * @param result null where nobody asked for anything
     * @param from version that ran before
     * @param to version that it is about
     * @param code of what was refused
     * @param what is told, to know it again
     */
    record Came(
            @Nullable Result result,
            ExitCode exit,
            @Nullable String from,
            @Nullable String to,
            @Nullable String code,
            String what,
            Repeat repeat) {

        static Came silent(ExitCode exit) {
            return new Came(null, exit, null, null, null, "", Repeat.NEVER);
        }
    }
}

package bip.ctl.command;

import bip.ctl.release.ReleaseVersion;
import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import bip.ctl.support.ExitCode;
import bip.ctl.upgrade.OperationKind;
import bip.ctl.upgrade.Outcome;
import bip.ctl.upgrade.Plan;
import bip.ctl.upgrade.Refused;
import java.time.Duration;
import java.util.List;

/** Says how an operation ended, and turns that into an exit code. */
final class Endings {

    private final Desk desk;

    Endings(Desk desk) {
        this.desk = desk;
    }

    ExitCode of(Plan plan, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var now, _, var took) when plan.kind() == OperationKind.IMPORT -> {
                desk.console().result(desk.text("operation.imported", now, seconds(took)));
                yield ExitCode.DONE;
            }
            case Outcome.Done(var now, var generation, var took) -> {
                desk.console()
                        .result(
                                desk.text(
                                        "operation.done",
                                        now,
                                        generation,
                                        desk.machine().probe().get().address().url(),
                                        seconds(took)));
                RestorationShow.after(desk, plan).forEach(desk.console()::notice);
                plan.findGoal()
                        .ifPresent(it -> desk.console().result(desk.text("operation.goOn", it)));
                yield ExitCode.DONE;
            }
            case Outcome.Failed(var step, var cause) -> failed(step, cause);
            case Outcome.RolledBack rolledBack -> rolledBack(plan, rolledBack);
            case Outcome.Stuck stuck -> stuck(stuck);
            case Outcome.Unfinished(var step, var cause) ->
                    desk.fail(new CtlException(ErrorCode.U133, title(step), message(cause)));
        };
    }

    /** Whether the command may go on after an operation that was cut short was dealt with. */
    ExitCode afterRecovery(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var now, var generation, _) -> {
                desk.console().notice(finished(now, generation));
                yield ExitCode.DONE;
            }
            case Outcome.Failed _, Outcome.RolledBack _ -> {
                desk.console().notice(desk.text("recover.undone"));
                yield ExitCode.DONE;
            }
            case Outcome.Stuck stuck -> stuck(stuck);
            case Outcome.Unfinished(var step, var cause) ->
                    desk.fail(new CtlException(ErrorCode.U133, title(step), message(cause)));
        };
    }

    private String finished(ReleaseVersion now, int generation) {
        return desk.text(generation == 0 ? "recover.imported" : "recover.finished", now);
    }

    /** The same for a command that was to do just that: what came of it is its result. */
    ExitCode ofRecovery(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(var now, var generation, _) -> {
                desk.console().result(finished(now, generation));
                yield ExitCode.DONE;
            }
            case Outcome.Failed _, Outcome.RolledBack _ -> {
                desk.console().result(desk.text("recover.undone"));
                yield ExitCode.DONE;
            }
            case Outcome.Stuck _, Outcome.Unfinished _ -> afterRecovery(outcome);
        };
    }

    /** Nothing was switched: the exit code is the cause's. */
    private ExitCode failed(String step, Exception cause) {
        return switch (cause) {
            case Refused refused -> {
                refused.reasons().forEach(desk::fail);
                yield ExitCode.REFUSED;
            }
            case InterruptedException _ -> desk.fail(new CtlException(ErrorCode.U135, title(step)));
            case CtlException failure -> desk.fail(failure);
            default -> desk.fail(new CtlException(ErrorCode.U130, title(step), message(cause)));
        };
    }

    private ExitCode rolledBack(Plan plan, Outcome.RolledBack outcome) {
        String step = title(outcome.step());
        if (outcome.cause() instanceof InterruptedException) {
            return desk.fail(new CtlException(ErrorCode.U135, step));
        }
        causes(outcome.cause());
        return outcome.findStill().isPresent()
                ? desk.fail(
                        new CtlException(
                                ErrorCode.U134, plan.target(), step, outcome.findStill().get()))
                : desk.fail(new CtlException(ErrorCode.U136, plan.target(), step));
    }

    private ExitCode stuck(Outcome.Stuck stuck) {
        stuck.findCause().ifPresent(this::causes);
        String undoing = title(stuck.notUndone());
        if (stuck.undoCause() instanceof CtlException failure) {
            desk.cause(failure);
        }
        return desk.fail(
                new CtlException(
                        stuck.wasSwitched() ? ErrorCode.U131 : ErrorCode.U132,
                        undoing,
                        message(stuck.undoCause())));
    }

    private void causes(Exception cause) {
        List<CtlException> failures =
                switch (cause) {
                    case Refused refused -> refused.reasons();
                    case CtlException failure -> List.of(failure);
                    default -> List.of();
                };
        failures.forEach(desk::cause);
        if (failures.isEmpty()) {
            desk.console().warning(message(cause));
        }
    }

    private String title(String step) {
        return step.isEmpty() ? "?" : desk.text("step." + step);
    }

    /** What the system said, e.g. {@code No space left on device}. */
    static String message(Exception e) {
        return e instanceof CtlException failure
                ? failure.code().id()
                : e.getClass().getSimpleName()
                        + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }

    private static String seconds(Duration took) {
        return "%.1f".formatted(took.toMillis() / 1000.0);
    }
}

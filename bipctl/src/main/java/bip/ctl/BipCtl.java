package bip.ctl;

import bip.ctl.command.CommandLines;
import bip.ctl.upgrade.StopSignal;
import java.util.concurrent.CountDownLatch;

/** The main class. */
public final class BipCtl {

    private BipCtl() {}

    /** Runs one command and ends with its exit code. */
    public static void main(String[] arguments) {
        var stop = new StopSignal();
        var done = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopOrderly(stop, done), "stop"));
        System.exit(run(stop, done, arguments));
    }

    /** However it ends: who waits for the end would wait for ever. */
    private static int run(StopSignal stop, CountDownLatch done, String... arguments) {
        try {
            return new CommandLines(Toolbox.ofThisProcess(stop)).run(arguments);
        } finally {
            done.countDown();
        }
    }

    /**
     * After a signal: asks the operation to stop, and keeps the process until it is undone. The JVM
     * then ends with 130 for SIGINT and 143 for SIGTERM by itself. At an ordinary end nothing is
     * left to wait for.
     */
    private static void stopOrderly(StopSignal stop, CountDownLatch done) {
        if (done.getCount() == 0) {
            return;
        }
        stop.request();
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package bip.server;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The signals that the server understands: SIGHUP reopens the log file, SIGTERM and SIGINT end it.
 * SIGHUP would kill a JVM without a handler, so it is installed before anything else.
 */
final class Signals {
    private final AtomicReference<Runnable> onHangup = new AtomicReference<>(() -> {});
    private final CountDownLatch ending = new CountDownLatch(1);

    private Signals() {}

    static Signals install() {
        Signals signals = new Signals();
        handle("HUP", () -> signals.onHangup.get().run());
        return signals;
    }

    /** From now on SIGHUP runs {@code reaction}. */
    void onHangup(Runnable reaction) {
        onHangup.set(reaction);
    }

    /** From now on SIGTERM and SIGINT no longer kill: {@link #awaitEnd} returns instead. */
    void catchEnd() {
        handle("TERM", () -> ending.countDown());
        handle("INT", () -> ending.countDown());
    }

    void awaitEnd() throws InterruptedException {
        ending.await();
    }

    /**
     * {@code sun.misc.Signal.handle(new Signal(name), handler)}. By name, because javac warns of
     * every mention of that class, and nothing else in Java handles a signal.
     */
    private static void handle(String name, Runnable reaction) {
        try {
            MethodHandles.Lookup lookup = MethodHandles.publicLookup();
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            MethodHandle run =
                    lookup.findVirtual(Runnable.class, "run", MethodType.methodType(void.class))
                            .bindTo(reaction);
            MethodHandle install =
                    lookup.findStatic(
                            signal, "handle", MethodType.methodType(handler, signal, handler));
            install.invoke(
                    signal.getConstructor(String.class).newInstance(name),
                    MethodHandleProxies.asInterfaceInstance(
                            handler, MethodHandles.dropArguments(run, 0, signal)));
        } catch (Throwable e) {
            throw new IllegalStateException("this Java cannot handle SIG" + name, e);
        }
    }
}

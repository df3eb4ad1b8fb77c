package bip.ctl.terminal;

import bip.ctl.support.Messages;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** How far something is, how fast it goes and how long it will take. */
final class Ticker {

    /** Before this a rate says nothing. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private static final double KIBIBYTE = 1024;
    private static final double MEBIBYTE = 1024 * KIBIBYTE;

    private final Messages messages;
    private final InstantSource time;
    private final Instant start;
    private final long total;
    private long done;

    /**
     * Starts now.
     *
     * @param total bytes; 0 when unknown
     */
    Ticker(Messages messages, InstantSource time, long total) {
        this.messages = messages;
        this.time = time;
        this.start = time.instant();
        this.total = total;
    }

    void advanceTo(long bytes) {
        done = Math.max(done, bytes);
    }

    Duration elapsed() {
        return Duration.between(start, time.instant());
    }

    /** Empty when the total is unknown; never above 100. */
    Optional<Integer> percent() {
        return total <= 0
                ? Optional.empty()
                : Optional.of((int) Math.min(100, done * 100.0 / total));
    }

    /** {@code 34 % · 12.1 MiB/s · 8 s left}, as much of it as is known. */
    String text() {
        var text = new StringBuilder(percent().map(p -> p + " %").orElse(""));
        rate().ifPresent(rate -> add(text, rateText(rate)));
        left().ifPresent(left -> add(text, messages.text("progress.left", whole(left))));
        if (text.isEmpty()) {
            // Parts of a second only flicker.
            text.append(whole(elapsed()));
        }
        return text.toString();
    }

    /** How long it took: {@code 340 ms}, {@code 2.4 s}, {@code 3 min 20 s}. */
    String elapsedText() {
        return duration(elapsed());
    }

    private static void add(StringBuilder text, String part) {
        text.append(text.isEmpty() ? "" : ", ").append(part);
    }

    /** Bytes a second. */
    private Optional<Double> rate() {
        Duration elapsed = elapsed();
        return done == 0 || elapsed.compareTo(LEAST) < 0
                ? Optional.empty()
                : Optional.of(done * 1000.0 / elapsed.toMillis());
    }

    private Optional<Duration> left() {
        return total <= 0 || done >= total
                ? Optional.empty()
                : rate().map(rate -> Duration.ofSeconds((long) Math.ceil((total - done) / rate)));
    }

    private String rateText(double rate) {
        return rate >= MEBIBYTE
                ? messages.text("progress.mebibytes", oneDigit(rate / MEBIBYTE))
                : messages.text("progress.kibibytes", oneDigit(rate / KIBIBYTE));
    }

    private String duration(Duration duration) {
        if (duration.toMillis() < 1000) {
            return duration.toMillis() + " ms";
        }
        if (duration.toSeconds() < 10) {
            return oneDigit(duration.toMillis() / 1000.0) + " s";
        }
        return whole(duration);
    }

    private static String whole(Duration duration) {
        return duration.toMinutes() < 1
                ? duration.toSeconds() + " s"
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    private String oneDigit(double number) {
        return String.format(messages.locale(), "%.1f", number);
    }
}

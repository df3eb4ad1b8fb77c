package bip.ctl.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class WriteBehindTest {

    private final List<String> done = new CopyOnWriteArrayList<>();

    /** More than there are buffers, so each is used again and again. */
    @Test
    void takesBuffersInOrder() throws IOException {
        try (var behind = new WriteBehind()) {
            for (int i = 0; i < 100; i++) {
                byte[] text = ("part " + i).getBytes(StandardCharsets.UTF_8);
                byte[] buffer = behind.buffer();
                System.arraycopy(text, 0, buffer, 0, text.length);
                behind.take(
                        buffer,
                        text.length,
                        (bytes, count) ->
                                done.add(new String(bytes, 0, count, StandardCharsets.UTF_8)));
            }
            behind.finish();
        }
        assertThat(done).hasSize(100).startsWith("part 0", "part 1").endsWith("part 99");
    }

    @Test
    void doesNothingAfterAFailureButWhatMustBe() throws IOException {
        try (var behind = new WriteBehind()) {
            byte[] buffer = behind.buffer();
            behind.then(() -> done.add("first"));
            behind.then(() -> {
                throw new IOException("no space left");
            });
            behind.then(() -> done.add("never"));
            behind.take(buffer, 1, (_, _) -> done.add("never"));
            behind.inAnyCase(() -> done.add("closed"));
            assertThatThrownBy(behind::finish)
                    .isInstanceOf(IOException.class)
                    .hasMessage("no space left");
            assertThatThrownBy(behind::buffer).hasMessage("no space left");
        }
        assertThat(done).containsExactly("first", "closed");
    }

    /** The caller fills no more buffers than there are, however slow the disk is. */
    @Test
    void answersAnInterruptionAsAChannelDoes() throws IOException {
        var disk = new CountDownLatch(1);
        try (var behind = new WriteBehind()) {
            behind.then(() -> {
                try {
                    disk.await();
                } catch (InterruptedException e) {
                    done.add("stopped");
                }
            });
            Thread.currentThread().interrupt();
            assertThatThrownBy(
                            () -> {
                                while (true) {
                                    behind.take(behind.buffer(), 1, (_, _) -> {});
                                }
                            })
                    .isInstanceOf(ClosedByInterruptException.class);
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(done).containsExactly("stopped");
    }
}

package bip.packaging;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/**
 * A clock that is wrong by as much as a file says, for the programs that are started with its
 * environment. It may be moved while they run. A library put before the C library's does that; the
 * clock that measures durations stays right.
 */
record WrongClock(Path folder) {

    private static final String SOURCE =
            """
            #define _GNU_SOURCE
            #include <dlfcn.h>
            #include <fcntl.h>
            #include <stdlib.h>
            #include <sys/mman.h>
            #include <sys/time.h>
            #include <time.h>
            #include <unistd.h>
            static int (*real)(clockid_t, struct timespec *);
            static volatile long *offset;
            __attribute__((constructor)) static void begin(void) {
                const char *file = getenv("WRONG_CLOCK");
                real = dlsym(RTLD_NEXT, "clock_gettime");
                int fd = file ? open(file, O_RDONLY | O_CLOEXEC) : -1;
                void *map = fd < 0 ? MAP_FAILED : mmap(0, sizeof(long), PROT_READ, MAP_SHARED, fd, 0);
                if (map != MAP_FAILED) offset = map;
                if (fd >= 0) close(fd);
            }
            int clock_gettime(clockid_t id, struct timespec *now) {
                int result = real(id, now);
                if (offset && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) now->tv_sec += *offset;
                return result;
            }
            int gettimeofday(struct timeval *now, void *zone) {
                struct timespec t;
                int result = clock_gettime(CLOCK_REALTIME, &t);
                now->tv_sec = t.tv_sec;
                now->tv_usec = t.tv_nsec / 1000;
                return result;
            }
            time_t time(time_t *now) {
                struct timespec t;
                clock_gettime(CLOCK_REALTIME, &t);
                if (now) *now = t.tv_sec;
                return t.tv_sec;
            }
            """;

    /** The one in {@code folder}; right until it is moved. */
    static WrongClock in(Path folder) throws IOException, InterruptedException {
        var clock = new WrongClock(folder);
        if (!Files.exists(clock.library())) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("clock.c"), SOURCE);
            Programs.run(
                    List.of("cc", "-shared", "-fPIC", "-O2", "-o", "clock.so", "clock.c", "-ldl"),
                    folder);
            clock.move(0);
        }
        return clock;
    }

    /** From now on it is wrong by that. */
    void move(int days) throws IOException {
        var bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder());
        // Written over in place: a file that is empty for a moment would kill whoever has it
        // mapped.
        Files.write(
                offset(),
                bytes.putLong(Duration.ofDays(days).toSeconds()).array(),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
    }

    /** Assignments for a program that is to live by it. */
    String environment() {
        return "LD_PRELOAD=" + library() + " WRONG_CLOCK=" + offset();
    }

    private Path library() {
        return folder.resolve("clock.so");
    }

    private Path offset() {
        return folder.resolve("offset");
    }
}

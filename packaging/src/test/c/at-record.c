/*
 * Stops bipctl exactly at a record of its journal. Preloaded by the tests of interruptions; acts only on a file named
 * journal.ndjson, so that a server or a shell that inherits it is left alone.
 *
 *   BIP_AT_RECORD="MODE MOMENT N FOLDER"
 *
 *   MODE    kill: SIGKILL to itself · stop: SIGSTOP to itself, after making FOLDER/reached · pause: at every record,
 *           makes FOLDER/reached and waits until a byte can be read from the pipe FOLDER/go
 *   MOMENT  before: the act is done, its record not yet written · after: the record is on the disk
 *   N       record, counted from 1 in this process; pause ignores it
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define JOURNAL "/journal.ndjson"

static char mode[16], moment[16], folder[2048];
static int wanted, written, paused;

__attribute__((constructor)) static void read_wish(void) {
    const char *wish = getenv("BIP_AT_RECORD");
    if (!wish || sscanf(wish, "%15s %15s %d %2047s", mode, moment, &wanted, folder) < 3)
        mode[0] = 0;
}

static int is_journal(int fd) {
    char link[64], name[4096];
    if (!mode[0])
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, name, sizeof name);
    size_t end = strlen(JOURNAL);
    return length > (ssize_t)end && !memcmp(name + length - end, JOURNAL, end);
}

static void tell(void) {
    char name[4096];
    snprintf(name, sizeof name, "%s/reached", folder);
    int fd = open(name, O_CREAT | O_WRONLY, 0644);
    if (fd >= 0)
        close(fd);
}

static void wait_for_go(void) {
    char name[4096], byte;
    snprintf(name, sizeof name, "%s/go", folder);
    int fd = open(name, O_RDONLY);
    if (fd < 0 || read(fd, &byte, 1) != 1)
        _exit(99);
    close(fd);
}

static void reached(void) {
    if (!strcmp(mode, "kill"))
        kill(getpid(), SIGKILL);
    tell();
    if (!strcmp(mode, "stop"))
        kill(getpid(), SIGSTOP);
    else
        wait_for_go();
}

static int is_pause(void) { return !strcmp(mode, "pause"); }

ssize_t write(int fd, const void *bytes, size_t count) {
    static ssize_t (*real)(int, const void *, size_t);
    if (!real)
        real = dlsym(RTLD_NEXT, "write");
    if (!is_journal(fd))
        return real(fd, bytes, count);
    if (!is_pause() && !strcmp(moment, "before") && written == wanted - 1)
        reached();
    ssize_t done = real(fd, bytes, count);
    if (done > 0 && ((const char *)bytes)[done - 1] == '\n')
        written++;
    return done;
}

static int synced(int fd, int result) {
    if (result || !is_journal(fd))
        return result;
    if (is_pause() ? written > paused : !strcmp(moment, "after") && written == wanted && paused != written) {
        paused = written;
        reached();
    }
    return result;
}

int fsync(int fd) {
    static int (*real)(int);
    if (!real)
        real = dlsym(RTLD_NEXT, "fsync");
    return synced(fd, real(fd));
}

int fdatasync(int fd) {
    static int (*real)(int);
    if (!real)
        real = dlsym(RTLD_NEXT, "fdatasync");
    return synced(fd, real(fd));
}

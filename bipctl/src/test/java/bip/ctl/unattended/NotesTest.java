package bip.ctl.unattended;

import static org.assertj.core.api.Assertions.assertThat;

import bip.ctl.layout.Layout;
import bip.ctl.unattended.Notes.Last;
import bip.ctl.unattended.Notes.Letter;
import bip.ctl.unattended.Notes.Repeat;
import bip.ctl.unattended.Notes.Result;
import bip.ctl.unattended.Notes.Untold;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T01:00:00.25Z");

    @TempDir Path folder;

    private NotesFile file() {
        return new NotesFile(new Layout(folder));
    }

    @Test
    void areKept() throws Exception {
        assertThat(file().load()).isEqualTo(Notes.EMPTY);
        var letter = new Letter(NOW, "failed 30 1.1.0", "bip: zażółć", "Treść\n");
        var notes =
                Notes.EMPTY
                        .withLast(new Last(NOW, Result.FAILED, "1.1.0", 30, null))
                        .withTried(NOW)
                        .withTold("waits HELD 1.1.0", NOW)
                        .withUntold(new Untold(letter, false, "75 try later"));
        file().save(notes);
        assertThat(file().load()).isEqualTo(notes);
        notes = Notes.EMPTY.withLast(new Last(NOW, Result.REFUSED, null, 21, "BIP-C121"));
        file().save(notes);
        assertThat(file().load()).isEqualTo(notes);
        assertThat(notes.lastTried()).isEqualTo(Instant.MIN);
    }

    /** A second mail is no reason to leave a hole open. */
    @Test
    void thatCannotBeReadAreNone() throws Exception {
        file().save(Notes.EMPTY.withTried(NOW));
        Path kept = new Layout(folder).unattended();
        String good = Files.readString(kept);
        for (String bad :
                new String[] {
                    "", "{}", "x", good.replace("v1", "v2"), good.replace("2026-11-24T", "")
                }) {
            Files.writeString(kept, bad);
            assertThat(file().load()).as(bad).isEqualTo(Notes.EMPTY);
        }
    }

    @Test
    void sayWhatIsToldAgain() {
        var notes = Notes.EMPTY;
        assertThat(notes.isDue("x", Repeat.ONCE, NOW)).isTrue();
        assertThat(notes.isDue("x", Repeat.DAILY, NOW)).isTrue();
        assertThat(notes.isDue("x", Repeat.NEVER, NOW)).isFalse();
        notes = notes.withTold("x", NOW);
        Instant nextHour = NOW.plus(Duration.ofHours(1));
        Instant nextNight = NOW.plus(Duration.ofHours(23));
        assertThat(notes.isDue("x", Repeat.ONCE, nextNight)).isFalse();
        assertThat(notes.isDue("x", Repeat.DAILY, nextHour)).isFalse();
        assertThat(notes.isDue("x", Repeat.DAILY, nextNight)).isTrue();
        assertThat(notes.isDue("x", Repeat.DAILY, NOW.minus(Duration.ofDays(365)))).isTrue();
        assertThat(notes.isDue("x", Repeat.ALWAYS, nextHour)).isTrue();
        assertThat(notes.isDue("y", Repeat.ONCE, nextHour)).isTrue();
    }

    @Test
    void doNotGrowForEver() {
        var notes = Notes.EMPTY;
        for (int i = 0; i < 60; i++) {
            notes = notes.withTold("waits " + i, NOW.plusSeconds(i));
        }
        assertThat(notes.told()).hasSize(50).containsKey("waits 59").doesNotContainKey("waits 9");
    }
}

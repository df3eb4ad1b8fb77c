package bip.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import bip.server.testing.DemoBulletin;
import bip.server.testing.MigratedDatabase;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.ibatis.annotations.Insert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written aside is written like all else, and goes unseen where it is to. */
class SideWriterTest {
    interface Terms {
        @Insert("INSERT INTO glossary_term VALUES (hex(randomblob(8)), 'x')")
        int add();
    }

    @TempDir private Path folder;
    private final AtomicBoolean frozen = new AtomicBoolean();
    private Path file;
    private Database database;

    @BeforeEach
    void open() throws Exception {
        file = MigratedDatabase.at(folder.resolve("bip.db"));
        database = Database.open(file, frozen::get);
        assertThat(database.sawCommit()).isTrue();
        assertThat(database.sawCommit()).isFalse();
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void overlooksWhatIsWrittenAside() throws Exception {
        try (CommitWatch other = database.watchCommits()) {
            other.sawCommit();
            database.writeAside(Terms.class, Terms::add);

            assertThat(database.sawCommit()).isFalse();
            assertThat(other.sawCommit()).isTrue();
            assertThat(count()).isEqualTo("1");
        }
    }

    @Test
    void seesEveryOtherCommit() throws Exception {
        database.write(Terms.class, Terms::add);
        assertThat(database.sawCommit()).isTrue();

        DemoBulletin.execute(file, "INSERT INTO glossary_term VALUES ('a', 'b')");
        assertThat(database.sawCommit()).isTrue();

        database.writeAside(Terms.class, Terms::add);
        DemoBulletin.execute(file, "INSERT INTO glossary_term VALUES ('c', 'd')");
        database.writeAside(Terms.class, Terms::add);
        assertThat(database.sawCommit()).isTrue();
        assertThat(database.sawCommit()).isFalse();
    }

    @Test
    void writesNothingWhileNothingMayBeWritten() throws Exception {
        frozen.set(true);
        assertThatThrownBy(() -> database.writeAside(Terms.class, Terms::add))
                .isInstanceOf(FrozenException.class);

        frozen.set(false);
        assertThatThrownBy(() ->
                        database.writeAside(
                                Terms.class,
                                terms -> {
                                    frozen.set(true);
                                    return terms.add();
                                }))
                .isInstanceOf(FrozenException.class);
        assertThat(count()).isEqualTo("0");

        frozen.set(false);
        database.writeAside(Terms.class, Terms::add);
        assertThat(count()).isEqualTo("1");
    }

    @Test
    void takesBackWhatFailed() throws Exception {
        assertThatThrownBy(() ->
                        database.writeAside(
                                Terms.class,
                                terms -> {
                                    terms.add();
                                    throw new IllegalStateException("planted");
                                }))
                .hasMessage("planted");

        assertThat(count()).isEqualTo("0");
        assertThat(database.write(Terms.class, Terms::add)).isEqualTo(1);
    }

    private String count() throws Exception {
        return DemoBulletin.query(file, "SELECT count(*) FROM glossary_term").getFirst();
    }
}

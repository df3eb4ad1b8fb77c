package bip.server.search;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Database;
import bip.server.errortracking.ErrorReporter;
import bip.server.label.LabelCatalog;
import bip.server.statistics.VisitCounter;
import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.Patience;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.ibatis.annotations.Update;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * All pages are compared with the index when something was published, and not when visits were
 * counted: in a big bulletin a comparison is dear, and visits are written each minute.
 */
class ComparisonsTest {
    private static final ZoneId WARSAW = ZoneId.of("Europe/Warsaw");

    /** Longer than the keeper lets pass between two looks. */
    private static final int LOOKS_MILLIS = 2_500;

    interface Pages {
        @Update("UPDATE page SET state = state WHERE id = 1")
        int touch();
    }

    @TempDir private Path folder;
    private final Logger logger = (Logger) LoggerFactory.getLogger(IndexKeeper.class);
    private final Comparisons comparisons = new Comparisons();

    @BeforeEach
    void listen() {
        comparisons.start();
        logger.setLevel(Level.DEBUG);
        logger.addAppender(comparisons);
    }

    @AfterEach
    void noLonger() {
        logger.detachAppender(comparisons);
        logger.setLevel(null);
    }

    @Test
    void comparesAfterAPublicationAndNotAfterAFlushOfVisits() throws Exception {
        Path data = ImportedBulletin.in(folder);
        try (Database database = Database.open(data.resolve("bip.db"));
                SearchFeature _ = open(database, data.resolve("index"))) {
            Patience.await("compared at the start", () -> comparisons.count() > 0);
            Thread.sleep(LOOKS_MILLIS);
            int before = comparisons.count();

            for (int flush = 0; flush < 3; flush++) {
                try (var visits = VisitCounter.start(database, InstantSource.system(), WARSAW)) {
                    visits.count(1);
                }
            }
            Thread.sleep(LOOKS_MILLIS);
            assertThat(DemoBulletin.query(data.resolve("bip.db"), "SELECT visits FROM visit_count"))
                    .containsExactly("3");
            assertThat(comparisons.count()).isEqualTo(before);

            database.write(Pages.class, Pages::touch);
            Patience.await("compared again", () -> comparisons.count() > before);
            int after = comparisons.count();
            DemoBulletin.execute(data.resolve("bip.db"), "UPDATE page SET state = state");
            Patience.await("another process's is seen", () -> comparisons.count() > after);
        }
    }

    private static SearchFeature open(Database database, Path index) {
        return SearchFeature.open(
                database,
                index,
                _ -> List.of(),
                new LabelCatalog(database),
                new Markdown(),
                new PolishDates(WARSAW),
                ErrorReporter.none());
    }

    private static final class Comparisons extends AppenderBase<ILoggingEvent> {
        private final AtomicInteger count = new AtomicInteger();

        int count() {
            return count.get();
        }

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getMessage().contains("compared with the database")) {
                count.incrementAndGet();
            }
        }
    }
}

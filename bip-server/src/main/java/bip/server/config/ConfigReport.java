package bip.server.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What reading the configuration showed.
 *
 * @param problems why the server must not start
 * @param warnings what it starts in spite of
 * @param settings every known key, in the order read
 */
public record ConfigReport(List<Remark> problems, List<Remark> warnings, List<Setting> settings) {

    public ConfigReport {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        settings = List.copyOf(settings);
    }

    /** The server may start. */
    public boolean isOk() {
        return problems.isEmpty();
    }

    /** Something about one key. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Remark(String key, String problem, @Nullable String hint) {
        /** As one line for people. */
        public String line() {
            return key + ": " + problem + (hint == null ? "" : " (" + hint + "?)");
        }
    }

    /**
     * One key's value.
     *
     * @param value as text, masked when secret
     * @param origin {@code environment} or {@code default}
     */
    public record Setting(String key, String value, String origin) {}
}

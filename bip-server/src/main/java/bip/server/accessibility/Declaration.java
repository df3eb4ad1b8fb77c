package bip.server.accessibility;

import bip.server.text.Markdown;
import bip.server.text.PhoneAddress;
import bip.server.text.PolishDates;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The declaration as its template needs it. What nobody has entered yet is empty; the template says
 * so in its place, so that each id is there in any case.
 *
 * @param body name of the public body
 * @param url of this site, absolute where that is known
 * @param status {@code full}, {@code partial}, {@code none} or {@code unknown}
 * @param method {@code self}, {@code external} or {@code unknown}
 * @param reviewed empty until the first review
 * @param nonCompliance safe HTML, as the texts after it
 */
record Declaration(
        String body,
        String url,
        String status,
        String method,
        Day published,
        Day updated,
        Day drawnUp,
        Day reviewed,
        String contact,
        String email,
        String phone,
        String nonCompliance,
        String outOfScope,
        String excessiveCost,
        String architecture,
        String communication,
        String applications) {

    private static final String UNKNOWN = "unknown";

    /** For a telephone to call; empty when it cannot be told. */
    public String phoneHref() {
        return PhoneAddress.of(phone);
    }

    /** What the office entered. */
    static Declaration of(
            AccessibilityStatement it, OfficeData office, Markdown markdown, PolishDates dates) {
        var html = new Texts(markdown);
        return new Declaration(
                office.name(),
                office.url(),
                it.status().stored(),
                it.method().stored(),
                Day.of(it.publishedOn(), dates),
                Day.of(it.updatedOn(), dates),
                Day.of(it.drawnUpOn(), dates),
                Day.of(it.reviewedOn(), dates),
                it.contact(),
                it.email(),
                it.phone(),
                html.of(it.nonCompliance()),
                html.of(it.outOfScope()),
                html.of(it.excessiveCost()),
                html.of(it.architecture()),
                html.of(it.communication()),
                html.of(it.applications()));
    }

    /** While nobody has entered it: what is known of the office, and gaps for the rest. */
    static Declaration unknown(OfficeData office) {
        return new Declaration(
                office.name(),
                office.url(),
                UNKNOWN,
                UNKNOWN,
                Day.UNKNOWN,
                Day.UNKNOWN,
                Day.UNKNOWN,
                Day.UNKNOWN,
                office.contact(),
                office.email(),
                office.phone(),
                "",
                "",
                "",
                "",
                "",
                "");
    }

    /**
     * A day as a page shows it.
     *
     * @param machine {@code 2026-03-31}, or empty
     * @param words {@code 31 marca 2026}, or empty
     */
    record Day(String machine, String words) {
        static final Day UNKNOWN = new Day("", "");

        static Day of(@Nullable LocalDate date, PolishDates dates) {
            return date == null ? UNKNOWN : new Day(date.toString(), dates.show(date));
        }
    }

    /** Headings in the office's texts stand under an h3. */
    private record Texts(Markdown markdown) {
        String of(String text) {
            return text.isBlank()
                    ? ""
                    : markdown.toHtml(text).replaceAll("(</?)h[1-6](?=[ >])", "$1h4");
        }
    }
}

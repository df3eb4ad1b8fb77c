package bip.server.accessibility;

import java.time.LocalDate;
import java.time.Month;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the office declares of this site's accessibility.
 *
 * @param publishedOn when the site was published
 * @param updatedOn when it last changed significantly
 * @param drawnUpOn when the declaration was first drawn up; never moves
 * @param reviewedOn null until the first review
 * @param contact person or unit
 * @param nonCompliance Markdown: what does not meet the act's annex; empty for nothing
 * @param outOfScope Markdown: what the act does not apply to (art. 3 ust. 2); empty for nothing
 * @param excessiveCost Markdown: what would cost too much (art. 8), or empty
 * @param architecture Markdown: how the seat is entered and moved about in
 * @param communication Markdown: sign language online, and other help
 * @param applications Markdown: mobile applications and their declarations; empty for none
 */
public record AccessibilityStatement(
        Status status,
        LocalDate publishedOn,
        LocalDate updatedOn,
        LocalDate drawnUpOn,
        @Nullable LocalDate reviewedOn,
        Method method,
        String contact,
        String email,
        String phone,
        String nonCompliance,
        String outOfScope,
        String excessiveCost,
        String architecture,
        String communication,
        String applications) {

    /** How far the site meets the act. The names in the database are never changed. */
    public enum Status {
        FULL("full"),
        PARTIAL("partial"),
        NONE("none");

        private final String stored;

        Status(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }

        static Status parse(String stored) {
            return Arrays.stream(values())
                    .filter(status -> status.stored.equals(stored))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no status is " + stored));
        }
    }

    /** Who assessed it (art. 10 ust. 4 pkt 3). */
    public enum Method {
        SELF("self"),
        EXTERNAL("external");

        private final String stored;

        Method(String stored) {
            this.stored = stored;
        }

        public String stored() {
            return stored;
        }

        static Method parse(String stored) {
            return Arrays.stream(values())
                    .filter(method -> method.stored.equals(stored))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("no method is " + stored));
        }
    }

    /** When it was last looked at whole. */
    public LocalDate lookedAtOn() {
        return reviewedOn == null ? drawnUpOn : reviewedOn;
    }

    /** How the yearly review stands on {@code today} (art. 11; R40). */
    public Review reviewOn(LocalDate today) {
        int missing = today.getYear() - lookedAtOn().getYear();
        if (missing <= 0) {
            return Review.DONE;
        }
        boolean late = missing > 1 || today.isAfter(LocalDate.of(today.getYear(), 3, 31));
        if (late) {
            return Review.OVERDUE;
        }
        return today.getMonth() == Month.JANUARY ? Review.DONE : Review.DUE;
    }

    /** The review that is to be made each year by 31 March. */
    public enum Review {
        /** Nothing is to be done now. */
        DONE,
        /** It is February or March, and this year's is still to be made. */
        DUE,
        /** A 31 March passed without it. */
        OVERDUE
    }
}

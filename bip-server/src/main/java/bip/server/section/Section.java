package bip.server.section;

import bip.server.text.Language;
import bip.server.text.PathSegment;
import org.jspecify.annotations.Nullable;

/**
 * A place in the subject menu.
 *
 * @param parentId null at the top
 * @param position among those of the same parent
 * @param basis the letter of art. 6 ust. 1 or the separate act, as a lawyer cites it; empty where
 *     publishing is by choice
 * @param fixed never renamed, moved or taken out (R13)
 * @param scope a sentence that says what belongs here, or empty
 */
public record Section(
        long id,
        @Nullable Long parentId,
        int position,
        String slug,
        String title,
        String titleEn,
        String basis,
        Duty duty,
        boolean fixed,
        String scope,
        String scopeEn) {

    /** The path on this site, the same in both languages. */
    public String href() {
        return hrefOf(slug);
    }

    /** What it is called in {@code language}. */
    public String title(Language language) {
        return language.choose(title, titleEn);
    }

    /** What belongs here, in {@code language}; may be empty. */
    public String scope(Language language) {
        return language.choose(scope, scopeEn);
    }

    static String hrefOf(String slug) {
        return "/dzial/" + PathSegment.encode(slug);
    }

    /** Why something is published here. */
    public enum Duty {
        /** Art. 8 ust. 3 demands it. */
        MANDATORY,
        /** Another act demands it. */
        SEPARATE_ACT,
        /** The office publishes it by choice. */
        OPTIONAL;

        /** As the database has it. */
        static Duty parse(String stored) {
            return switch (stored) {
                case "mandatory" -> MANDATORY;
                case "separate_act" -> SEPARATE_ACT;
                case "optional" -> OPTIONAL;
                default -> throw new IllegalArgumentException("no duty is " + stored);
            };
        }
    }
}

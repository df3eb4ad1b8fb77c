package bip.server.page;

import bip.server.text.Comparison;
import bip.server.text.LinkComparison;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What readers see changed between two versions: words, where links lead, and who answers for the
 * information since when (art. 6 ust. 2); not markup.
 */
final class VersionComparison {
    private VersionComparison() {}

    static Comparison titleOf(VersionMapper.Version before, VersionMapper.Version after) {
        return Comparison.of(before.title().strip(), after.title().strip());
    }

    /** Of the summary and the text, as one. */
    static Comparison textOf(
            VersionMapper.Version before, VersionMapper.Version after, Markdown markdown) {
        if (isTooLong(before, after)) {
            return Comparison.refused();
        }
        return Comparison.of(words(before, markdown), words(after, markdown));
    }

    /** The links and pictures whose addresses differ; none when the texts are too long. */
    static List<LinkComparison.Change> linksOf(
            VersionMapper.Version before, VersionMapper.Version after, Markdown markdown) {
        return isTooLong(before, after)
                ? List.of()
                : LinkComparison.of(
                        markdown.listLinks(before.markdown()),
                        markdown.listLinks(after.markdown()));
    }

    /** Parts of the record of who produced the information, and when, that differ. */
    static List<ProvenanceChange> provenanceOf(
            VersionMapper.Version before, VersionMapper.Version after, PolishDates dates) {
        return Stream.of(
                        new ProvenanceChange(
                                "producedBy",
                                orEmpty(before.producedBy()),
                                orEmpty(after.producedBy())),
                        new ProvenanceChange(
                                "responsible",
                                orEmpty(before.responsible()),
                                orEmpty(after.responsible())),
                        new ProvenanceChange(
                                "producedOn",
                                dates.showDay(before.producedOn()),
                                dates.showDay(after.producedOn())))
                .filter(part -> !part.before().equals(part.after()))
                .toList();
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static boolean isTooLong(VersionMapper.Version before, VersionMapper.Version after) {
        return Math.max(before.markdown().length(), after.markdown().length()) > Comparison.LONGEST;
    }

    private static String words(VersionMapper.Version version, Markdown markdown) {
        String summary = version.summary() == null ? "" : version.summary().strip() + "\n";
        return summary + markdown.toComparedText(version.markdown());
    }

    /**
     * A part that differs.
     *
     * @param part {@code producedBy}, {@code responsible} or {@code producedOn}
     * @param before empty when it was not given
     * @param after empty when it is not given any more
     */
    record ProvenanceChange(String part, String before, String after) {}
}

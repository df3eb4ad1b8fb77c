package bip.server.page;

import bip.server.text.Comparison;
import bip.server.text.LinkComparison;
import bip.server.text.Markdown;
import java.util.List;

/** What readers see changed between two versions: words, and where links lead, not markup. */
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

    private static boolean isTooLong(VersionMapper.Version before, VersionMapper.Version after) {
        return Math.max(before.markdown().length(), after.markdown().length()) > Comparison.LONGEST;
    }

    private static String words(VersionMapper.Version version, Markdown markdown) {
        String summary = version.summary() == null ? "" : version.summary().strip() + "\n";
        return summary + markdown.toText(version.markdown());
    }
}

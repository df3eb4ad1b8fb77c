package bip.server.page;

import bip.server.text.Comparison;
import bip.server.text.Markdown;

/** What readers see changed between two versions: words, not markup. */
final class VersionComparison {
    private VersionComparison() {}

    static Comparison titleOf(VersionMapper.Version before, VersionMapper.Version after) {
        return Comparison.of(before.title().strip(), after.title().strip());
    }

    /** Of the summary and the text, as one. */
    static Comparison textOf(
            VersionMapper.Version before, VersionMapper.Version after, Markdown markdown) {
        if (Math.max(before.markdown().length(), after.markdown().length()) > Comparison.LONGEST) {
            return Comparison.refused();
        }
        return Comparison.of(words(before, markdown), words(after, markdown));
    }

    private static String words(VersionMapper.Version version, Markdown markdown) {
        String summary = version.summary() == null ? "" : version.summary().strip() + "\n";
        return summary + markdown.toText(version.markdown());
    }
}

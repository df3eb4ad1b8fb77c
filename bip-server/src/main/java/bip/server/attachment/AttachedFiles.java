package bip.server.attachment;

import bip.server.attachment.AttachmentMapper.Attached;
import bip.server.page.PageSupplements.AttachedFile;
import bip.server.page.PageSupplements.OlderFile;
import bip.server.text.Language;
import bip.server.text.Markdown;
import bip.server.text.PolishDates;
import bip.server.text.PolishSizes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Files as a page shows them: each in its newest version, with the older ones under it. */
final class AttachedFiles {
    private final Markdown markdown;
    private final PolishDates dates;
    private final Language language;

    /**
     * Shows files in {@code language}.
     *
     * @param dates in that language
     */
    AttachedFiles(Markdown markdown, PolishDates dates, Language language) {
        this.markdown = markdown;
        this.dates = dates;
        this.language = language;
    }

    List<AttachedFile> show(List<Attached> versions) {
        Map<Long, List<Attached>> series = new LinkedHashMap<>();
        for (Attached version : versions) {
            series.computeIfAbsent(version.series(), _ -> new ArrayList<>()).add(version);
        }
        return series.values().stream()
                .filter(file -> file.stream().anyMatch(Attached::isCurrent))
                .map(this::file)
                .toList();
    }

    private AttachedFile file(List<Attached> versions) {
        Attached now = versions.stream().filter(Attached::isCurrent).findFirst().orElseThrow();
        return new AttachedFile(
                now.title(),
                now.description() == null ? "" : markdown.toHtml(now.description()),
                href(now),
                format(now.fileName()),
                PolishSizes.show(now.sizeBytes(), language),
                dates.show(now.createdAt()).words(),
                orEmpty(now.sha256()),
                now.sha256() != null,
                now.number(),
                orEmpty(now.addedBy()),
                orEmpty(now.producedBy()),
                orEmpty(now.responsible()),
                dates.showDay(now.producedOn()),
                versions.reversed().stream()
                        .filter(version -> !version.isCurrent())
                        .map(this::older)
                        .toList());
    }

    private OlderFile older(Attached version) {
        return new OlderFile(
                version.number(),
                version.title(),
                FileAddress.permanent(version.id(), version.fileName()),
                format(version.fileName()),
                PolishSizes.show(version.sizeBytes(), language),
                dates.show(version.createdAt()).words(),
                version.endedAt() == null ? "" : dates.show(version.endedAt()).words(),
                orEmpty(version.sha256()));
    }

    /**
     * What came here from elsewhere keeps the address that people know, unless another file has it
     * too: that one's title would be the name under which it is saved.
     */
    private static String href(Attached file) {
        return file.addedBy() == null && !file.nameShared()
                ? FileAddress.byName(file.fileName())
                : FileAddress.permanent(file.id(), file.fileName());
    }

    private String format(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0
                ? language.choose("plik", "file")
                : fileName.substring(dot + 1).toUpperCase(Locale.ROOT);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}

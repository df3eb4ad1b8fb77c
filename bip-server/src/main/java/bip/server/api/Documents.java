package bip.server.api;

import bip.server.api.ApiMapper.AttachmentRow;
import bip.server.api.ApiMapper.ChangeRow;
import bip.server.api.ApiMapper.HeadRow;
import bip.server.api.ApiMapper.PageRow;
import bip.server.api.ApiMapper.SectionRow;
import bip.server.api.ApiMapper.VersionHeadRow;
import bip.server.api.ApiMapper.VersionRow;
import bip.server.publicbody.PublicBody;
import bip.server.text.Markdown;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** From rows to the documents that programs get. */
final class Documents {
    private final Addresses addresses;
    private final Markdown markdown;

    Documents(Addresses addresses, Markdown markdown) {
        this.addresses = addresses;
        this.markdown = markdown;
    }

    Shapes.Office office(PublicBody body) {
        return new Shapes.Office(
                body.name(),
                body.shortName(),
                body.street(),
                body.zipCode(),
                body.town(),
                body.nip(),
                body.regon(),
                addresses.site() + "/",
                body.contacts().stream()
                        .map(c -> new Shapes.Contact(c.name(), c.phone(), c.email()))
                        .toList());
    }

    Shapes.Section section(SectionRow row) {
        return new Shapes.Section(
                row.id(),
                row.slug(),
                row.parentSlug(),
                row.position(),
                row.title(),
                row.titleEn(),
                row.basis(),
                row.duty(),
                row.pages(),
                addresses.section(row.slug()),
                addresses.api(
                        "/pages?section=" + URLEncoder.encode(row.slug(), StandardCharsets.UTF_8)));
    }

    Shapes.PageHead head(HeadRow row) {
        return new Shapes.PageHead(
                row.id(),
                row.slug(),
                row.state(),
                row.section(),
                row.title().strip(),
                row.summary(),
                row.version(),
                row.createdAt().toString(),
                row.changedAt().toString(),
                addresses.page(row.slug()),
                self(row.id()));
    }

    Shapes.Page page(PageRow page, VersionRow version, String publisher, Extras extras) {
        return new Shapes.Page(
                page.id(),
                page.slug(),
                page.state(),
                page.section(),
                version.title().strip(),
                version.summary(),
                text(version),
                new Shapes.Provenance(
                        publisher,
                        version.producedBy(),
                        version.responsible(),
                        version.producedOn(),
                        page.createdAt().toString(),
                        page.createdBy(),
                        extras.last().changedAt().toString(),
                        extras.last().login(),
                        version.number()),
                extras.labels().stream()
                        .map(label ->
                                new Shapes.Label(
                                        label.slug(), label.name(), addresses.label(label.slug())))
                        .toList(),
                extras.exclusions().stream()
                        .map(e ->
                                new Shapes.Exclusion(
                                        e.scope(),
                                        e.legalBasis(),
                                        e.excludedBy(),
                                        e.inInterestOf()))
                        .toList(),
                extras.attachments().stream().map(this::attachment).toList(),
                page.archivedAt() == null
                        ? null
                        : new Shapes.Archived(page.archivedAt().toString(), page.archivedReason()),
                addresses.page(page.slug()),
                self(page.id()) + "/versions",
                self(page.id()));
    }

    Shapes.VersionHead versionHead(PageRow page, VersionHeadRow row) {
        return new Shapes.VersionHead(
                row.number(),
                row.title().strip(),
                row.savedAt().toString(),
                row.savedBy(),
                addresses.version(page.slug(), row.number()),
                self(page.id()) + "/versions/" + row.number());
    }

    Shapes.Version version(PageRow page, VersionRow row) {
        return new Shapes.Version(
                page.id(),
                row.number(),
                row.title().strip(),
                row.summary(),
                text(row),
                row.savedAt().toString(),
                row.savedBy(),
                row.producedBy(),
                row.responsible(),
                row.producedOn(),
                addresses.version(page.slug(), row.number()),
                self(page.id()) + "/versions/" + row.number());
    }

    Shapes.Attachment attachment(AttachmentRow row) {
        return new Shapes.Attachment(
                row.id(),
                row.pageId(),
                row.series(),
                row.number(),
                state(row),
                row.title(),
                row.description(),
                row.fileName(),
                row.mediaType(),
                row.sizeBytes(),
                row.sha256(),
                row.createdAt().toString(),
                row.addedBy(),
                row.producedBy(),
                row.responsible(),
                row.producedOn(),
                text(row.endedAt()),
                row.endedReason(),
                address(row),
                addresses.api("/attachments/" + row.id()));
    }

    Shapes.Change change(ChangeRow row) {
        boolean isWithdrawn = row.state().equals("withdrawn");
        return new Shapes.Change(
                row.id(),
                row.changedAt().toString(),
                row.kind(),
                row.reason(),
                row.login(),
                row.pageId(),
                row.title().strip(),
                isWithdrawn,
                row.revision(),
                isWithdrawn ? null : addresses.page(row.slug()),
                self(row.pageId()));
    }

    private String self(long pageId) {
        return addresses.api("/pages/" + pageId);
    }

    private Shapes.Text text(VersionRow version) {
        return new Shapes.Text(version.markdown(), markdown.toHtml(version.markdown()));
    }

    /** A version that was replaced stays at its permanent address; a removed one stays nowhere. */
    private @Nullable String address(AttachmentRow row) {
        return switch (state(row)) {
            case "current" -> addresses.file(row.fileName());
            case "replaced" -> addresses.fileVersion(row.id(), row.fileName());
            default -> null;
        };
    }

    private static String state(AttachmentRow row) {
        if (row.endedKind() != null) {
            return row.endedKind();
        }
        return row.sha256() == null ? "lost" : "current";
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }

    /**
     * What hangs on a page.
     *
     * @param last when the page or anything of it was changed last, and who did
     */
    record Extras(
            ApiMapper.LastChange last,
            List<ApiMapper.LabelRow> labels,
            List<ApiMapper.ExclusionRow> exclusions,
            List<AttachmentRow> attachments) {
        Extras {
            labels = List.copyOf(labels);
            exclusions = List.copyOf(exclusions);
            attachments = List.copyOf(attachments);
        }
    }
}

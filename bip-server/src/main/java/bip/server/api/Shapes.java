package bip.server.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The documents of the interface, field by field as {@code openapi.json} promises them. Nothing
 * here is renamed, removed or given another meaning within version 1; fields may be added. Times
 * are UTC (RFC 3339).
 */
final class Shapes {
    private Shapes() {}

    record Office(
            String name,
            String shortName,
            String street,
            String zipCode,
            String town,
            String nip,
            String regon,
            String bulletin,
            List<Contact> contacts) {
        Office {
            contacts = List.copyOf(contacts);
        }
    }

    record Contact(String name, String phone, String email) {}

    record Sections(List<Section> sections) {
        Sections {
            sections = List.copyOf(sections);
        }
    }

    record Section(
            long id,
            String slug,
            @Nullable String parent,
            int position,
            String title,
            String titleEn,
            String basis,
            String duty,
            long pageCount,
            String address,
            String pages) {}

    record Pages(List<PageHead> pages, @Nullable String next) {
        Pages {
            pages = List.copyOf(pages);
        }
    }

    record PageHead(
            long id,
            String slug,
            String state,
            @Nullable String section,
            String title,
            @Nullable String summary,
            int version,
            String publishedAt,
            String changedAt,
            String address,
            String self) {}

    record Page(
            long id,
            String slug,
            String state,
            @Nullable String section,
            String title,
            @Nullable String summary,
            Text text,
            Provenance provenance,
            List<Label> labels,
            List<Exclusion> exclusions,
            List<Attachment> attachments,
            @Nullable Archived archived,
            String address,
            String versions,
            String self) {
        Page {
            labels = List.copyOf(labels);
            exclusions = List.copyOf(exclusions);
            attachments = List.copyOf(attachments);
        }
    }

    record Text(String markdown, String html) {}

    record Provenance(
            String publisher,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn,
            String publishedAt,
            String publishedBy,
            String changedAt,
            String changedBy,
            int version) {}

    record Label(String slug, String name, String address) {}

    record Exclusion(
            String scope, String legalBasis, String excludedBy, @Nullable String inInterestOf) {}

    record Archived(String at, @Nullable String reason) {}

    record Versions(List<VersionHead> versions, @Nullable String next) {
        Versions {
            versions = List.copyOf(versions);
        }
    }

    record VersionHead(
            int number,
            String title,
            String savedAt,
            String savedBy,
            String address,
            String self) {}

    record Version(
            long page,
            int number,
            String title,
            @Nullable String summary,
            Text text,
            String savedAt,
            String savedBy,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn,
            String address,
            String self) {}

    record Attachment(
            long id,
            long page,
            long series,
            int number,
            String state,
            String title,
            @Nullable String description,
            String fileName,
            String mediaType,
            long size,
            @Nullable String sha256,
            String addedAt,
            @Nullable String addedBy,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn,
            @Nullable String endedAt,
            @Nullable String endedReason,
            @Nullable String address,
            String self) {}

    record Changes(List<Change> changes, @Nullable String next) {
        Changes {
            changes = List.copyOf(changes);
        }
    }

    record Change(
            long id,
            String at,
            String kind,
            String reason,
            String login,
            long page,
            String title,
            boolean withdrawn,
            @Nullable Integer version,
            @Nullable String address,
            String self) {}

    /** RFC 9457. */
    record Problem(String type, String title, int status, String detail) {}

    /** RFC 9457, of what was here and was withdrawn. */
    record Tombstone(
            String type,
            String title,
            int status,
            String detail,
            long page,
            String pageTitle,
            @Nullable String withdrawnAt,
            String reason,
            @Nullable String basis) {}
}

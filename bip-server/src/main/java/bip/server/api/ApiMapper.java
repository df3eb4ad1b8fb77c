package bip.server.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** What programs may read. Nothing of a withdrawn page but that it was withdrawn, and why. */
interface ApiMapper {

    String SECTION =
            """
            SELECT s.id, s.slug, parent.slug AS parent_slug, s.position, s.title, s.title_en,
                   s.basis, s.duty,
                   (SELECT count(*) FROM page
                    WHERE section_id = s.id AND state <> 'withdrawn') AS pages
            FROM section s
            LEFT JOIN section parent ON parent.id = s.parent_id
            """;

    /** A page was changed last when its text or, as the register tells, anything of it was. */
    String HEAD =
            """
            SELECT p.id, p.slug, p.state, s.slug AS section, p.created_at,
                   r.title, r.summary, r.number AS version,
                   max(r.saved_at, coalesce((SELECT max(changed_at) FROM change_entry
                                             WHERE page_id = p.id), '')) AS changed_at
            FROM page p
            LEFT JOIN section s ON s.id = p.section_id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            """;

    String ATTACHMENT =
            """
            SELECT a.id, a.page_id, coalesce(a.series_id, a.id) AS series, a.number, a.file_name,
                   a.sha256, a.size_bytes, a.media_type, a.title, a.description, a.created_at,
                   adder.login AS added_by, a.produced_by, a.responsible, a.produced_on,
                   a.ended_at, a.ended_kind, a.ended_reason
            FROM attachment a
            LEFT JOIN account adder ON adder.id = a.added_by
            """;

    @Select(SECTION + "ORDER BY s.parent_id, s.position, s.id")
    List<SectionRow> listSections();

    /** Also by an address that it had before. */
    @Select(
            SECTION
                    + """
                    WHERE s.slug = #{slug}
                       OR s.id = (SELECT section_id FROM section_address WHERE slug = #{slug})
                    """)
    Optional<SectionRow> findSection(@Param("slug") String slug);

    @Select("SELECT id FROM label WHERE slug = #{slug}")
    Optional<Long> findLabel(@Param("slug") String slug);

    /** In the order of their entering. */
    @Select(
            HEAD
                    + """
                    WHERE p.id > #{after} AND p.state <> 'withdrawn'
                      AND (#{section} IS NULL OR p.section_id IN (
                            WITH RECURSIVE within (id) AS (
                                SELECT #{section}
                                UNION
                                SELECT c.id FROM section c JOIN within w ON c.parent_id = w.id)
                            SELECT id FROM within))
                      AND (#{label} IS NULL OR p.id IN (
                            SELECT page_id FROM page_label WHERE label_id = #{label}))
                    ORDER BY p.id
                    LIMIT #{limit}
                    """)
    List<HeadRow> listPages(
            @Param("after") long after,
            @Param("section") @Nullable Long section,
            @Param("label") @Nullable Long label,
            @Param("limit") int limit);

    @Select(
            """
            SELECT p.id, p.slug, p.state, s.slug AS section, p.created_at,
                   creator.login AS created_by, p.archived_at, p.archived_reason, p.withdrawn_at,
                   p.withdrawn_reason, p.withdrawn_basis,
                   (SELECT max(number) FROM page_revision WHERE page_id = p.id) AS version
            FROM page p
            LEFT JOIN section s ON s.id = p.section_id
            JOIN account creator ON creator.id = p.created_by
            WHERE p.id = #{id}
            """)
    Optional<PageRow> findPage(@Param("id") long id);

    @Select(
            """
            SELECT r.number, r.title, r.summary, r.markdown, r.saved_at, a.login AS saved_by,
                   r.produced_by, r.responsible, r.produced_on
            FROM page_revision r
            JOIN account a ON a.id = r.saved_by
            WHERE r.page_id = #{pageId} AND r.number = #{number}
            """)
    Optional<VersionRow> findVersion(@Param("pageId") long pageId, @Param("number") int number);

    @Select(
            """
            SELECT r.number, r.title, r.saved_at, a.login AS saved_by
            FROM page_revision r
            JOIN account a ON a.id = r.saved_by
            WHERE r.page_id = #{pageId} AND r.number > #{after}
            ORDER BY r.number
            LIMIT #{limit}
            """)
    List<VersionHeadRow> listVersions(
            @Param("pageId") long pageId, @Param("after") long after, @Param("limit") int limit);

    @Select(
            """
            SELECT l.slug, l.name
            FROM page_label pl
            JOIN label l ON l.id = pl.label_id
            WHERE pl.page_id = #{pageId}
            ORDER BY l.slug
            """)
    List<LabelRow> listLabels(@Param("pageId") long pageId);

    @Select(
            """
            SELECT scope, legal_basis, excluded_by, in_interest_of
            FROM exclusion WHERE page_id = #{pageId} ORDER BY id
            """)
    List<ExclusionRow> listExclusions(@Param("pageId") long pageId);

    @Select(
            ATTACHMENT
                    + "WHERE a.page_id = #{pageId} AND a.ended_at IS NULL ORDER BY a.created_at, a.id")
    List<AttachmentRow> listAttachments(@Param("pageId") long pageId);

    @Select(ATTACHMENT + "WHERE a.id = #{id}")
    Optional<AttachmentRow> findAttachment(@Param("id") long id);

    /** With the page's title as it was then: of the revision named, else of the one that stood. */
    @Select(
            """
            SELECT c.id, c.page_id, c.changed_at, c.kind, c.reason, a.login, c.revision,
                   p.slug, p.state, r.title
            FROM change_entry c
            JOIN account a ON a.id = c.account_id
            JOIN page p ON p.id = c.page_id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = coalesce(
                 c.revision,
                 (SELECT number FROM page_revision
                  WHERE page_id = p.id AND saved_at <= c.changed_at
                  ORDER BY number DESC LIMIT 1),
                 (SELECT min(number) FROM page_revision WHERE page_id = p.id))
            WHERE c.id > #{after}
            ORDER BY c.id
            LIMIT #{limit}
            """)
    List<ChangeRow> listChanges(@Param("after") long after, @Param("limit") int limit);

    /** The newest version of a page or the last entry about it, whichever is later. */
    @Select(
            """
            SELECT last.changed_at, a.login
            FROM (SELECT saved_at AS changed_at, saved_by AS account_id, 1 AS version, number
                  FROM page_revision WHERE page_id = #{pageId}
                  UNION ALL
                  SELECT changed_at, account_id, 0, id FROM change_entry
                  WHERE page_id = #{pageId}) last
            JOIN account a ON a.id = last.account_id
            ORDER BY last.changed_at DESC, last.version DESC, last.number DESC
            LIMIT 1
            """)
    LastChange getLastChangeOf(@Param("pageId") long pageId);

    @Select("SELECT changed_at FROM change_entry ORDER BY changed_at DESC LIMIT 1")
    Optional<Instant> findLastChange();

    record SectionRow(
            long id,
            String slug,
            @Nullable String parentSlug,
            int position,
            String title,
            String titleEn,
            String basis,
            String duty,
            long pages) {}

    record HeadRow(
            long id,
            String slug,
            String state,
            @Nullable String section,
            Instant createdAt,
            String title,
            @Nullable String summary,
            int version,
            Instant changedAt) {}

    record PageRow(
            long id,
            String slug,
            String state,
            @Nullable String section,
            Instant createdAt,
            String createdBy,
            @Nullable Instant archivedAt,
            @Nullable String archivedReason,
            @Nullable Instant withdrawnAt,
            @Nullable String withdrawnReason,
            @Nullable String withdrawnBasis,
            int version) {

        boolean isWithdrawn() {
            return state.equals("withdrawn");
        }
    }

    record VersionRow(
            int number,
            String title,
            @Nullable String summary,
            String markdown,
            Instant savedAt,
            String savedBy,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn) {}

    record LastChange(Instant changedAt, String login) {}

    record VersionHeadRow(int number, String title, Instant savedAt, String savedBy) {}

    record LabelRow(String slug, String name) {}

    record ExclusionRow(
            String scope, String legalBasis, String excludedBy, @Nullable String inInterestOf) {}

    record AttachmentRow(
            long id,
            long pageId,
            long series,
            int number,
            String fileName,
            @Nullable String sha256,
            long sizeBytes,
            String mediaType,
            String title,
            @Nullable String description,
            Instant createdAt,
            @Nullable String addedBy,
            @Nullable String producedBy,
            @Nullable String responsible,
            @Nullable String producedOn,
            @Nullable Instant endedAt,
            @Nullable String endedKind,
            @Nullable String endedReason) {}

    record ChangeRow(
            long id,
            long pageId,
            Instant changedAt,
            String kind,
            String reason,
            String login,
            @Nullable Integer revision,
            String slug,
            String state,
            String title) {}
}

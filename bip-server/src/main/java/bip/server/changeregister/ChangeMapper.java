package bip.server.changeregister;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface ChangeMapper {

    @Select(
            """
            SELECT c.changed_at, c.kind, c.reason, a.login
            FROM change_entry c
            JOIN account a ON a.id = c.account_id
            WHERE c.page_id = #{pageId}
            ORDER BY c.changed_at DESC, c.id DESC
            """)
    List<Row> listOfPage(@Param("pageId") long pageId);

    @Insert(
            """
            INSERT INTO change_entry (page_id, changed_at, kind, reason, account_id, revision)
            VALUES (#{pageId}, #{changedAt}, #{kind}, #{reason}, #{accountId}, #{revision})
            """)
    void add(
            @Param("pageId") long pageId,
            @Param("changedAt") Instant changedAt,
            @Param("kind") String kind,
            @Param("reason") String reason,
            @Param("accountId") long accountId,
            @Param("revision") @Nullable Integer revision);

    /** Chosen by a {@link ChangeFilter} that is called {@code f}. */
    String MATCHING =
            """
            c.changed_at >= #{f.since} AND c.changed_at < #{f.until}
            AND (#{f.kind} IS NULL OR c.kind = #{f.kind})
            AND (#{f.accountId} IS NULL OR c.account_id = #{f.accountId})
            AND (#{f.sectionId} IS NULL OR c.page_id IN (
                SELECT id FROM page WHERE section_id IN (
                    WITH RECURSIVE within (id) AS (
                        SELECT #{f.sectionId}
                        UNION
                        SELECT s.id FROM section s JOIN within w ON s.parent_id = w.id)
                    SELECT id FROM within)))
            """;

    /**
     * What stands of a chosen entry {@code piece}: with its page where it is now, but called as it
     * was then. A register that renames what it tells of is no evidence (art. 8 ust. 6 pkt 5).
     */
    String WHOLE =
            """
            SELECT c.id, c.changed_at, c.kind, c.reason, c.revision, a.login, p.slug, p.state,
                   r.title
            """;

    /** The revision that the entry names; else the one that stood then; else the first known. */
    String JOINED =
            """
            JOIN change_entry c ON c.id = piece.id
            JOIN account a ON a.id = c.account_id
            JOIN page p ON p.id = c.page_id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = coalesce(
                 c.revision,
                 (SELECT number FROM page_revision
                  WHERE page_id = p.id AND saved_at <= c.changed_at
                  ORDER BY number DESC LIMIT 1),
                 (SELECT min(number) FROM page_revision WHERE page_id = p.id))
            """;

    @Select("SELECT count(*) FROM change_entry")
    long countAll();

    @Select("SELECT count(*) FROM change_entry c WHERE " + MATCHING)
    long count(@Param("f") ChangeFilter filter);

    @Select("SELECT changed_at AS at, id FROM change_entry ORDER BY id LIMIT 1")
    Optional<Mark> findFirst();

    @Select("SELECT changed_at AS at, id FROM change_entry WHERE id = #{id}")
    Optional<Mark> findMark(@Param("id") long id);

    /** The entry before which, in the list of the newest first, stand {@code offset} others. */
    @Select(
            "SELECT c.changed_at AS at, c.id FROM change_entry c WHERE "
                    + MATCHING
                    + "ORDER BY c.changed_at DESC, c.id DESC LIMIT 1 OFFSET #{offset}")
    Optional<Mark> markAt(@Param("f") ChangeFilter filter, @Param("offset") long offset);

    /** Entries of the list down to the mark. */
    @Select(
            "SELECT count(*) FROM change_entry c WHERE (c.changed_at, c.id) >= (#{mark.at},"
                    + " #{mark.id}) AND "
                    + MATCHING)
    long countDownTo(@Param("f") ChangeFilter filter, @Param("mark") Mark mark);

    /** Entries that follow the mark, the newest first. */
    @Select(
            WHOLE
                    + "FROM (SELECT c.id FROM change_entry c WHERE (c.changed_at, c.id) <"
                    + " (#{mark.at}, #{mark.id}) AND "
                    + MATCHING
                    + "ORDER BY c.changed_at DESC, c.id DESC LIMIT #{limit}) piece "
                    + JOINED
                    + "ORDER BY c.changed_at DESC, c.id DESC")
    List<SiteRow> listAfter(
            @Param("f") ChangeFilter filter, @Param("mark") Mark mark, @Param("limit") int limit);

    /** The last entries down to the mark, the nearest to it first. */
    @Select(
            "SELECT c.id FROM change_entry c WHERE (c.changed_at, c.id) >= (#{mark.at},"
                    + " #{mark.id}) AND "
                    + MATCHING
                    + "ORDER BY c.changed_at, c.id LIMIT #{limit}")
    List<Long> listDownTo(
            @Param("f") ChangeFilter filter, @Param("mark") Mark mark, @Param("limit") int limit);

    /** Also by an address that the section had before. */
    @Select(
            """
            SELECT id FROM section WHERE slug = #{slug}
            UNION SELECT section_id FROM section_address WHERE slug = #{slug}
            LIMIT 1
            """)
    Optional<Long> findSection(@Param("slug") String slug);

    @Select(
            """
            SELECT id FROM account a
            WHERE login = #{login}
              AND EXISTS (SELECT 1 FROM change_entry WHERE account_id = a.id)
            """)
    Optional<Long> findAuthor(@Param("login") String login);

    @Select(
            """
            SELECT login FROM account a
            WHERE EXISTS (SELECT 1 FROM change_entry WHERE account_id = a.id)
            ORDER BY login
            """)
    List<String> listAuthors();

    /** The subject menu from its top, each section before those in it. */
    @Select(
            """
            WITH RECURSIVE tree (slug, title, title_en, id, depth, place) AS (
                SELECT slug, title, title_en, id, 0, printf('%09d', position)
                FROM section WHERE parent_id IS NULL
                UNION ALL
                SELECT s.slug, s.title, s.title_en, s.id, t.depth + 1,
                       t.place || printf('.%09d', s.position)
                FROM section s JOIN tree t ON s.parent_id = t.id)
            SELECT slug, title, title_en, depth FROM tree ORDER BY place, id
            """)
    List<SectionRow> listSections();

    /** A place in the list: all entries have one, in the order of their times. */
    record Mark(Instant at, long id) {
        /** Above all entries. */
        static final Mark TOP = new Mark(ChangeFilter.LAST, Long.MAX_VALUE);
    }

    /** A section as the form offers it. */
    record SectionRow(String slug, String title, String titleEn, int depth) {}

    record Row(Instant changedAt, String kind, String reason, String login) {
        ChangeRegister.Entry toEntry() {
            return new ChangeRegister.Entry(changedAt, kindOf(kind), reason, login);
        }
    }

    /**
     * An entry with the page that it is about.
     *
     * @param slug of the page now
     * @param state of the page now
     * @param title of the page then
     */
    record SiteRow(
            long id,
            Instant changedAt,
            String kind,
            String reason,
            @Nullable Integer revision,
            String login,
            String slug,
            String state,
            String title) {
        ChangeRegister.Kind toKind() {
            return kindOf(kind);
        }

        boolean isWithdrawn() {
            return state.equals("withdrawn");
        }
    }

    private static ChangeRegister.Kind kindOf(String kind) {
        return ChangeRegister.Kind.valueOf(kind.toUpperCase(Locale.ROOT));
    }
}

package bip.server.legacyimport;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as they were elsewhere, with their own dates and authors. The rooms that own these
 * tables stamp the time and the author themselves and take neither from outside (R5, R6), so the
 * import cannot pass through their doors.
 */
interface ImportMapper {

    @Select("SELECT kind, source_pk, target_id, digest FROM legacy_origin")
    List<Origin> listOrigins();

    @Insert(
            """
            INSERT INTO legacy_origin (kind, source_pk, target_id, digest)
            VALUES (#{kind}, #{sourcePk}, #{targetId}, #{digest})
            """)
    void addOrigin(Origin origin);

    @Select("SELECT id FROM account WHERE login = #{login}")
    Optional<Long> findAccount(@Param("login") String login);

    @Select(
            value =
                    """
                    INSERT INTO account
                        (login, email, password_hash, administrator, disabled, created_at)
                    VALUES (#{name}, #{email}, #{passwordHash}, #{admin}, NOT #{active}, #{created})
                    RETURNING id
                    """,
            affectData = true)
    long addAccount(LegacyBulletin.User user);

    @Select("SELECT id FROM label WHERE name = #{name} OR slug = #{slug} ORDER BY id LIMIT 1")
    Optional<Long> findLabel(LegacyBulletin.Label label);

    @Select(
            value =
                    """
                    INSERT INTO label (slug, name, description)
                    VALUES (#{slug}, #{name}, #{description})
                    RETURNING id
                    """,
            affectData = true)
    long addLabel(LegacyBulletin.Label label);

    @Select("SELECT section_id FROM section_address WHERE slug = #{slug}")
    Optional<Long> findSection(@Param("slug") String slug);

    @Select("SELECT id FROM section WHERE title = #{title} ORDER BY id")
    List<Long> listSectionsCalled(@Param("title") String title);

    /** Every address that a page has or ever had. */
    @Select("SELECT slug FROM page UNION SELECT slug FROM page_address")
    List<String> listSlugs();

    @Select("SELECT slug FROM page WHERE id = #{id}")
    String getSlug(@Param("id") long id);

    @Select(
            value =
                    """
                    INSERT INTO page
                        (slug, state, in_menu, menu_position, created_at, created_by,
                         withdrawn_reason, section_id)
                    VALUES (#{slug}, #{state}, #{page.main}, #{page.order}, #{page.created},
                            #{createdBy}, #{reason}, #{sectionId})
                    RETURNING id
                    """,
            affectData = true)
    long addPage(
            @Param("page") LegacyBulletin.Page page,
            @Param("slug") String slug,
            @Param("createdBy") long createdBy,
            @Param("state") String state,
            @Param("reason") @Nullable String reason,
            @Param("sectionId") @Nullable Long sectionId);

    @Insert(
            """
            INSERT INTO page_address (slug, page_id, since)
            SELECT slug, id, created_at FROM page WHERE id = #{pageId}
            """)
    void addAddress(@Param("pageId") long pageId);

    /** A page that was withdrawn elsewhere was never shown here, nor is it known until when. */
    @Insert(
            """
            INSERT INTO page_standing (page_id, number, since, slug, section_id, state, reason)
            SELECT id, 1, created_at, slug, section_id, state, withdrawn_reason
            FROM page WHERE id = #{pageId}
            """)
    void addStanding(@Param("pageId") long pageId);

    @Insert(
            """
            INSERT INTO page_revision
                (page_id, number, title, summary, markdown, saved_at, saved_by)
            VALUES (#{pageId}, 1, #{page.title}, #{page.description}, #{page.text},
                    #{page.updated}, #{savedBy})
            """)
    void addRevision(
            @Param("pageId") long pageId,
            @Param("page") LegacyBulletin.Page page,
            @Param("savedBy") long savedBy);

    @Select(
            value =
                    """
                    INSERT INTO attachment
                        (page_id, file_name, sha256, size_bytes, media_type, title, description,
                         created_at)
                    VALUES (#{pageId}, #{row.fileName}, #{sha256}, #{size}, #{row.fileType},
                            #{row.title}, #{row.description}, #{row.created})
                    RETURNING id
                    """,
            affectData = true)
    long addAttachment(
            @Param("pageId") long pageId,
            @Param("row") LegacyBulletin.Attachment row,
            @Param("sha256") @Nullable String sha256,
            @Param("size") long size);

    @Insert(
            """
            INSERT INTO page_label (page_id, label_id) VALUES (#{pageId}, #{labelId})
            ON CONFLICT DO NOTHING
            """)
    void addPageLabel(@Param("pageId") long pageId, @Param("labelId") long labelId);

    @Select(
            value =
                    """
                    INSERT INTO change_entry
                        (page_id, changed_at, kind, reason, account_id, revision)
                    VALUES (#{pageId}, #{at}, #{kind}, #{reason}, #{accountId},
                            (SELECT number FROM page_revision
                             WHERE page_id = #{pageId} AND saved_at = #{at}
                               AND saved_by = #{accountId}))
                    RETURNING id
                    """,
            affectData = true)
    long addChange(
            @Param("pageId") long pageId,
            @Param("at") Instant at,
            @Param("kind") String kind,
            @Param("reason") String reason,
            @Param("accountId") long accountId);

    @Select("SELECT count(*) FROM public_body")
    int countPublicBodies();

    @Insert(
            """
            INSERT INTO public_body
                (id, name, short_name, street, zip_code, town, bip_url, nip, regon)
            VALUES (1, #{name}, #{shortName}, #{street}, #{zipCode}, #{town}, #{bipUrl}, #{nip},
                    #{regon})
            """)
    void addPublicBody(LegacySite site);

    @Insert(
            """
            INSERT INTO contact (position, name, phone, email)
            VALUES (#{position}, #{row.name}, #{row.phone}, #{row.email})
            """)
    void addContact(@Param("position") int position, @Param("row") LegacySite.Contact row);

    @Select(
            value =
                    """
                    INSERT INTO department (position, name, domain, location, phone, email)
                    VALUES (#{position}, #{row.name}, #{row.domain}, #{row.location}, #{row.phone},
                            #{row.email})
                    RETURNING id
                    """,
            affectData = true)
    long addDepartment(@Param("position") int position, @Param("row") LegacySite.Department row);

    @Insert(
            """
            INSERT INTO staff_member
                (department_id, position, role_name, role_type, person_name, photo_url, phone,
                 email)
            VALUES (#{departmentId}, #{position}, #{row.roleName}, #{row.roleType},
                    #{row.personName}, #{row.photoUrl}, #{row.phone}, #{row.email})
            """)
    void addStaff(
            @Param("departmentId") long departmentId,
            @Param("position") int position,
            @Param("row") LegacySite.Staff row);

    record Origin(String kind, long sourcePk, long targetId, String digest) {}
}

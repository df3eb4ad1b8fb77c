package bip.server.statistics;

import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

interface VisitMapper {

    @Insert(
            """
            INSERT INTO visit_count (page_id, day, visits)
            SELECT id, #{day}, #{visits} FROM page WHERE id = #{pageId}
            ON CONFLICT (page_id, day) DO UPDATE SET visits = visits + excluded.visits
            """)
    void add(@Param("pageId") long pageId, @Param("day") String day, @Param("visits") long visits);

    @Select(
            """
            SELECT coalesce(sum(visits), 0) AS visits, count(DISTINCT page_id) AS pages,
                   min(day) AS since
            FROM visit_count
            """)
    Total total();

    @Select(
            """
            SELECT substr(day, 1, 7) AS month, sum(visits) AS visits
            FROM visit_count GROUP BY 1 ORDER BY 1 DESC LIMIT #{limit}
            """)
    List<Month> listMonths(@Param("limit") int limit);

    @Select(
            """
            SELECT p.slug, r.title, v.visits
            FROM (SELECT c.page_id, sum(c.visits) AS visits
                  FROM visit_count c JOIN page live ON live.id = c.page_id
                  WHERE live.state <> 'withdrawn'
                  GROUP BY c.page_id ORDER BY 2 DESC, 1 LIMIT #{limit}) v
            JOIN page p ON p.id = v.page_id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            ORDER BY v.visits DESC, p.id
            """)
    List<Read> listMostRead(@Param("limit") int limit);

    @Select(
            """
            SELECT v.month, p.slug, r.title, v.visits
            FROM (SELECT substr(day, 1, 7) AS month, page_id, sum(visits) AS visits
                  FROM visit_count GROUP BY 1, 2
                  ORDER BY 1 DESC, 3 DESC, 2 LIMIT #{limit}) v
            JOIN page p ON p.id = v.page_id
            JOIN page_revision r ON r.page_id = p.id
             AND r.number = (SELECT max(number) FROM page_revision WHERE page_id = p.id)
            ORDER BY v.month DESC, v.visits DESC, p.id
            """)
    List<MonthOfPage> listMonthsOfPages(@Param("limit") int limit);

    /**
     * Everything together.
     *
     * @param since the first day that was counted; null while nothing was
     */
    record Total(long visits, long pages, @Nullable String since) {}

    /** A month, {@code 2026-03}. */
    record Month(String month, long visits) {}

    /** A page, as it is called now. */
    record Read(String slug, String title, long visits) {}

    /** A page in a month. */
    record MonthOfPage(String month, String slug, String title, long visits) {}
}

package bip.server.label;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

interface LabelMapper {

    @Select(
            """
            SELECT l.name
            FROM page_label pl
            JOIN label l ON l.id = pl.label_id
            WHERE pl.page_id = #{pageId}
            """)
    List<String> listNamesOfPage(@Param("pageId") long pageId);
}

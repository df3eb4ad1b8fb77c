package bip.server.export;

import java.util.List;
import org.apache.ibatis.annotations.Select;

interface ExportMapper {

    /** Nothing leads to them but old links. */
    @Select("SELECT slug FROM page WHERE state = 'withdrawn' ORDER BY id")
    List<String> listWithdrawn();
}

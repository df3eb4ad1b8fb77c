package bip.server.glossary;

import java.util.List;
import org.apache.ibatis.annotations.Select;

interface GlossaryMapper {

    @Select("SELECT abbreviation, expansion FROM glossary_term")
    List<Term> list();
}

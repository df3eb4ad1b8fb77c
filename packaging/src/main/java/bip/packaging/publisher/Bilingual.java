package bip.packaging.publisher;

import tools.jackson.databind.node.ObjectNode;

/** The same in Polish and English. */
record Bilingual(String pl, String en) {

    static Bilingual parse(Fields texts) {
        texts.only(java.util.Set.of("pl", "en"));
        return new Bilingual(texts.text("pl"), texts.text("en"));
    }

    ObjectNode toJson() {
        return Json.object().put("pl", pl).put("en", en);
    }
}

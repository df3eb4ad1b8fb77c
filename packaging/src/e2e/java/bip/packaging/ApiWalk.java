package bip.packaging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the interface for all that it has, following the addresses in its answers. */
final class ApiWalk {
    private static final String API = "/api/v1";

    /** Files of withdrawn pages are among them, which no answer names. */
    private static final int FIRST_FILES = 40;

    private final Site site;
    private final List<Step> steps = new ArrayList<>();
    private final Set<Integer> withdrawn = new HashSet<>();

    private ApiWalk(Site site) {
        this.site = site;
    }

    /**
     * One question and its answer.
     *
     * @param template as the description names it
     */
    record Step(String template, String path, Site.Answer answer) {}

    /** All steps, those too that are answered with a problem. */
    static List<Step> of(Site site) throws IOException {
        var walk = new ApiWalk(site);
        walk.walk();
        return walk.steps;
    }

    private void walk() throws IOException {
        ask("/openapi.json", "/openapi.json");
        ask("/office", "/office");
        ask("/catalog.jsonld", "/catalog.jsonld");
        steps.add(new Step("/catalog.rdf", "/catalog.rdf", site.get(API + "/catalog.rdf")));
        for (JsonNode section : ask("/sections", "/sections").required("sections")) {
            String slug = section.required("slug").stringValue();
            ask("/sections/{slug}", "/sections/" + slug);
            ask("/pages", "/pages?section=" + slug);
        }
        for (JsonNode change : pieces("/changes", "/changes?limit=100", "changes")) {
            if (change.required("withdrawn").booleanValue()) {
                withdrawn.add(change.required("page").intValue());
            }
        }
        for (JsonNode page : pieces("/pages", "/pages?limit=40", "pages")) {
            page(page.required("id").intValue());
        }
        for (int id : withdrawn) {
            ask("/pages/{id}", "/pages/" + id);
            ask("/pages/{id}/versions", "/pages/" + id + "/versions");
            ask("/pages/{id}/versions/{number}", "/pages/" + id + "/versions/1");
        }
        for (int id = 1; id <= FIRST_FILES; id++) {
            ask("/attachments/{id}", "/attachments/" + id);
        }
        problems();
    }

    private void page(int id) throws IOException {
        for (JsonNode file : ask("/pages/{id}", "/pages/" + id).required("attachments")) {
            ask("/attachments/{id}", "/attachments/" + file.required("id").intValue());
        }
        String versions = "/pages/" + id + "/versions";
        for (JsonNode version : pieces("/pages/{id}/versions", versions + "?limit=2", "versions")) {
            ask(
                    "/pages/{id}/versions/{number}",
                    versions + "/" + version.required("number").intValue());
        }
    }

    private void problems() throws IOException {
        ask("/sections/{slug}", "/sections/nie-ma");
        ask("/pages/{id}", "/pages/999999");
        ask("/pages/{id}/versions", "/pages/999999/versions");
        ask("/pages/{id}/versions/{number}", "/pages/1/versions/999");
        ask("/attachments/{id}", "/attachments/999999");
        ask("/pages", "/pages?limit=0");
        ask("/pages", "/pages?section=nie-ma");
        ask("/pages/{id}/versions", "/pages/1/versions?after=x");
        ask("/changes", "/changes?limit=101");
    }

    /** Entries of a list, piece by piece to its end. */
    private List<JsonNode> pieces(String template, String first, String name) throws IOException {
        var entries = new ArrayList<JsonNode>();
        String path = first;
        while (!path.isEmpty()) {
            JsonNode piece = ask(template, path);
            piece.required(name).forEach(entries::add);
            String next = piece.path("next").asString("");
            path = next.isEmpty() ? "" : next.substring(site.address(API).toString().length());
        }
        return entries;
    }

    private JsonNode ask(String template, String path) throws IOException {
        Site.Answer answer = site.get(API + path);
        steps.add(new Step(template, path, answer));
        return JsonMapper.shared().readTree(answer.text());
    }
}

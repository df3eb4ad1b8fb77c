package bip.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import bip.server.database.Database;
import bip.server.publicbody.PublicBodyCatalog;
import bip.server.testing.DemoBulletin;
import bip.server.testing.ImportedBulletin;
import bip.server.testing.RawHttp;
import bip.server.testing.TestServer;
import bip.server.text.Markdown;
import bip.server.web.Access;
import bip.server.web.Handler;
import bip.server.web.Routes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The interface for programs over the imported bulletin, against its own description (R61). */
class PublicApiTest {
    private static final String SITE = "https://bip.przykladowo.example";
    private static final JsonMapper MAPPER = new JsonMapper();

    @TempDir private static Path folder;
    private static TestServer server;
    private static JsonNode description;

    @BeforeAll
    static void start() throws Exception {
        Path data = ImportedBulletin.in(folder);
        DemoBulletin.execute(
                data.resolve("bip.db"),
                """
                INSERT INTO section (id, parent_id, position, slug, title, title_en, basis, duty,
                                     fixed)
                VALUES (901, NULL, 901, 'test-akty', 'Akty', 'Acts', 'pkt 4', 'optional', 0),
                       (902, 901, 1, 'test-uchwaly', 'Uchwały', 'Resolutions', '', 'optional', 0)\
                """,
                """
                INSERT INTO section_address (slug, section_id, since)
                VALUES ('test-dawne-akty', 901, '2019-01-01T00:00:00.000000Z')\
                """,
                "UPDATE page SET section_id = 901, archived_at = '2026-01-01T00:00:00.000000Z',"
                        + " archived_reason = 'stare' WHERE id = 2",
                "UPDATE page SET section_id = 902 WHERE id = 3",
                """
                INSERT INTO exclusion
                SELECT 1, 2, 'imię', 'art. 5 ust. 2', 'Wójt', 'osoby', created_at, created_by
                FROM page WHERE id = 2\
                """);
        server = TestServer.startOn(data, Map.of("BIP_BASE_URL", SITE));
        description = MAPPER.readTree(get("/api/v1/openapi.json").text());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void describesEveryRouteAndNoOther() {
        Set<String> registered = new TreeSet<>();
        Routes collector =
                new Routes() {
                    @Override
                    public void get(String template, Access access, Handler handler) {
                        assertThat(access).isEqualTo(Access.PUBLIC);
                        registered.add(template);
                    }

                    @Override
                    public void post(String template, Access access, Handler handler) {
                        throw new AssertionError("nothing is written here");
                    }

                    @Override
                    public void forPrograms(String prefix) {
                        assertThat(prefix).isEqualTo("/api/");
                    }
                };
        try (Database database = Database.open(server.database())) {
            new PublicApi(database, new PublicBodyCatalog(database), new Markdown(), "")
                    .register(collector);
        }
        registered.remove("/api");
        registered.remove(PagesCsv.ADDRESS);

        Set<String> described = new TreeSet<>();
        description.get("paths").propertyNames().forEach(path -> described.add("/api/v1" + path));
        assertThat(described).isEqualTo(registered).hasSize(12);
    }

    @Test
    void isADescriptionThatHoldsTogether() {
        var schemas = new JsonSchema(description);
        assertThat(description.get("openapi").asString()).isEqualTo("3.1.0");
        for (JsonNode ref : description.findValues("$ref")) {
            assertThat(description.at(ref.asString().substring(1)).isMissingNode())
                    .as(ref.asString())
                    .isFalse();
        }
        List<String> operations = new ArrayList<>();
        description
                .get("paths")
                .properties()
                .forEach(path -> {
                    JsonNode get = path.getValue().get("get");
                    operations.add(get.get("operationId").asString());
                    Set<String> named = new HashSet<>();
                    for (JsonNode parameter : get.path("parameters")) {
                        JsonNode whole = schemas.resolve(parameter);
                        if (whole.get("in").asString().equals("path")) {
                            assertThat(whole.get("required").asBoolean()).isTrue();
                            named.add(whole.get("name").asString());
                        }
                    }
                    Set<String> wanted = new HashSet<>();
                    Matcher parts = Pattern.compile("\\{([a-z]+)}").matcher(path.getKey());
                    while (parts.find()) {
                        wanted.add(parts.group(1));
                    }
                    assertThat(named).as(path.getKey()).isEqualTo(wanted);
                });
        assertThat(operations).doesNotHaveDuplicates();
        description
                .at("/components/schemas")
                .properties()
                .forEach(schema -> {
                    for (JsonNode required : schema.getValue().path("required")) {
                        assertThat(schema.getValue().get("properties").has(required.asString()))
                                .isTrue();
                    }
                });
    }

    @Test
    void givesEveryReadablePageAsDescribedOnceAndTombstonesForTheOthers() throws Exception {
        Set<Long> ids = new HashSet<>();
        String address = "/api/v1/pages?limit=40";
        while (address != null) {
            JsonNode piece = answered("/pages", address);
            for (JsonNode page : piece.get("pages")) {
                assertThat(ids.add(page.get("id").asLong())).isTrue();
            }
            address = piece.get("next").isNull() ? null : local(piece.get("next"));
        }
        assertThat(ids).hasSize(148);
        for (long id : ids) {
            JsonNode page = answered("/pages/{id}", "/api/v1/pages/" + id);
            assertThat(get(local(page.get("address"))).status()).isEqualTo(200);
            for (JsonNode file : page.get("attachments")) {
                JsonNode alone = answered("/attachments/{id}", local(file.get("self")));
                assertThat(alone).isEqualTo(file);
                boolean isLost = file.get("state").asString().equals("lost");
                assertThat(file.get("address").isNull()).isEqualTo(isLost);
                if (!isLost) {
                    byte[] bytes = get(local(file.get("address"))).body();
                    assertThat(bytes).hasSize(file.get("size").asInt());
                    assertThat(DemoBulletin.sha256(bytes)).isEqualTo(file.get("sha256").asString());
                }
            }
        }
        for (String withdrawn : query("SELECT id FROM page WHERE state = 'withdrawn'")) {
            for (String path : List.of("", "/versions", "/versions/1")) {
                RawHttp.Answer answer = get("/api/v1/pages/" + withdrawn + path);
                assertThat(answer.status()).isEqualTo(410);
                assertThat(answer.header("Content-Type"))
                        .contains("application/problem+json; charset=utf-8");
                assertConforms("Tombstone", answer);
                assertThat(answer.text()).doesNotContain("markdown");
            }
        }
        for (String file :
                query(
                        "SELECT a.id FROM attachment a JOIN page p ON p.id = a.page_id"
                                + " WHERE p.state = 'withdrawn'")) {
            assertThat(get("/api/v1/attachments/" + file).status()).isEqualTo(410);
        }
    }

    @Test
    void givesEveryVersionAndChange() throws Exception {
        int versions = 0;
        for (String id : query("SELECT id FROM page WHERE state <> 'withdrawn' LIMIT 20")) {
            JsonNode list =
                    answered("/pages/{id}/versions", "/api/v1/pages/" + id + "/versions?limit=100");
            for (JsonNode version : list.get("versions")) {
                JsonNode whole =
                        answered("/pages/{id}/versions/{number}", local(version.get("self")));
                assertThat(whole.get("title")).isEqualTo(version.get("title"));
                versions++;
            }
        }
        assertThat(versions).isGreaterThanOrEqualTo(20);

        Set<Long> changes = new HashSet<>();
        String address = "/api/v1/changes?limit=100";
        while (address != null) {
            JsonNode piece = answered("/changes", address);
            piece.get("changes").forEach(change -> changes.add(change.get("id").asLong()));
            address = piece.get("next").isNull() ? null : local(piece.get("next"));
        }
        assertThat(changes)
                .hasSize(Integer.parseInt(query("SELECT count(*) FROM change_entry").getFirst()));
    }

    @Test
    void givesTheOfficeAndItsSections() throws Exception {
        assertThat(answered("/office", "/api/v1/office").get("name").asString())
                .isEqualTo("Urząd Gminy Przykładowo");
        assertThat(answered("/sections", "/api/v1/sections").get("sections")).isNotEmpty();
        JsonNode section = answered("/sections/{slug}", "/api/v1/sections/test-dawne-akty");
        assertThat(section.get("slug").asString()).isEqualTo("test-akty");
        JsonNode pages = answered("/pages", local(section.get("pages")));
        assertThat(pages.get("pages").findValuesAsString("id")).containsExactly("2", "3");
        JsonNode page = answered("/pages/{id}", "/api/v1/pages/2");
        assertThat(page.get("archived").get("reason").asString()).isEqualTo("stare");
        assertThat(page.get("exclusions").get(0).get("scope").asString()).isEqualTo("imię");
    }

    @Test
    void filtersByLabel() throws Exception {
        String label =
                query(
                                "SELECT l.slug FROM label l JOIN page_label pl ON pl.label_id ="
                                        + " l.id JOIN page p ON p.id = pl.page_id WHERE p.state ="
                                        + " 'published' GROUP BY l.id ORDER BY count(*) DESC")
                        .getFirst();
        JsonNode pages = answered("/pages", "/api/v1/pages?limit=2&label=" + label);
        assertThat(pages.get("pages")).hasSize(2);
        assertThat(pages.get("next").asString()).endsWith("&limit=2&label=" + label);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pages/0",
                "/pages/999999",
                "/pages/x",
                "/pages/99999999999999999999",
                "/pages/1/versions/999",
                "/pages/1/versions/999999999999",
                "/pages/1/versions/x",
                "/attachments/999999",
                "/sections/nie-ma",
                "/nic",
                "/a/b",
                "/a/b/c",
                "/a/b/c/d",
            })
    void saysInJsonThatThereIsNothing(String path) throws Exception {
        RawHttp.Answer answer = get("/api/v1" + path);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type"))
                .contains("application/problem+json; charset=utf-8");
        assertConforms("Problem", answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/pages?limit=0",
                "/pages?limit=101",
                "/pages?limit=-1",
                "/pages?after=x",
                "/pages?section=nie-ma",
                "/pages?label=nie-ma",
                "/changes?limit=1000",
                "/changes?after=-1",
                "/pages/1/versions?limit=9999999999",
            })
    void refusesWhatMakesNoSense(String path) throws Exception {
        RawHttp.Answer answer = get("/api/v1" + path);
        assertThat(answer.status()).isEqualTo(400);
        assertConforms("Problem", answer);
    }

    @Test
    void isForOtherSitesTooAndNotSentTwice() throws Exception {
        RawHttp.Answer answer = get("/api/v1/pages/2");
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(
                        server.get(
                                        "/api/v1/pages/2",
                                        "If-None-Match: " + answer.header("ETag").orElseThrow())
                                .status())
                .isEqualTo(304);
        assertThat(get("/zmiany").header("Access-Control-Allow-Origin")).isEmpty();
    }

    /** A page of another site that has a document already asks leave to say so, then reads. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/pages/2",
                "/en/api/v1/pages/2",
                "/api/v1/pages/none",
                "/zmiany.atom",
                "/en/zmiany.json",
                "/zmiany.csv",
                "/mapa.csv"
            })
    void letsABrowserAskWhetherSomethingChanged(String address) throws Exception {
        RawHttp.Answer leave =
                RawHttp.send(
                        server.address(),
                        "OPTIONS",
                        address,
                        "Origin: https://inna.example",
                        "Access-Control-Request-Method: GET",
                        "Access-Control-Request-Headers: if-none-match");
        assertThat(leave.status()).isEqualTo(200);
        assertThat(leave.body()).isEmpty();
        assertThat(leave.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(leave.header("Access-Control-Allow-Methods")).contains("GET, HEAD");
        assertThat(leave.header("Access-Control-Allow-Headers")).contains("If-None-Match");
        assertThat(leave.header("Access-Control-Allow-Credentials")).isEmpty();

        RawHttp.Answer answer = get(address);
        assertThat(answer.header("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("ETag");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
        if (answer.status() == 200) {
            answer.header("ETag").ifPresent(tag -> assertStillOpen(address, tag));
        }
    }

    private void assertStillOpen(String address, String tag) {
        try {
            RawHttp.Answer known = server.get(address, "If-None-Match: " + tag);
            assertThat(known.status()).isEqualTo(304);
            assertThat(known.header("Access-Control-Allow-Origin")).contains("*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/zmiany", "/strona/none.json", "/redakcja", "/health"})
    void keepsPagesAndTheDeskToItself(String address) throws Exception {
        RawHttp.Answer leave = RawHttp.send(server.address(), "OPTIONS", address);

        assertThat(leave.status()).isEqualTo(405);
        assertThat(leave.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(get(address).header("Access-Control-Allow-Origin")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/en/api"})
    void tellsPeopleHowToUseIt(String address) throws Exception {
        RawHttp.Answer answer = get(address);
        var page = Jsoup.parse(answer.text());
        assertThat(answer.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("??").contains(SITE + "/api/v1", "90");
        for (String link : page.select("main a[href]").eachAttr("href")) {
            assertThat(get(link).status()).as(link).isEqualTo(200);
        }
    }

    /** The document at {@code address}, which is as {@code path} is described. */
    private static JsonNode answered(String path, String address) throws IOException {
        RawHttp.Answer answer = get(address);
        assertThat(answer.status()).as(address).isEqualTo(200);
        assertThat(answer.header("Content-Type")).contains("application/json; charset=utf-8");
        JsonNode document = MAPPER.readTree(answer.text());
        JsonNode schema =
                description
                        .get("paths")
                        .get(path)
                        .at("/get/responses/200/content/application~1json/schema");
        assertThat(new JsonSchema(description).faults(schema, document)).as(address).isEmpty();
        return document;
    }

    private static void assertConforms(String schema, RawHttp.Answer answer) {
        assertThat(
                        new JsonSchema(description)
                                .faults(
                                        description.at("/components/schemas/" + schema),
                                        MAPPER.readTree(answer.text())))
                .isEmpty();
    }

    private static RawHttp.Answer get(String target) throws IOException {
        return server.get(target);
    }

    private static String local(JsonNode address) {
        assertThat(address.asString()).startsWith(SITE + "/");
        return address.asString().substring(SITE.length());
    }

    private static List<String> query(String sql) throws Exception {
        return DemoBulletin.query(server.database(), sql);
    }
}

package bip.server.legacyimport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whose bulletin it was: {@code conf/site.json}. Texts that are missing there are empty. */
record LegacySite(
        String name,
        String shortName,
        String street,
        String zipCode,
        String town,
        @Nullable String bipUrl,
        @Nullable String nip,
        @Nullable String regon,
        List<Contact> contacts,
        List<Department> departments) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    LegacySite {
        contacts = List.copyOf(contacts);
        departments = List.copyOf(departments);
    }

    record Contact(String name, String phone, String email) {}

    record Department(
            String name,
            String domain,
            String location,
            String phone,
            String email,
            List<Staff> staff) {
        Department {
            staff = List.copyOf(staff);
        }
    }

    record Staff(
            String roleName,
            String roleType,
            String personName,
            String photoUrl,
            String phone,
            String email) {}

    /**
     * Reads {@code conf/site.json}.
     *
     * @throws ImportException if it is not JSON or names no office
     */
    static LegacySite load(Path file) throws IOException {
        try {
            return of(JSON.readTree(Files.readString(file, StandardCharsets.UTF_8)), file);
        } catch (JacksonException e) {
            String place = "wiersz/line " + e.getLocation().getLineNr();
            throw new ImportException(
                    "plik %s nie jest poprawnym JSON-em (%s); popraw go i spróbuj ponownie"
                            .formatted(file, place),
                    "%s is not valid JSON (%s); correct it and try again".formatted(file, place),
                    e);
        }
    }

    private static LegacySite of(JsonNode site, Path file) {
        String name = text(site, "name");
        if (!site.isObject() || name.isBlank()) {
            throw new ImportException(
                    "plik %s nie podaje nazwy podmiotu (\"name\")".formatted(file),
                    "%s does not name the public body (\"name\")".formatted(file));
        }
        JsonNode address = site.path("address");
        return new LegacySite(
                name,
                text(site, "short_name").isBlank() ? name : text(site, "short_name"),
                text(address, "street"),
                text(address, "zip_code"),
                text(address, "town"),
                textOrNull(site, "bip_url"),
                textOrNull(site, "nip"),
                textOrNull(site, "regon"),
                contacts(site.path("contacts")),
                departments(site.path("departments")));
    }

    private static List<Contact> contacts(JsonNode nodes) {
        var contacts = new ArrayList<Contact>();
        for (JsonNode node : nodes) {
            contacts.add(new Contact(text(node, "name"), text(node, "phone"), text(node, "email")));
        }
        return contacts;
    }

    private static List<Department> departments(JsonNode nodes) {
        var departments = new ArrayList<Department>();
        for (JsonNode node : nodes) {
            departments.add(
                    new Department(
                            text(node, "name"),
                            text(node, "domain"),
                            text(node, "location"),
                            text(node, "phone"),
                            text(node, "email"),
                            staff(node.path("staff"))));
        }
        return departments;
    }

    private static List<Staff> staff(JsonNode nodes) {
        var staff = new ArrayList<Staff>();
        for (JsonNode node : nodes) {
            staff.add(
                    new Staff(
                            text(node, "role_name"),
                            text(node, "role_type"),
                            text(node, "person_name"),
                            text(node, "photo_url"),
                            text(node, "phone"),
                            text(node, "email")));
        }
        return staff;
    }

    private static String text(JsonNode node, String field) {
        String text = textOrNull(node, field);
        return text == null ? "" : text;
    }

    private static @Nullable String textOrNull(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }
}

package bip.server;

import bip.server.testing.RawHttp;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Looks for what no answer may have, whatever was asked.
 *
 * @param template of the address that was asked for
 * @param target that was asked for, as it was sent
 * @param isHead only the head was asked for
 */
record FuzzedAnswer(String template, String target, boolean isHead, RawHttp.Answer answer) {

    /** What a handler says of itself to the visitor must not tell how it is made. */
    private static final Pattern INNARDS =
            Pattern.compile(
                    "\\bat (bip|java|io\\.undertow|org)\\.[\\w.$]+\\(|Exception\\b|SQLITE_");

    /** In a text an apostrophe is no markup. */
    private static final Pattern MARKUP =
            Pattern.compile("<xq7|(?<!href=)\"xq7|<[^<>]*'xq7", Pattern.CASE_INSENSITIVE);

    /** In XML quotation marks in a text are no markup. */
    private static final Pattern ELEMENT = Pattern.compile("<xq7", Pattern.CASE_INSENSITIVE);

    private static final Pattern RUNS =
            Pattern.compile("\\s*(javascript|data|vbscript):.*", Pattern.CASE_INSENSITIVE);

    /** Where a link or a form may lead, as far as the visitor can have a say in it. */
    private static final Pattern LEADS_AWAY =
            Pattern.compile(RUNS + "|\\s*(https?:)?[/\\\\]{2}[^/]*xq7.*", Pattern.CASE_INSENSITIVE);

    private static final List<String> GUARDS =
            List.of(
                    "content-security-policy",
                    "x-content-type-options",
                    "x-frame-options",
                    "referrer-policy",
                    "permissions-policy",
                    "cross-origin-opener-policy",
                    "cross-origin-resource-policy");

    /** Addresses that are there for staff, and may give out their cookie. */
    private static final Pattern STAFF = Pattern.compile("/(zaloguj|wyloguj|redakcja.*)");

    private static final String FORMULA = "=+-@\t\r";

    /** Empty when all is well. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        if (answer.status() >= 500) {
            problems.add("status " + answer.status());
        }
        addProblemsOfHead(problems);
        try {
            addProblemsOfBody(problems, body());
        } catch (IOException e) {
            problems.add("a body that cannot be read: " + e.getMessage());
        }
        return problems;
    }

    private void addProblemsOfHead(List<String> problems) {
        List<String> missing =
                GUARDS.stream().filter(name -> !answer.headers().containsKey(name)).toList();
        if (!missing.isEmpty()) {
            problems.add("without " + missing);
        }
        answer.headers()
                .forEach((name, values) -> {
                    boolean isTold =
                            values.toString().toLowerCase(Locale.ROOT).contains(FuzzWords.MARK);
                    if (name.contains(FuzzWords.MARK) || (isTold && !name.equals("location"))) {
                        problems.add("a header of the visitor's: " + name + " " + values);
                    }
                });
        answer.headers().getOrDefault("location", List.of()).stream()
                .filter(to -> !to.matches("/([!-\\[\\]-~&&[^/]][!-\\[\\]-~]*)?"))
                .forEach(to -> problems.add("leads away, to " + to));
        if (answer.header("set-cookie").isPresent() && !STAFF.matcher(template).matches()) {
            problems.add("a cookie for a reader");
        }
    }

    private byte[] body() throws IOException {
        byte[] sent =
                answer.header("transfer-encoding").isPresent() && answer.body().length > 0
                        ? joined(answer.body())
                        : whole(answer.body());
        if (answer.header("content-encoding").isEmpty() || sent.length == 0) {
            return sent;
        }
        try (var in = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return in.readAllBytes();
        }
    }

    /** Neither cut short nor followed by what the visitor put behind it. */
    private byte[] whole(byte[] sent) throws IOException {
        boolean hasNone = isHead || answer.status() == 304;
        var announced = answer.header("content-length");
        if (announced.isEmpty() && answer.header("content-type").orElse("").contains("/csv")) {
            return sent; // rows are not counted before; the connection's end is theirs
        }
        int length = hasNone ? 0 : Integer.parseInt(announced.orElse("0"));
        if (sent.length != length) {
            throw new IOException(sent.length + " bytes of " + length);
        }
        return sent;
    }

    private static byte[] joined(byte[] chunks) throws IOException {
        var whole = new ByteArrayOutputStream();
        int at = 0;
        while (true) {
            int end = at;
            while (end < chunks.length && chunks[end] != '\r') {
                end++;
            }
            String line = new String(chunks, at, end - at, StandardCharsets.ISO_8859_1);
            int length = line.matches("[0-9a-fA-F]{1,7}") ? Integer.parseInt(line, 16) : -1;
            boolean isWhole = length >= 0 && end + 2 + length + 2 <= chunks.length;
            if (!isWhole || (length == 0 && end + 4 != chunks.length)) {
                throw new IOException("broken chunks");
            }
            if (length == 0) {
                return whole.toByteArray();
            }
            whole.write(chunks, end + 2, length);
            at = end + 2 + length + 2;
        }
    }

    private void addProblemsOfBody(List<String> problems, byte[] bytes) {
        String type = answer.header("content-type").orElse("");
        if (bytes.length == 0 || isFile()) {
            return;
        }
        String body = new String(bytes, StandardCharsets.UTF_8);
        problems.addAll(found(INNARDS, body, "the server's innards"));
        if (body.contains(FuzzWords.EVALUATED)) {
            problems.add("an evaluated expression");
        }
        if (type.startsWith("text/html")) {
            addProblemsOfPage(problems, body);
        } else if (type.contains("xml")) {
            problems.addAll(found(ELEMENT, body, "markup of the visitor's"));
            addProblemsOfXml(problems, bytes);
        } else if (type.contains("json")) {
            addProblemsOfJson(problems, body);
        } else if (type.startsWith("text/csv")) {
            addProblemsOfRows(problems, body);
        } else if (!type.matches("text/(plain|css); charset=utf-8")) {
            problems.add("an unknown kind of answer: " + type);
        }
    }

    private boolean isForPrograms() {
        return target.startsWith("/api/") || target.startsWith("/en/api/");
    }

    /** What the office attached is its own matter, and is no answer of ours. */
    private boolean isFile() {
        return (template.startsWith("/attachment/") || template.startsWith("/zalacznik/"))
                && (answer.status() == 200 || answer.status() == 206);
    }

    private void addProblemsOfPage(List<String> problems, String body) {
        problems.addAll(found(MARKUP, body, "markup of the visitor's"));
        if (isForPrograms()) {
            problems.add("a page for a program");
        }
        for (Element element : Jsoup.parse(body).getAllElements()) {
            if (element.normalName().matches("script|xq7.*|iframe|object|embed|base")) {
                problems.add("an element " + element.normalName());
            }
            for (Attribute attribute : element.attributes()) {
                String name = attribute.getKey().toLowerCase(Locale.ROOT);
                if (name.startsWith("on") || name.equals("style") || name.contains("xq7")) {
                    problems.add("an attribute " + attribute);
                }
                if (name.matches("href|src|action|formaction|srcset")
                        && (isOfAnEditor(element) ? RUNS : LEADS_AWAY)
                                .matcher(attribute.getValue())
                                .matches()) {
                    problems.add("leads away: " + element.parent());
                }
            }
        }
    }

    /** A link in a published text that says that it leaves the site. */
    private static boolean isOfAnEditor(Element element) {
        return element.is("a.external");
    }

    private static void addProblemsOfXml(List<String> problems, byte[] body) {
        try {
            var factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            var builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // throws what is fatal, prints nothing
            NodeList elements =
                    builder.parse(new ByteArrayInputStream(body)).getElementsByTagName("*");
            for (int i = 0; i < elements.getLength(); i++) {
                addProblemsOfAttributes(problems, elements.item(i).getAttributes());
            }
        } catch (SAXException | IOException | ParserConfigurationException e) {
            problems.add("broken XML: " + e.getMessage());
        }
    }

    private static void addProblemsOfAttributes(List<String> problems, NamedNodeMap attributes) {
        for (int i = 0; i < attributes.getLength(); i++) {
            String name = attributes.item(i).getNodeName().toLowerCase(Locale.ROOT);
            String value = attributes.item(i).getNodeValue();
            if (name.contains("xq7") || name.startsWith("on")) {
                problems.add("an attribute of the visitor's: " + name);
            } else if (name.equals("href") && LEADS_AWAY.matcher(value).matches()) {
                problems.add("a link of the visitor's: " + value);
            }
        }
    }

    private void addProblemsOfJson(List<String> problems, String body) {
        try {
            JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            problems.add("broken JSON: " + e.getOriginalMessage());
        }
        boolean isProblem = answer.header("content-type").orElse("").contains("problem+json");
        if (isForPrograms() && isProblem == answer.status() < 400) {
            problems.add("a document of the wrong kind for status " + answer.status());
        }
    }

    /** A spreadsheet must find no formula, and as many values in each row as in the first. */
    private static void addProblemsOfRows(List<String> problems, String body) {
        List<List<String>> rows = rows(body);
        for (List<String> row : rows) {
            if (row.size() != rows.getFirst().size()) {
                problems.add("a row of its own: " + row);
            }
            row.stream()
                    .filter(value -> !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0)
                    .forEach(value -> problems.add("a formula: " + value));
        }
    }

    private static List<List<String>> rows(String body) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var value = new StringBuilder();
        boolean isQuoted = false;
        for (int at = 0; at < body.length(); at++) {
            char letter = body.charAt(at);
            if (letter == '"') {
                isQuoted = !isQuoted;
            } else if (isQuoted || (letter != ',' && letter != '\n' && letter != '\r')) {
                value.append(letter);
            } else if (letter != '\r') {
                row.add(value.toString());
                value.setLength(0);
                if (letter == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            }
        }
        return rows;
    }

    private static List<String> found(Pattern pattern, String body, String what) {
        var matcher = pattern.matcher(body);
        if (!matcher.find()) {
            return List.of();
        }
        int from = Math.max(0, matcher.start() - 60);
        int to = Math.min(body.length(), matcher.end() + 60);
        return List.of("%s (%s)".formatted(what, body.substring(from, to)));
    }
}

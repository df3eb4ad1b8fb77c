package bip.server.changeregister;

import bip.server.changeregister.ChangeRegister.Kind;
import bip.server.text.Language;
import bip.server.web.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The filters of the register as they were given, kept word for word so that the form and every
 * link show them again. Empty fields filter nothing.
 *
 * @param since the first day, {@code 2026-03-01}
 * @param until the last day
 * @param section address of a section, one that it has or had
 * @param login of who made the change
 * @param kind as the database has it
 */
record ChangeForm(String since, String until, String section, String login, String kind) {
    private static final int FIRST_YEAR = 1900;
    private static final int LAST_YEAR = 9998;

    static ChangeForm of(Request request) {
        return new ChangeForm(
                given(request, "od"),
                given(request, "do"),
                given(request, "dzial"),
                given(request, "kto"),
                given(request, "rodzaj"));
    }

    private static String given(Request request, String name) {
        return request.queryParameter(name).orElse("").strip();
    }

    /** It filters nothing. */
    boolean isEmpty() {
        return fields().isEmpty();
    }

    /** The fields for an address: {@code od=2026-03-01&kto=redaktor}; empty without any. */
    String query() {
        List<String> pairs = new ArrayList<>();
        fields().forEach((name, value) ->
                pairs.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return String.join("&", pairs);
    }

    /** {@code address} with the fields, and with {@code more} after them. */
    String addedTo(String address, String more) {
        String query = query();
        String whole = query.isEmpty() || more.isEmpty() ? query + more : query + "&" + more;
        return whole.isEmpty() ? address : address + "?" + whole;
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("od", since);
        fields.put("do", until);
        fields.put("dzial", section);
        fields.put("kto", login);
        fields.put("rodzaj", kind);
        fields.values().removeIf(String::isEmpty);
        return fields;
    }

    /** What is asked for, or what is wrong with it. */
    Asked asked(ChangeRegister register, ZoneId zone, Language language) {
        Optional<LocalDate> first = day(since);
        Optional<LocalDate> last = day(until);
        Optional<Long> sectionId =
                section.isEmpty() ? Optional.empty() : register.findSection(section);
        Optional<Long> accountId = login.isEmpty() ? Optional.empty() : register.findAuthor(login);

        var problems = new ArrayList<String>();
        if (!since.isEmpty() && first.isEmpty()) {
            problems.add(noDay(since, language));
        }
        if (!until.isEmpty() && last.isEmpty()) {
            problems.add(noDay(until, language));
        }
        if (first.isPresent() && last.isPresent() && first.get().isAfter(last.get())) {
            problems.add(
                    language.choose(
                            "Dzień „od” jest późniejszy niż dzień „do”.",
                            "The first day is after the last one."));
        }
        if (!section.isEmpty() && sectionId.isEmpty()) {
            problems.add(
                    language.choose(
                            "Nie ma działu „" + section + "”.",
                            "There is no section “" + section + "”."));
        }
        if (!login.isEmpty() && accountId.isEmpty()) {
            problems.add(
                    language.choose(
                            "Nikt o loginie „" + login + "” niczego tu nie wpisał.",
                            "Nobody called “" + login + "” entered anything here."));
        }
        if (!kind.isEmpty() && !isKind(kind)) {
            problems.add(
                    language.choose(
                            "Nie ma rodzaju zmiany „" + kind + "”.",
                            "There is no kind of change “" + kind + "”."));
        }
        return problems.isEmpty()
                ? new Asked.For(
                        new ChangeFilter(
                                first.map(day -> start(day, zone)).orElse(ChangeFilter.FIRST),
                                last.map(day -> start(day.plusDays(1), zone))
                                        .orElse(ChangeFilter.LAST),
                                sectionId.orElse(null),
                                accountId.orElse(null),
                                kind.isEmpty() ? null : kind))
                : new Asked.Unclear(problems);
    }

    private static Instant start(LocalDate day, ZoneId zone) {
        return day.atStartOfDay(zone).toInstant();
    }

    private static boolean isKind(String text) {
        return Stream.of(Kind.values()).anyMatch(one -> valueOf(one).equals(text));
    }

    /** What the form sends for a kind: its name in the database. */
    static String valueOf(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String noDay(String text, Language language) {
        return language.choose(
                "„" + text + "” nie jest dniem; proszę pisać na przykład 2026-03-01.",
                "“" + text + "” is no day; write it like 2026-03-01.");
    }

    private static Optional<LocalDate> day(String text) {
        if (!text.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(text))
                    .filter(day -> day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** What a form comes to. */
    sealed interface Asked {
        record For(ChangeFilter filter) implements Asked {}

        /** Some fields make no sense; each problem is a sentence for people. */
        record Unclear(List<String> problems) implements Asked {
            public Unclear {
                problems = List.copyOf(problems);
            }
        }
    }
}

package bip.ctl.terminal;

import bip.ctl.support.CtlException;
import bip.ctl.support.ErrorCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The reader's language: Polish or English. */
public final class Language {

    public static final Locale POLISH = Locale.of("pl");
    public static final Locale ENGLISH = Locale.ENGLISH;

    private Language() {}

    /**
     * By {@code --lang}, else by the first of LC_ALL, LC_MESSAGES and LANG that says anything.
     * Polish from these only with UTF-8: another character set could not show its letters.
     *
     * @param option what {@code --lang} said
     * @throws CtlException if it is neither {@code pl} nor {@code en}
     */
    public static Locale of(Optional<String> option, Map<String, String> environment) {
        return option.map(Language::named).orElseGet(() -> fromLocale(locale(environment)));
    }

    /** Whether the terminal at the other end shows UTF-8, as far as the environment tells. */
    public static boolean isUtf8(Map<String, String> environment) {
        return isUtf8(locale(environment));
    }

    private static Locale named(String option) {
        return switch (option) {
            case "pl" -> POLISH;
            case "en" -> ENGLISH;
            default -> throw new CtlException(ErrorCode.G106, option);
        };
    }

    private static Locale fromLocale(String locale) {
        boolean polish =
                locale.equals("pl") || locale.startsWith("pl_") || locale.startsWith("pl.");
        return polish && isUtf8(locale) ? POLISH : ENGLISH;
    }

    private static boolean isUtf8(String locale) {
        String name = locale.toLowerCase(Locale.ROOT);
        return name.contains(".utf-8") || name.contains(".utf8");
    }

    private static String locale(Map<String, String> environment) {
        return Stream.of("LC_ALL", "LC_MESSAGES", "LANG")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse("");
    }
}

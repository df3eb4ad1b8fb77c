package bip.server.text;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Sizes of files in words: {@code 32,6 kB}, thousands as in the SI. */
public final class PolishSizes {

    private PolishSizes() {}

    /** The same with the decimal sign of {@code language}. */
    public static String show(long bytes, Language language) {
        return language == Language.POLISH ? show(bytes) : show(bytes).replace(',', '.');
    }

    public static String show(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        return bytes < 1_000_000 ? scaled(bytes, 1_000) + " kB" : scaled(bytes, 1_000_000) + " MB";
    }

    private static String scaled(long bytes, long unit) {
        return BigDecimal.valueOf(bytes)
                .divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_UP)
                .toPlainString()
                .replace('.', ',');
    }
}

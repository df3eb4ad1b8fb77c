package bip.ctl.support;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;

/**
 * Texts in the reader's language, from {@code messages.properties} (English) and {@code
 * messages_pl.properties}.
 */
public final class Messages {

    private final ResourceBundle texts;
    private final Locale locale;

    /**
     * Texts for a reader of {@code locale}.
     *
     * @param locale Polish, or anything else for English
     */
    public Messages(Locale locale) {
        this.locale = locale.getLanguage().equals("pl") ? Locale.of("pl") : Locale.ROOT;
        this.texts = ResourceBundle.getBundle("bip.ctl.support.messages", this.locale);
    }

    /**
     * The text {@code key} with {0}, {1}, … filled in.
     *
     * @throws java.util.MissingResourceException if there is no such text: a mistake of ours, found
     *     by a test
     */
    public String text(String key, Object... arguments) {
        return new MessageFormat(texts.getString(key), locale).format(arguments);
    }

    public boolean isPolish() {
        return locale.getLanguage().equals("pl");
    }

    public Locale locale() {
        return locale;
    }
}

package bip.server.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;

/** The header that names a download, for any letters (RFC 6266). */
final class ContentDisposition {
    private ContentDisposition() {}

    /** Both forms: plain letters for old programs, UTF-8 for all others, which prefer it. */
    static String of(String name, boolean inline) {
        return (inline ? "inline" : "attachment")
                + "; filename=\""
                + plain(name)
                + "\"; filename*=UTF-8''"
                + URLEncoder.encode(name, StandardCharsets.UTF_8)
                        .replace("+", "%20")
                        .replace("*", "%2A");
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{Mn}", "")
                .replace('ł', 'l')
                .replace('Ł', 'L')
                .codePoints()
                .map(ContentDisposition::plain)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    private static int plain(int letter) {
        boolean safe = letter >= ' ' && letter < 0x7f && "\"\\%".indexOf(letter) < 0;
        return safe ? letter : '_';
    }
}

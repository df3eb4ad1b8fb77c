package bip.server.web;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The path and query of a request, percent-decoded exactly once. The path is split at its slashes
 * before decoding, so that {@code %2F} stays inside a part.
 *
 * @param parts decoded parts of the path; {@code /} has one, which is empty
 * @param query decoded, in the order given
 */
record Address(List<String> parts, Map<String, List<String>> query) {

    /**
     * Reads the raw forms.
     *
     * @throws BadRequestException if an escape is broken, or what it makes is not UTF-8 or holds a
     *     control character
     */
    static Address parse(String rawPath, String rawQuery) throws BadRequestException {
        if (!rawPath.startsWith("/")) {
            throw new BadRequestException("the path does not start with a slash");
        }
        List<String> parts = new ArrayList<>();
        for (String part : rawPath.substring(1).split("/", -1)) {
            String decoded = decode(part);
            requireNoZero(decoded);
            parts.add(decoded);
        }
        return new Address(List.copyOf(parts), query(rawQuery));
    }

    String path() {
        return "/" + String.join("/", parts);
    }

    /** Decodes {@code a=b&c=d}. */
    static Map<String, List<String>> query(String raw) throws BadRequestException {
        Map<String, List<String>> query = form(raw);
        for (var pair : query.entrySet()) {
            requireNoZero(pair.getKey());
            for (String value : pair.getValue()) {
                requireNoZero(value);
            }
        }
        return query;
    }

    /** Decodes the same in a form that was sent, where rooms say what a field may hold. */
    static Map<String, List<String>> form(String raw) throws BadRequestException {
        Map<String, List<String>> query = new LinkedHashMap<>();
        for (String pair : raw.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                query.computeIfAbsent(decode(name.replace('+', ' ')), _ -> new ArrayList<>())
                        .add(decode(value.replace('+', ' ')));
            }
        }
        return query;
    }

    private static String decode(String raw) throws BadRequestException {
        return raw.indexOf('%') < 0 ? raw : unescape(raw);
    }

    private static void requireNoZero(String decoded) throws BadRequestException {
        if (decoded.indexOf('\0') >= 0) {
            throw new BadRequestException("a zero byte in the address");
        }
    }

    private static String unescape(String raw) throws BadRequestException {
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int index = 0; index < raw.length(); index++) {
            char letter = raw.charAt(index);
            if (letter == '%') {
                bytes.put(escaped(raw, index));
                index += 2;
            } else {
                bytes.put(String.valueOf(letter).getBytes(StandardCharsets.UTF_8));
            }
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw new BadRequestException("the address is not UTF-8");
        }
    }

    private static byte escaped(String raw, int index) throws BadRequestException {
        int high = index + 2 < raw.length() ? Character.digit(raw.charAt(index + 1), 16) : -1;
        int low = index + 2 < raw.length() ? Character.digit(raw.charAt(index + 2), 16) : -1;
        if (high < 0 || low < 0) {
            throw new BadRequestException("a broken escape in the address");
        }
        return (byte) (high << 4 | low);
    }
}

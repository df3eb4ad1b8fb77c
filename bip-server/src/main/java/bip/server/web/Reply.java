package bip.server.web;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer in terms of HTTP, before the request's conditions are looked at.
 *
 * @param headers besides those that every answer carries
 * @param tag strong ETag without its quotes; empty when the answer is not to be asked for again
 */
record Reply(int status, Map<String, String> headers, String tag, Body body) {

    Reply {
        headers = Map.copyOf(headers);
    }

    static Reply of(int status, String mediaType, byte[] bytes) {
        return new Reply(status, Map.of("Content-Type", mediaType), "", new Body.Bytes(bytes));
    }

    /** With one header more. */
    Reply with(String name, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, tag, body);
    }

    /** Kept by no browser and no proxy, and read by no other site. */
    Reply forOneVisitor() {
        Map<String, String> kept = new HashMap<>(headers);
        kept.keySet().removeIf(CrossOrigin::isOpening);
        return new Reply(status, kept, "", body).with("Cache-Control", "no-store");
    }

    /** With a strong ETag. */
    Reply tagged(String newTag) {
        return new Reply(status, headers, newTag, body);
    }

    /**
     * Whether the asker has it already. A weak comparison, as RFC 9110 13.1.2 wants it.
     *
     * @param ifNoneMatch values of that header
     */
    boolean isKnownTo(List<String> ifNoneMatch) {
        return status == 200
                && !tag.isEmpty()
                && ifNoneMatch.stream()
                        .flatMap(value -> List.of(value.split(",", -1)).stream())
                        .map(String::strip)
                        .map(value -> value.startsWith("W/") ? value.substring(2) : value)
                        .anyMatch(value -> value.equals("*") || value.equals(quotedTag()));
    }

    Optional<String> etag() {
        return tag.isEmpty() ? Optional.empty() : Optional.of(quotedTag());
    }

    private String quotedTag() {
        return '"' + tag + '"';
    }

    /** What follows the headers. */
    sealed interface Body {
        /** From memory. */
        @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
        record Bytes(byte[] bytes) implements Body {}

        /** Streamed from a file. */
        record Streamed(Path file) implements Body {}

        /** Written as it comes, its length unknown before. */
        record Written(Response.RowSource source) implements Body {}
    }
}

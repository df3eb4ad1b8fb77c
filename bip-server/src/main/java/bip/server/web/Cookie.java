package bip.server.web;

/**
 * A cookie for this site alone, for as long as the browser is open. Not readable by scripts and
 * never sent with a request that another site began.
 *
 * @param value empty to make the browser forget it
 * @param secure sent by HTTPS only
 */
public record Cookie(String name, String value, boolean secure) {
    /** As the header wants it (RFC 6265 4.1). */
    String header() {
        return name
                + "="
                + value
                + "; Path=/; HttpOnly; SameSite=Strict"
                + (secure ? "; Secure" : "")
                + (value.isEmpty() ? "; Max-Age=0" : "");
    }
}

package bip.server.web;

import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.util.HashMap;
import java.util.Map;

/** Headers that every answer carries. */
final class SecurityHeaders {
    /**
     * No script, no frame, nothing from elsewhere (R53). What asks this site from within a page is
     * no script of a page but a judge: Lighthouse reads robots.txt so.
     */
    private static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src"
                    + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /** What no page here needs, so that nothing that gets into one has it either. */
    private static final String NOTHING_PERMITTED =
            "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
                    + " magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    private static final String ONE_YEAR = "max-age=31536000";

    private final Map<HttpString, String> headers = new HashMap<>();

    /**
     * Prepares the headers.
     *
     * @param https whether citizens reach the site by HTTPS, so that browsers may insist on it
     */
    SecurityHeaders(boolean https) {
        headers.put(new HttpString("Content-Security-Policy"), POLICY);
        headers.put(new HttpString("X-Content-Type-Options"), "nosniff");
        // What the policy's frame-ancestors says, for those who do not know it.
        headers.put(new HttpString("X-Frame-Options"), "DENY");
        headers.put(new HttpString("Referrer-Policy"), "strict-origin-when-cross-origin");
        headers.put(new HttpString("Permissions-Policy"), NOTHING_PERMITTED);
        headers.put(new HttpString("Cross-Origin-Opener-Policy"), "same-origin");
        // An answer that is for other sites' pages too says otherwise.
        headers.put(new HttpString("Cross-Origin-Resource-Policy"), "same-origin");
        if (https) {
            headers.put(new HttpString("Strict-Transport-Security"), ONE_YEAR);
        }
    }

    void addTo(HeaderMap answer) {
        headers.forEach(answer::put);
    }
}

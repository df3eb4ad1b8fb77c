package bip.server.web;

import bip.server.text.Language;
import java.net.InetAddress;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a handler may know of a request.
 *
 * @param method GET, HEAD or POST
 * @param path decoded path, starting with a slash, the same in all languages
 * @param pathParameters the named parts of the route's template, decoded
 * @param queryParameters decoded, in the order given
 * @param peer address of the connection's other end; a proxy's when there is one
 * @param forwarded whether any forwarding header came along, so that {@code peer} is not the
 *     visitor
 * @param client the visitor's address, as far as the peer and the trusted proxies are to be
 *     believed
 * @param https whether the visitor's own connection is encrypted, as a trusted proxy says
 * @param automatic whether who asks says to be a program of its own, no browser of a reader
 * @param cookies by name; the first of a name
 * @param form fields of the form that was sent, in the order given
 * @param visitor who asks
 * @param reference short random text that names this request in the log and on an error page
 * @param language of the page that is asked for
 */
public record Request(
        String method,
        String path,
        Map<String, String> pathParameters,
        Map<String, List<String>> queryParameters,
        InetAddress peer,
        boolean forwarded,
        InetAddress client,
        boolean https,
        boolean automatic,
        Map<String, String> cookies,
        Map<String, List<String>> form,
        Visitor visitor,
        String reference,
        Language language) {

    /** The field of every form that proves that this site gave it out. */
    public static final String FORM_TOKEN = "_token";

    public Request {
        pathParameters = Map.copyOf(pathParameters);
        queryParameters = Map.copyOf(queryParameters);
        cookies = Map.copyOf(cookies);
        // Not Map.copyOf: the order of the fields is kept.
        form = Collections.unmodifiableMap(form);
    }

    /** It may change something. */
    public boolean isPost() {
        return method.equals("POST");
    }

    /** Somebody reads the page, as far as one can tell; no robot, no preview of its head. */
    public boolean isReading() {
        return method.equals("GET") && !automatic;
    }

    /** The first value of the form's field {@code name}; empty without one. */
    public String field(String name) {
        return form.getOrDefault(name, List.of("")).getFirst();
    }

    /**
     * Who is signed in.
     *
     * @throws IllegalStateException on a route that is open to everybody: a mistake of the room
     */
    public Visitor.SignedIn signedIn() {
        return switch (visitor) {
            case Visitor.SignedIn signedIn -> signedIn;
            case Visitor.Anonymous() ->
                    throw new IllegalStateException("nobody is signed in on " + path);
        };
    }

    /** The same request, sent by {@code somebody}. */
    public Request by(Visitor somebody) {
        return new Request(
                method,
                path,
                pathParameters,
                queryParameters,
                peer,
                forwarded,
                client,
                https,
                automatic,
                cookies,
                form,
                somebody,
                reference,
                language);
    }

    /**
     * The decoded part {@code name} of the path.
     *
     * @throws IllegalArgumentException if the route's template has no such part: a mistake of the
     *     room
     */
    public String pathParameter(String name) {
        String value = pathParameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no part {" + name + "}");
        }
        return value;
    }

    /** The first value given for {@code name}. */
    public Optional<String> queryParameter(String name) {
        return queryParameters.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** The request comes from this machine and from no proxy on it. */
    public boolean isLocal() {
        return peer.isLoopbackAddress() && !forwarded;
    }
}

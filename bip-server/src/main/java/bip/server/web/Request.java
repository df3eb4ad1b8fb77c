package bip.server.web;

import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a handler may know of a request.
 *
 * @param path decoded path, starting with a slash
 * @param pathParameters the named parts of the route's template, decoded
 * @param queryParameters decoded, in the order given
 * @param peer address of the connection's other end; a proxy's when there is one
 * @param forwarded whether any forwarding header came along, so that {@code peer} is not the
 *     visitor
 * @param client the visitor's address, as far as the peer and the trusted proxies are to be
 *     believed
 * @param reference short random text that names this request in the log and on an error page
 */
public record Request(
        String path,
        Map<String, String> pathParameters,
        Map<String, List<String>> queryParameters,
        InetAddress peer,
        boolean forwarded,
        InetAddress client,
        String reference) {

    public Request {
        pathParameters = Map.copyOf(pathParameters);
        queryParameters = Map.copyOf(queryParameters);
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

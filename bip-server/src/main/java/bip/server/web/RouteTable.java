package bip.server.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The registered routes. Where two match, the one with words rather than named parts is taken. */
final class RouteTable implements Routes {
    private final List<Route> routes = new ArrayList<>();
    private final List<String> prefixesForPrograms = new ArrayList<>();

    @Override
    public void get(String template, Access access, Handler handler) {
        add(new Route(false, parts(template), access, handler), template);
    }

    @Override
    public void post(String template, Access access, Handler handler) {
        add(new Route(true, parts(template), access, handler), template);
    }

    @Override
    public void forPrograms(String prefix) {
        prefixesForPrograms.add(prefix);
    }

    /**
     * Only programs ask for it.
     *
     * @param path as sent, without its language
     */
    boolean isForPrograms(String path) {
        return prefixesForPrograms.stream().anyMatch(path::startsWith);
    }

    /** A document for programs stands there, by its ending: a feed, a sheet, a list. */
    boolean isDocument(List<String> parts) {
        return routes.stream()
                .filter(route -> !route.post && route.access == Access.PUBLIC)
                .anyMatch(route ->
                        !Route.isNamed(route.parts.getLast())
                                && route.parts.getLast().contains(".")
                                && route.matches(parts));
    }

    /** Some route answers it. */
    boolean answers(boolean post, List<String> parts, Predicate<Access> open) {
        return routes.stream()
                .anyMatch(route ->
                        route.post == post && open.test(route.access) && route.matches(parts));
    }

    private void add(Route route, String template) {
        if (routes.stream().anyMatch(other -> other.isLike(route))) {
            throw new IllegalStateException(template + " is registered twice");
        }
        routes.add(route);
    }

    /** Templates of all routes, in the order of their registration. */
    List<String> templates() {
        return routes.stream().map(Route::template).toList();
    }

    /**
     * The route to take.
     *
     * @param post whether a form was sent
     */
    Optional<Match> find(boolean post, List<String> parts) {
        return routes.stream()
                .filter(route -> route.post == post && route.matches(parts))
                .min((one, other) -> Integer.compare(one.named(), other.named()))
                .map(route ->
                        new Match(
                                route.template(),
                                route.access,
                                route.handler,
                                route.values(parts)));
    }

    private static List<String> parts(String template) {
        if (!template.startsWith("/")) {
            throw new IllegalArgumentException(template + " does not start with a slash");
        }
        return List.of(template.substring(1).split("/", -1));
    }

    /** A route that fits a request. */
    record Match(
            String template, Access access, Handler handler, Map<String, String> pathParameters) {}

    private record Route(boolean post, List<String> parts, Access access, Handler handler) {
        boolean matches(List<String> given) {
            if (given.size() != parts.size()) {
                return false;
            }
            for (int index = 0; index < given.size(); index++) {
                String part = parts.get(index);
                String value = given.get(index);
                if (isNamed(part) ? value.isEmpty() : !part.equals(value)) {
                    return false;
                }
            }
            return true;
        }

        Map<String, String> values(List<String> given) {
            Map<String, String> values = new HashMap<>();
            for (int index = 0; index < given.size(); index++) {
                String part = parts.get(index);
                if (isNamed(part)) {
                    values.put(part.substring(1, part.length() - 1), given.get(index));
                }
            }
            return values;
        }

        /** As registered: it names the kind of page, never the page. */
        String template() {
            return "/" + String.join("/", parts);
        }

        /** How many parts are named. */
        int named() {
            return Math.toIntExact(parts.stream().filter(Route::isNamed).count());
        }

        boolean isLike(Route other) {
            return post == other.post && shape().equals(other.shape());
        }

        /** Routes of one shape match the same addresses. */
        List<String> shape() {
            return parts.stream().map(part -> isNamed(part) ? "{}" : part).toList();
        }

        private static boolean isNamed(String part) {
            return part.startsWith("{") && part.endsWith("}");
        }
    }
}

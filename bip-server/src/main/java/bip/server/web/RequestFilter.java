package bip.server.web;

/**
 * Decides before a room is called: who asks, whether the route is open to them, and whether a form
 * is one that this site gave out. Implemented where accounts are known.
 */
@FunctionalInterface
public interface RequestFilter {
    /** Lets everybody read what is public, and nothing else. */
    RequestFilter PUBLIC_ONLY =
            (request, access) ->
                    access == Access.PUBLIC && !request.isPost()
                            ? new Verdict.Admitted(request)
                            : new Verdict.Answered(new Response.NotFound());

    /** Judges a request for a route of that access. May block. */
    Verdict judge(Request request, Access access);

    /** What becomes of a request. */
    sealed interface Verdict {
        /** The room is called with {@code request}, which says who asks. */
        record Admitted(Request request) implements Verdict {}

        /** The room is not called. */
        record Answered(Response response) implements Verdict {}
    }
}

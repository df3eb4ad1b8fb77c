package bip.server.web;

/** Who sends a request, as the {@link RequestFilter} found out. */
public sealed interface Visitor {
    /** Nobody known. */
    record Anonymous() implements Visitor {}

    /**
     * Somebody with a live session.
     *
     * @param formToken goes into each form as {@value Request#FORM_TOKEN}, so that no other site
     *     can send it
     */
    record SignedIn(long accountId, String login, boolean administrator, String formToken)
            implements Visitor {
        /** May call routes of that access. */
        public boolean may(Access access) {
            return switch (access) {
                case PUBLIC, EDITOR -> true;
                case ADMINISTRATOR -> administrator;
            };
        }
    }
}

package bip.packaging;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * What a load client does; it ends at the first of the two bounds.
 *
 * @param connections at once
 * @param keepAlive whether a connection is used until the server says that it is the last time;
 *     else each request has its own
 * @param atLeast requests that are sent even when it is told earlier to stop
 * @param requests bound on all requests together
 * @param time bound on the whole
 * @param patience how long one may wait for anything to come
 */
record LoadPlan(
        InetSocketAddress server,
        String path,
        int connections,
        boolean keepAlive,
        long atLeast,
        long requests,
        Duration time,
        Duration patience) {}

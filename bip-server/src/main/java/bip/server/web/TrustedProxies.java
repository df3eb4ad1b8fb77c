package bip.server.web;

import bip.server.config.UnfitValueException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The proxies whose word on a visitor's address is taken. */
public final class TrustedProxies {
    private final List<Network> networks;

    private TrustedProxies(List<Network> networks) {
        this.networks = List.copyOf(networks);
    }

    /** Reads addresses and networks between commas; empty trusts nobody. */
    public static TrustedProxies parse(String text) throws UnfitValueException {
        List<Network> networks = new ArrayList<>();
        for (String part : Arrays.stream(text.split(",", -1)).map(String::strip).toList()) {
            if (!part.isEmpty()) {
                networks.add(network(part));
            }
        }
        return new TrustedProxies(networks);
    }

    /**
     * Who really asks. Each proxy appends whom it answered to {@code X-Forwarded-For}, so it is
     * read from its end, for as long as the teller is trusted; what stands before is the visitor's
     * own word.
     *
     * @param peer the connection's other end
     * @param forwardedFor the values of {@code X-Forwarded-For}, in order
     */
    InetAddress client(InetAddress peer, List<String> forwardedFor) {
        List<String> told =
                forwardedFor.stream()
                        .flatMap(value -> Stream.of(value.split(",", -1)))
                        .map(String::strip)
                        .toList();
        InetAddress client = peer;
        for (String address : told.reversed()) {
            if (!trusts(client)) {
                return client;
            }
            try {
                client = InetAddress.ofLiteral(address);
            } catch (IllegalArgumentException e) {
                // Not an address (some proxies write "unknown"): the last known one stands.
                return client;
            }
        }
        return client;
    }

    /** That end of a connection is a proxy whose word is taken. */
    boolean trusts(InetAddress address) {
        return networks.stream().anyMatch(network -> network.contains(address));
    }

    private static Network network(String part) throws UnfitValueException {
        try {
            return Network.parse(part);
        } catch (IllegalArgumentException e) {
            throw new UnfitValueException(
                    "'" + part + "' is neither an address nor a network", "127.0.0.1,::1");
        }
    }
}

package bip.server.web;

import bip.server.config.UnfitValueException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Reads {@code 127.0.0.1:8080} and {@code [::1]:8080}; names are not looked up. */
final class ListenAddress {
    private static final int HIGHEST_PORT = 65535;
    private static final String EXAMPLE = "127.0.0.1:8080";

    private ListenAddress() {}

    static InetSocketAddress parse(String text) throws UnfitValueException {
        int colon = text.lastIndexOf(':');
        if (colon < 1) {
            throw unfit(text);
        }
        return new InetSocketAddress(
                address(text, text.substring(0, colon)), port(text, text.substring(colon + 1)));
    }

    private static InetAddress address(String text, String address) throws UnfitValueException {
        boolean bracketed = address.startsWith("[") && address.endsWith("]");
        if (bracketed == (address.indexOf(':') < 0)) {
            throw unfit(text);
        }
        try {
            return InetAddress.ofLiteral(
                    bracketed ? address.substring(1, address.length() - 1) : address);
        } catch (IllegalArgumentException e) {
            throw unfit(text);
        }
    }

    private static int port(String text, String digits) throws UnfitValueException {
        try {
            int port = Integer.parseInt(digits);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw unfit(text);
        }
        throw unfit(text);
    }

    private static UnfitValueException unfit(String text) {
        return new UnfitValueException("'" + text + "' is not ADDRESS:PORT", EXAMPLE);
    }
}

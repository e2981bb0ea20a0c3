// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// Addresses of IPv4 or IPv6 that begin alike, as `10.0.0.0/8`.
///
/// @param bits of an address: 32 or 128
/// @param prefix how many of them all addresses share
/// @param value those bits, the others 0
record IpAddressRange(int bits, int prefix, BigInteger value) {
    /// Reads one in CIDR notation, or a single address.
    ///
    /// @return empty when it is neither
    static Optional<IpAddressRange> parse(String text) {
        String[] parts = text.split("/", -1);
        if (parts.length > 2 || !parts[0].matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return Optional.empty();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(parts[0]);
            int bits = address.getAddress().length * Byte.SIZE;
            int prefix = parts.length == 1 ? bits : Integer.parseInt(parts[1]);
            return prefix < 0 || prefix > bits
                    ? Optional.empty()
                    : Optional.of(new IpAddressRange(bits, prefix, head(address, bits, prefix)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /// One that is known to be right.
    static IpAddressRange of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    /// The range in CIDR notation.
    String text() {
        byte[] address = new byte[bits / Byte.SIZE];
        BigInteger rest = value;
        for (int i = address.length - 1; i >= 0; i--) {
            address[i] = rest.byteValue();
            rest = rest.shiftRight(Byte.SIZE);
        }
        try {
            return InetAddress.getByAddress(address).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("no address has " + bits + " bits", e);
        }
    }

    boolean contains(InetAddress address) {
        int length = address.getAddress().length * Byte.SIZE;
        return length == bits && head(address, bits, prefix).equals(value);
    }

    private static BigInteger head(InetAddress address, int bits, int prefix) {
        int rest = bits - prefix;
        return new BigInteger(1, address.getAddress()).shiftRight(rest).shiftLeft(rest);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/// A range of IPv4 or IPv6 addresses with a common prefix, such as `10.0.0.0/8`.
///
/// @param bits length of an address: 32 or 128
/// @param prefix length of the common prefix in bits
/// @param value the common prefix, with all other bits 0
record IpAddressRange(int bits, int prefix, BigInteger value) {
    /// Parses a range in CIDR notation, or a single address.
    ///
    /// @return empty when the text is neither
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

    /// Parses a range that is known to be valid.
    static IpAddressRange of(String text) {
        return parse(text).orElseThrow(() -> new IllegalArgumentException(text));
    }

    /// Returns the range in CIDR notation.
    String toCidr() {
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

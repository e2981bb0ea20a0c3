// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The allowlist of addresses that the server may send requests to on behalf of users. Addresses of the public
/// internet are always allowed. Others must be listed, because a user who may configure a URL could otherwise
/// reach hosts behind the server's firewall or the metadata service of its cloud.
///
/// @param hosts host names in lower case, allowed whatever they resolve to
/// @param ranges addresses that are not public but allowed
public record OutboundHostAllowlist(List<String> hosts, List<IpAddressRange> ranges) {
    /// Allows only the public internet.
    public static final OutboundHostAllowlist PUBLIC_ONLY = new OutboundHostAllowlist(List.of(), List.of());

    /// Special-purpose addresses in the IANA registries (RFC 6890) that are not globally reachable, multicast,
    /// and IPv6 addresses that embed an arbitrary IPv4 address.
    private static final List<IpAddressRange> NOT_PUBLIC = List.of(
            IpAddressRange.of("0.0.0.0/8"),
            IpAddressRange.of("10.0.0.0/8"),
            IpAddressRange.of("100.64.0.0/10"),
            IpAddressRange.of("127.0.0.0/8"),
            IpAddressRange.of("169.254.0.0/16"),
            IpAddressRange.of("172.16.0.0/12"),
            IpAddressRange.of("192.0.0.0/24"),
            IpAddressRange.of("192.0.2.0/24"),
            IpAddressRange.of("192.88.99.0/24"),
            IpAddressRange.of("192.168.0.0/16"),
            IpAddressRange.of("198.18.0.0/15"),
            IpAddressRange.of("198.51.100.0/24"),
            IpAddressRange.of("203.0.113.0/24"),
            IpAddressRange.of("224.0.0.0/3"),
            IpAddressRange.of("::/8"),
            IpAddressRange.of("64:ff9b::/96"),
            IpAddressRange.of("64:ff9b:1::/48"),
            IpAddressRange.of("100::/64"),
            IpAddressRange.of("2001::/23"),
            IpAddressRange.of("2001:db8::/32"),
            IpAddressRange.of("2002::/16"),
            IpAddressRange.of("3fff::/20"),
            IpAddressRange.of("5f00::/16"),
            IpAddressRange.of("fc00::/7"),
            IpAddressRange.of("fe80::/10"),
            IpAddressRange.of("fec0::/10"),
            IpAddressRange.of("ff00::/8"));

    public OutboundHostAllowlist {
        hosts = List.copyOf(hosts);
        ranges = List.copyOf(ranges);
    }

    /// Parses the values of `--allow-outbound`.
    ///
    /// @throws CommandLineUsageException when a value is not a range, an address or a host
    static OutboundHostAllowlist parse(ServerOptionValues values) {
        List<String> hosts = new ArrayList<>();
        List<IpAddressRange> ranges = new ArrayList<>();
        String name = values.nameOf(ServerOption.ALLOW_OUTBOUND);
        for (String text : values.listTexts(ServerOption.ALLOW_OUTBOUND)) {
            IpAddressRange.parse(text).ifPresentOrElse(ranges::add, () -> hosts.add(parseHost(name, text)));
        }
        return new OutboundHostAllowlist(hosts, ranges);
    }

    private static String parseHost(String name, String text) {
        if (!text.matches("[A-Za-z0-9_]([A-Za-z0-9._-]{0,251}[A-Za-z0-9_])?") || text.matches("[0-9.]+")) {
            throw new CommandLineUsageException(
                    "Invalid " + name + " \"" + text + "\". Specify a host, an IP address or a range, such as"
                            + " hooks.example, 10.20.0.7 or 10.20.0.0/16.");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    /// Whether requests to an address under a host name are allowed.
    ///
    /// @param host name or address as configured
    public boolean allows(String host, InetAddress address) {
        return hosts.contains(host.toLowerCase(Locale.ROOT))
                || NOT_PUBLIC.stream().noneMatch(range -> range.contains(address))
                || ranges.stream().anyMatch(range -> range.contains(address));
    }
}

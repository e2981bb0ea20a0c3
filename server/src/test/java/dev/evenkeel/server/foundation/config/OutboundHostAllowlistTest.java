// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHostAllowlistTest {
    private static boolean allows(OutboundHostAllowlist options, String address) throws UnknownHostException {
        return options.allows(address, InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.255.255.255",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "192.0.0.8",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "240.0.0.1",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "fe80::1",
                "fd00::1",
                "fc00::1",
                "ff02::1",
                "64:ff9b::7f00:1",
                "64:ff9b:1::1",
                "2002:7f00:1::1",
                "2001:db8::1",
                "fec0::1"
            })
    void blocksNonPublicAddressesByDefault(String address) throws UnknownHostException {
        assertThat(allows(OutboundHostAllowlist.PUBLIC_ONLY, address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "169.253.255.255",
                "192.167.255.255",
                "198.17.255.255",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450::1",
                "::ffff:1.1.1.1"
            })
    void allowsPublicAddressesByDefault(String address) throws UnknownHostException {
        assertThat(allows(OutboundHostAllowlist.PUBLIC_ONLY, address)).isTrue();
    }

    private static OutboundHostAllowlist parse(String... allowed) {
        List<String> arguments =
                Stream.of(allowed).map(text -> "--allow-outbound=" + text).toList();
        return ServerCommandLineParser.parse(arguments, Map.of()).outboundHttp();
    }

    @Test
    void allowsOnlyConfiguredPrivateHostsAndRanges() throws UnknownHostException {
        OutboundHostAllowlist options = parse("10.20.0.0/16", "192.168.1.7", "Hooks.Internal", "fd00::/8");
        assertThat(allows(options, "10.20.255.1")).isTrue();
        assertThat(allows(options, "10.21.0.1")).isFalse();
        assertThat(allows(options, "192.168.1.7")).isTrue();
        assertThat(allows(options, "192.168.1.8")).isFalse();
        assertThat(allows(options, "fd12::1")).isTrue();
        assertThat(allows(options, "fc12::1")).isFalse();
        InetAddress inside = InetAddress.getByName("10.99.0.1");
        assertThat(options.allows("hooks.internal", inside)).isTrue();
        assertThat(options.allows("other.internal", inside)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/8/8", "1.2.3", "http://a.example", "a b", "", "/8"})
    void rejectsInvalidHostOrRange(String text) {
        assertThatExceptionOfType(CommandLineUsageException.class)
                .isThrownBy(() -> parse(text))
                .withMessageContaining("Invalid --allow-outbound");
    }
}

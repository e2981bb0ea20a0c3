// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class EvenkeelConfigTest {
    private static final URI SERVER = URI.create("https://evenkeel.example.com/base");

    @Test
    void hasExpectedDefaults() {
        EvenkeelConfig config = EvenkeelConfig.builder(SERVER, "key-1").build();
        assertThat(config.server()).isEqualTo(SERVER);
        assertThat(config.sdkKey()).isEqualTo("key-1");
        assertThat(config.snapshotFile()).isNull();
        assertThat(config.bootstrapFile()).isNull();
        assertThat(config.startTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(config.staleAfter()).isEqualTo(Duration.ofSeconds(30));
        assertThat(config.heartbeatTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.guardStallWarningAfter()).isEqualTo(Duration.ofSeconds(60));
        assertThat(config.flushInterval()).isEqualTo(Duration.ofSeconds(1));
        assertThat(config.idleFlushInterval()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void usesConfiguredValues() {
        EvenkeelConfig config = EvenkeelConfig.builder(SERVER, "key-1")
                .snapshotFile(Path.of("flags.json"))
                .bootstrapFile(Path.of("shipped.json"))
                .startTimeout(Duration.ZERO)
                .staleAfter(Duration.ofSeconds(1))
                .heartbeatTimeout(Duration.ofSeconds(2))
                .requestTimeout(Duration.ofSeconds(3))
                .flushInterval(Duration.ofSeconds(4))
                .idleFlushInterval(Duration.ofSeconds(5))
                .build();
        assertThat(config)
                .hasToString(
                        "EvenkeelConfig[server=https://evenkeel.example.com/base, snapshotFile=flags.json, bootstrapFile=shipped.json,"
                                + " overrideFile=null,"
                                + " startTimeout=PT0S, staleAfter=PT1S, heartbeatTimeout=PT2S, requestTimeout=PT3S,"
                                + " guardStallWarningAfter=PT1M, flushInterval=PT4S, idleFlushInterval=PT5S]");
    }

    @Test
    void reportsAllProblemsAtOnceWithoutExposingKey() {
        var builder = EvenkeelConfig.builder(URI.create("ftp://x?y"), "se cret\n")
                .startTimeout(Duration.ofDays(2))
                .staleAfter(Duration.ZERO)
                .heartbeatTimeout(Duration.ZERO)
                .requestTimeout(Duration.ofMillis(-1))
                .flushInterval(Duration.ZERO)
                .idleFlushInterval(Duration.ofDays(2));
        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll(
                        "server must be",
                        "sdkKey must be",
                        "startTimeout must be 0 s to 1 day, got PT48H",
                        "staleAfter",
                        "heartbeatTimeout",
                        "requestTimeout",
                        "flushInterval",
                        "idleFlushInterval")
                .hasMessageNotContaining("cret");
    }

    @Test
    void rejectsServerUrlsWithCredentialsOrWithoutHost() {
        for (String address : new String[] {"https://user:pass@host", "https://host#part", "http:opaque", "/path"}) {
            assertThatThrownBy(() ->
                            EvenkeelConfig.builder(URI.create(address), "k").build())
                    .as(address)
                    .hasMessageContaining("server must be")
                    .hasMessageNotContaining("pass");
        }
    }
}

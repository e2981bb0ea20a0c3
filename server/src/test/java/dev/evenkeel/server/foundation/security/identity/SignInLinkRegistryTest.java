// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SignInLinkRegistryTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final InstantSource source = () -> now;
    private final SignInLinkRegistry links = new SignInLinkRegistry(source.withZone(ZoneOffset.UTC));

    @Test
    void consumesLinkOnlyOnce() {
        String token = links.create().token();
        assertThat(links.consume("other")).isFalse();
        assertThat(links.consume(token)).isTrue();
        assertThat(links.consume(token)).isFalse();
    }

    @Test
    void rejectsExpiredLink() {
        SignInLinkRegistry.CreatedLink link = links.create();
        now = now.plus(Duration.ofMinutes(10));
        assertThat(link.expiresAt()).isEqualTo(now);
        assertThat(links.consume(link.token())).isFalse();
    }

    @Test
    void invalidatesOldestLinkWhenLimitIsExceeded() {
        String first = links.create().token();
        String second = links.create().token();
        for (int i = 0; i < 99; i++) {
            links.create();
        }
        assertThat(links.consume(first)).isFalse();
        assertThat(links.consume(second)).isTrue();
    }
}

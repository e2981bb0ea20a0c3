// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.spring.boots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.junit.WithVariant;
import dev.evenkeel.sdk.RolloutFlags;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A unit test of a service without Spring, with the JUnit version of this Spring Boot.
class ServiceUnitTest {
    @Test
    @WithVariant(flag = RolloutFlags.FLAG, variant = RolloutFlags.CANDIDATE)
    void runsCandidateDeclaredByWithVariant(FakeEvenkeel evenkeel) {
        var sent = new AtomicInteger();
        var service = new PaymentService(evenkeel, Map.of("count", sent::incrementAndGet));
        assertThat(service.pay("debtor-1")).isEqualTo(1);
        assertThat(sent).hasValue(1);
        assertThat(evenkeel.calls(RolloutFlags.FLAG, RolloutFlags.CANDIDATE)).isEqualTo(1);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.technology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OperatingExperienceTest {
    private static final Instant START = TechnologyFixtures.START;

    @Test
    void countsOverlappingHoursOfServiceOnce() {
        assertThat(hours(use("a", 0, null))).isEqualTo(100);
        assertThat(hours(use("a", 0, null), use("b", 90, null))).isEqualTo(110);
        assertThat(hours(use("a", 10, 20), use("a", 15, 30), use("a", 12, 14))).isEqualTo(20);
        assertThat(hours(use("a", 50, 60), use("a", 0, 10))).isEqualTo(20);
        assertThat(hours()).isZero();
    }

    @Test
    void ignoresFutureUsage() {
        assertThat(hours(use("a", 90, 200))).isEqualTo(10);
        assertThat(hours(use("a", 120, null), use("b", 110, 130))).isZero();
    }

    @Test
    void rejectsInvalidValues() {
        assertThatThrownBy(() -> new OperatingExperience(-1, 0)).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> new OperatingExperience(0, Double.NaN)).hasMessageContaining("0 or more");
        assertThatThrownBy(() -> use("a", 5, 4)).hasMessageContaining("/until: must not be before since");
    }

    private static double hours(ServiceUsage... uses) {
        return OperatingExperience.of(List.of(uses), 0, hour(100)).hours();
    }

    private static ServiceUsage use(String service, int since, @Nullable Integer until) {
        return new ServiceUsage(service, hour(since), until == null ? null : hour(until));
    }

    private static Instant hour(int hours) {
        return START.plusSeconds(3_600L * hours);
    }
}

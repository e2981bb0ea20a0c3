// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.examples.demo.process.MachineLoad;
import dev.evenkeel.examples.demo.process.MachineSpeedProbe;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemoTimeoutsTest {
    private static final Duration STORY = Duration.ofMinutes(8);

    @Test
    void multipliesEveryTimeoutBySlowdown() {
        DemoTimeouts slow = DemoTimeouts.USUAL.withSlowdown(8);

        assertThat(DemoTimeouts.USUAL.start()).isEqualTo(Duration.ofSeconds(60));
        assertThat(slow.start()).isEqualTo(Duration.ofMinutes(8));
        assertThat(slow.payment()).isEqualTo(Duration.ofSeconds(80));
        assertThat(slow.request()).isEqualTo(Duration.ofSeconds(160));
        assertThat(slow.lastOutcomes()).isEqualTo(Duration.ofSeconds(80));
        assertThat(slow.print()).isEqualTo(Duration.ofMinutes(8));
        assertThat(slow.evidence(STORY)).isEqualTo(Duration.ofMinutes(64));
    }

    @Test
    void extendsOnlyEvidenceTimeoutForLowerTraffic() {
        DemoTimeouts thin = DemoTimeouts.USUAL.withThinning(250 / 50.0);

        assertThat(thin.evidence(STORY)).isEqualTo(Duration.ofMinutes(40));
        assertThat(thin.start()).isEqualTo(DemoTimeouts.USUAL.start());
        assertThat(thin.withSlowdown(3).evidence(STORY))
                .as("fewer messages come because it is slow: not both factors at once")
                .isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void neverShortensTimeouts() {
        assertThat(DemoTimeouts.USUAL.withSlowdown(4).withSlowdown(2)).isEqualTo(DemoTimeouts.USUAL.withSlowdown(4));
        assertThat(DemoTimeouts.USUAL.withThinning(4).withThinning(2)).isEqualTo(DemoTimeouts.USUAL.withThinning(4));
        assertThat(DemoTimeouts.USUAL.withSlowdown(0.5)).isEqualTo(DemoTimeouts.USUAL);
    }

    @Test
    void capsSlowdown() {
        assertThat(DemoTimeouts.USUAL.withSlowdown(1_000).start()).isEqualTo(Duration.ofMinutes(40));
    }

    @Test
    void overridesMeasuredSlowdownWithStartTime() {
        assertThat(DemoTimeouts.USUAL.withStartTime(Duration.ofSeconds(36)).slowdown())
                .isEqualTo(3);
        assertThat(DemoTimeouts.USUAL.withStartTime(Duration.ofSeconds(6)).slowdown())
                .isEqualTo(1);
        assertThat(DemoTimeouts.USUAL.withSlowdown(8).withStartTime(Duration.ofSeconds(36)))
                .as("a stall when it was measured first")
                .isEqualTo(DemoTimeouts.USUAL.withSlowdown(3));
    }

    @Test
    void describesSlowdownOfMachine() {
        assertThat(DemoTimeouts.USUAL.describe()).isEqualTo("about as fast as the reference machine");
        assertThat(DemoTimeouts.USUAL.withSlowdown(3.21).describe())
                .isEqualTo("3.2x slower than the reference machine; time limits are extended");
    }

    @Test
    void measuresSlowdownOfAtLeastOne() {
        assertThat(MachineSpeedProbe.slowdown()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void describesLoadWithProcessorCount() {
        assertThat(new MachineLoad(15.84, 2).describe()).isEqualTo("load average 15.8 on 2 processors");
        assertThat(new MachineLoad(0.5, 1).describe()).isEqualTo("load average 0.5 on 1 processor");
        assertThat(new MachineLoad(-1, 4).describe()).isEqualTo("load average unknown, 4 processors");
    }
}

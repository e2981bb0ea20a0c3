// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.wire.FlagUsageReport;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FlagUsageDeliveryTest {
    private static final EvaluationContext ALICE = EvaluationContext.of("alice");

    @Test
    void reportsServedVariantsOnClose() throws InterruptedException {
        try (var server = new TestServer(1, RolloutFlags.plain("classic"))) {
            Evenkeel evenkeel = Evenkeel.start(server.config().build());
            evenkeel.evaluate(RolloutFlags.FLAG, ALICE);
            evenkeel.evaluate("unheard-of", ALICE);
            assertThat(server.usageReports).isEmpty();
            evenkeel.close();
            FlagUsageReport flagUsageReport = server.usageReports.take();
            assertThat(flagUsageReport.instance()).isEqualTo(evenkeel.stats().instance());
            assertThat(flagUsageReport.flags()).isEqualTo(Map.of(RolloutFlags.FLAG, Set.of("classic")));
            assertThat(evenkeel.stats().useReportFailures()).isZero();
        }
    }

    @Test
    void reportsUsageOfAllRevisionsTogether() throws InterruptedException {
        try (var server = new TestServer(1, RolloutFlags.plain("classic"))) {
            Evenkeel evenkeel = Evenkeel.start(server.config().build());
            evenkeel.evaluate(RolloutFlags.FLAG, ALICE);
            await().until(() -> server.openStreams() == 1);
            server.publish(2, RolloutFlags.plain("modern"));
            await().until(() -> evenkeel.stats().revision() == 2);
            evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                    .control("classic", argument -> argument)
                    .candidate("modern", argument -> argument)
                    .build()
                    .run(ALICE, "work");
            evenkeel.close();
            assertThat(server.usageReports.take().flags())
                    .isEqualTo(Map.of(RolloutFlags.FLAG, Set.of("classic", "modern")));
        }
    }

    @Test
    void sendsNoReportWithoutUsage() {
        try (var server = new TestServer(1, RolloutFlags.plain("classic"))) {
            Evenkeel.start(server.config().build()).close();
            assertThat(server.usageReports).isEmpty();
        }
    }

    @Test
    void countsFailedReportWithoutInternalError() {
        try (var server = new TestServer(1, RolloutFlags.plain("classic"))) {
            server.usageStatuses.add(500);
            Evenkeel evenkeel = Evenkeel.start(server.config().build());
            assertThat(evenkeel.evaluate(RolloutFlags.FLAG, ALICE).variant()).isEqualTo("classic");
            evenkeel.close();
            assertThat(evenkeel.stats().useReportFailures()).isEqualTo(1);
            assertThat(evenkeel.stats().internalErrors()).isZero();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.EvaluationReason;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallStartListenerTest {
    private static final int ALL = 10_000;

    private final TestServer server = new TestServer(7, RolloutFlags.rollout("r-1", 7, ALL));
    private final List<String> notifications = new ArrayList<>();

    @AfterEach
    void close() {
        server.close();
    }

    private static String run(Evenkeel evenkeel, EvaluationContext context) {
        return evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control(RolloutFlags.CONTROL, argument -> "old")
                .candidate(RolloutFlags.CANDIDATE, argument -> "new")
                .build()
                .run(context, "argument");
    }

    @Test
    void receivesFlagVariantReasonAndRollout() {
        try (Evenkeel evenkeel = Evenkeel.start(server.config()
                .callStartListener((flag, variant, evaluation, rollout) ->
                        notifications.add(flag + " " + variant + " " + evaluation.reason() + " " + rollout))
                .build())) {
            assertThat(run(evenkeel, EvaluationContext.of("user"))).isEqualTo("new");
            assertThat(run(evenkeel, EvaluationContext.EMPTY)).isEqualTo("old");
        }
        assertThat(notifications)
                .containsExactly(
                        "payment-core modern " + EvaluationReason.SPLIT + " r-1",
                        "payment-core classic " + EvaluationReason.TARGETING_MATCH + " null");
    }

    @Test
    void ignoresExceptionsThrownByListener() {
        try (Evenkeel evenkeel = Evenkeel.start(server.config()
                .callStartListener((flag, variant, evaluation, rollout) -> {
                    throw new IllegalStateException("a listener's mistake");
                })
                .build())) {
            assertThat(run(evenkeel, EvaluationContext.of("user"))).isEqualTo("new");
            assertThat(evenkeel.stats().callsRecorded()).isEqualTo(1);
        }
    }
}

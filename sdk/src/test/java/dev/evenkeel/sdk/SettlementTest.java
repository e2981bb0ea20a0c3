// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static dev.evenkeel.core.telemetry.MetricNames.SETTLEMENT_FAILED;
import static dev.evenkeel.core.telemetry.MetricNames.SETTLEMENT_OPENED;
import static dev.evenkeel.core.telemetry.MetricNames.SETTLEMENT_SETTLED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.wire.OutcomeSummary;
import dev.evenkeel.core.wire.SplitKey;
import dev.evenkeel.core.wire.SplitSide;
import dev.evenkeel.core.wire.UnitFirstEvent;
import dev.evenkeel.core.wire.UnitHash;
import dev.evenkeel.json.Json;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Calls whose results are settled later.
class SettlementTest {
    private static final EvaluationContext ALICE = EvaluationContext.of("alice");

    private final FakeEvenkeel evenkeel = new FakeEvenkeel();
    private final FakeEvenkeel otherProcess = new FakeEvenkeel();
    private final List<String> tokens = new ArrayList<>();

    private GuardedChange.Builder<String, String> change(Function<String, String> candidate) {
        return evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", this::accept)
                .candidate("modern", candidate)
                .settlesLater();
    }

    private String accept(String argument) {
        SettlementToken.issue().ifPresent(tokens::add);
        return argument;
    }

    @Test
    void tokenIdentifiesExposureInAnyProcess() {
        evenkeel.load(RolloutFlags.rollout("3f1c2d9e-8a4b-4c3d-9e2f-1a2b3c4d5e6f", 7, 10_000));
        change(this::accept).build().run(ALICE, "x");
        assertThat(tokens).hasSize(1);
        assertThat(tokens.get(0))
                .hasSizeLessThanOrEqualTo(SettlementToken.MAX_LENGTH)
                .doesNotContain("alice");

        otherProcess.settle(tokens.get(0), true);

        OutcomeSummary late = otherProcess.outcomes().get(0);
        String rollout = "3f1c2d9e-8a4b-4c3d-9e2f-1a2b3c4d5e6f";
        assertThat(late.flag()).isEqualTo(RolloutFlags.FLAG);
        assertThat(late.variant()).isEqualTo("modern");
        assertThat(late.split()).isEqualTo(new SplitKey(rollout, 7, SplitSide.CANDIDATE));
        assertThat(late.calls()).isZero();
        assertThat(late.metrics())
                .filteredOn(metric -> metric.name().equals(SETTLEMENT_FAILED))
                .singleElement()
                .satisfies(failed -> assertThat(failed.units())
                        .extracting(UnitFirstEvent::unit)
                        .containsExactly(UnitHash.hash(rollout, "alice")));
    }

    @Test
    void countsOpenedSettledAndFailedSettlements() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 5_000));
        GuardedChange<String, String> change = change(this::accept).build();
        for (int i = 0; i < 100; i++) {
            change.run(EvaluationContext.of("user-" + i), "x");
        }
        tokens.forEach(token -> evenkeel.settle(token, token.equals(tokens.get(0))));
        assertThat(eventsOfBothVariants(SETTLEMENT_OPENED)).isEqualTo(100);
        assertThat(eventsOfBothVariants(SETTLEMENT_SETTLED)).isEqualTo(100);
        assertThat(eventsOfBothVariants(SETTLEMENT_FAILED)).isEqualTo(1);
        assertThat(evenkeel.events(RolloutFlags.FLAG, "modern", SETTLEMENT_OPENED))
                .isEqualTo(evenkeel.events(RolloutFlags.FLAG, "modern", SETTLEMENT_SETTLED))
                .isBetween(20L, 80L);
        assertThat(evenkeel.failures(RolloutFlags.FLAG, "modern"))
                .as("late failures do not count as failed calls")
                .isZero();
    }

    private long eventsOfBothVariants(String metric) {
        return evenkeel.events(RolloutFlags.FLAG, "classic", metric)
                + evenkeel.events(RolloutFlags.FLAG, "modern", metric);
    }

    @Test
    void opensSettlementOncePerCall() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        change(argument -> {
                    accept(argument);
                    return accept(argument);
                })
                .build()
                .run(ALICE, "x");
        assertThat(tokens).hasSize(2).containsOnly(tokens.get(0));
        assertThat(eventsOfBothVariants(SETTLEMENT_OPENED)).isEqualTo(1);
    }

    @Test
    void doesNotOpenSettlementOnException() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        GuardedChange<String, String> throwing = change(argument -> {
                    accept(argument);
                    throw new IllegalStateException("rolled back");
                })
                .build();
        assertThatThrownBy(() -> throwing.run(ALICE, "x")).hasMessage("rolled back");
        assertThat(eventsOfBothVariants(SETTLEMENT_OPENED)).isZero();
    }

    @Test
    void issuesNoTokenWithoutRollout() {
        evenkeel.load(RolloutFlags.plain("modern"));
        change(this::accept).build().run(ALICE, "x");
        assertThat(tokens).isEmpty();
    }

    @Test
    void issuesNoTokenOutsideCall() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        change(this::accept).build().run(ALICE, "x");
        assertThat(SettlementToken.issue()).isEmpty();
    }

    @Test
    void issuesNoTokenForFallbackToControl() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        change(argument -> {
                    throw new FallBackToControlException("down");
                })
                .build()
                .run(ALICE, "x");
        assertThat(tokens).isEmpty();
    }

    @Test
    void issuesNoTokenUnlessChangeSettlesLater() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        evenkeel.<String, String>guardedChange(RolloutFlags.FLAG)
                .control("classic", this::accept)
                .candidate("modern", this::accept)
                .build()
                .run(ALICE, "does not settle later");
        assertThat(tokens).isEmpty();
    }

    @Test
    void issuesTokenInThreadOfTimeLimitedCandidate() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        List<Optional<String>> seen = new ArrayList<>();
        change(argument -> {
                    seen.add(SettlementToken.issue());
                    return argument;
                })
                .candidateLimits(CandidateLimits.concurrency(1).timeLimit(Duration.ofMinutes(1)))
                .build()
                .run(ALICE, "x");
        assertThat(seen).singleElement().matches(Optional::isPresent);
        assertThat(eventsOfBothVariants(SETTLEMENT_OPENED)).isEqualTo(1);
    }

    @Test
    void countsAndIgnoresInvalidTokens() {
        evenkeel.load(RolloutFlags.rollout("r", 1, 10_000));
        change(this::accept).build().run(ALICE, "x");
        String token = tokens.get(0);
        char last = token.charAt(token.length() - 2);
        List<String> none = List.of(
                "",
                "not a token",
                token.substring(1),
                token.substring(0, token.length() - 3),
                token + "AA",
                token.substring(0, token.length() - 2) + (last == 'A' ? 'B' : 'A') + token.charAt(token.length() - 1),
                "A".repeat(300));
        none.forEach(text -> otherProcess.settle(text, true));
        assertThat(otherProcess.outcomes()).isEmpty();
        assertThat(otherProcess.stats().dropped()).isEqualTo(Map.of(DropCause.SETTLEMENT_UNREADABLE, 7L));
    }

    @Test
    void issuesNoTokenWhenNamesAreTooLong() {
        String flag = "f".repeat(120);
        var split = new RolloutSplit("r", "classic", "modern", Percent.ALL, "s", 1, Duration.ZERO, null, null);
        evenkeel.load(FlagdDefinitionRenderer.render(Json.of("""
                        {'flags':{'%s':{'state':'ENABLED','variants':{'classic':1,'modern':2},\
                        'defaultVariant':'classic'}}}""", flag), Map.of(flag, split)));
        evenkeel.<String, String>guardedChange(flag)
                .control("classic", this::accept)
                .candidate("modern", this::accept)
                .settlesLater()
                .build()
                .run(ALICE, "x");
        assertThat(evenkeel.calls(flag, "modern")).isEqualTo(1);
        assertThat(tokens).isEmpty();
    }
}

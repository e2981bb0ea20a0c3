// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.json.Json;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Definitions of one flag, `payment-core` with the variants `classic` and `modern`, for tests.
public final class RolloutFlags {
    public static final String FLAG = "payment-core";
    public static final String CONTROL = "classic";
    public static final String CANDIDATE = "modern";

    private RolloutFlags() {}

    /// Everyone gets one variant; no rollout.
    public static String plain(String variant) {
        return definition(variant, "");
    }

    /// A rollout at some exposure, without warm-up.
    public static String rollout(String rollout, long revision, int basisPoints) {
        return rollout(rollout, revision, basisPoints, Duration.ZERO);
    }

    /// A rollout at some exposure.
    public static String rollout(String rollout, long revision, int basisPoints, Duration warmUp) {
        return overlay(plain(CONTROL), rollout, revision, basisPoints, warmUp);
    }

    /// A rollout behind the author's own rule that a tester gets the candidate.
    public static String rolloutBehindTesters(String rollout, long revision, int basisPoints) {
        String rule = Json.of(",'targeting':{'if':[{'var':'tester'},'modern',null]}");
        return overlay(definition(CONTROL, rule), rollout, revision, basisPoints, Duration.ZERO);
    }

    /// A rollout with a local breaker in its processes.
    public static String guarded(String rollout, long revision, int basisPoints, BreakerConfig breaker) {
        return withTerms(rollout, revision, basisPoints, breaker, null);
    }

    /// A rollout that has calls of control answered twice.
    public static String shadowed(String rollout, long revision, ShadowConfig shadow) {
        return withTerms(rollout, revision, 0, null, shadow);
    }

    private static String withTerms(
            String rollout,
            long revision,
            int basisPoints,
            @Nullable BreakerConfig breaker,
            @Nullable ShadowConfig shadow) {
        var split = new RolloutSplit(
                rollout,
                CONTROL,
                CANDIDATE,
                new Percent(basisPoints),
                "seed",
                revision,
                Duration.ZERO,
                breaker,
                shadow);
        return FlagdDefinitionRenderer.render(plain(CONTROL), Map.of(FLAG, split));
    }

    private static String overlay(String definition, String rollout, long revision, int basisPoints, Duration warmUp) {
        var split = new RolloutSplit(
                rollout, CONTROL, CANDIDATE, new Percent(basisPoints), "seed", revision, warmUp, null, null);
        return FlagdDefinitionRenderer.render(definition, Map.of(FLAG, split));
    }

    private static String definition(String variant, String more) {
        return Json.of("""
                {'flags':{'%s':{'state':'ENABLED','variants':{'classic':'c','modern':'m','third':'t'},\
                'defaultVariant':'%s'%s}}}""", FLAG, variant, more);
    }
}

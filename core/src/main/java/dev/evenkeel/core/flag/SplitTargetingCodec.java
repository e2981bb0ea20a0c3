// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag;

import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.ExperimentSplit;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.RunningSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.flag.split.UnitSalt;
import dev.evenkeel.core.flag.split.VariantShare;
import dev.evenkeel.core.json.JsonValue;
import dev.evenkeel.core.json.JsonValue.JsonArray;
import dev.evenkeel.core.json.JsonValue.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a rollout or an experiment stands in a flag: the one shape of its targeting and the metadata
/// that describes it.
///
/// The shape is plain JsonLogic, so every flagd client splits as we do.
final class SplitTargetingCodec {
    /// What all our metadata keys begin with.
    static final String PREFIX = "evenkeel.";

    /// Names the salt. Never part of what an evaluation tells.
    static final String SALT = PREFIX + "salt";

    private static final String ROLLOUT = PREFIX + "rollout";
    private static final String EXPERIMENT = PREFIX + "experiment";
    private static final String GOALS = PREFIX + "goals";
    private static final String COVARIATE = PREFIX + "covariate";
    private static final String CONTROL = PREFIX + "control";
    private static final String CANDIDATE = PREFIX + "candidate";
    private static final String EXPOSURE = PREFIX + "exposure";
    private static final String SEED = PREFIX + "seed";
    private static final String REVISION = PREFIX + "revision";
    private static final String WARM_UP = PREFIX + "warmupMillis";
    private static final String BREAKER_EVIDENCE = PREFIX + "breakerLogEvidence";
    private static final String BREAKER_RATIO = PREFIX + "breakerRatio";
    private static final String BREAKER_CEILING = PREFIX + "breakerCeiling";
    private static final String SHADOW = PREFIX + "shadow";
    private static final String SHADOW_NOISE = PREFIX + "shadowNoise";

    private static final Map<String, Object> TARGETING_KEY = Map.of("var", "targetingKey");

    private SplitTargetingCodec() {}

    /// The targeting of a flag with this split behind the author's.
    ///
    /// @param author the author's targeting; null when there is none
    static Map<String, Object> targeting(@Nullable Object author, RunningSplit split) {
        Map<String, Object> noKey = Map.of("!", TARGETING_KEY);
        if (author == null) {
            return Map.of("if", List.of(noKey, split.control(), fractional(split)));
        }
        Map<String, Object> authorDecides = Map.of("!==", Arrays.asList(author, null));
        return Map.of("if", List.of(authorDecides, author, noKey, split.control(), fractional(split)));
    }

    private static Map<String, Object> fractional(RunningSplit split) {
        var fractional = new ArrayList<Object>();
        fractional.add(Map.of("cat", List.of(split.seed() + ":", TARGETING_KEY)));
        for (VariantShare part : split.parts()) {
            fractional.add(List.of(part.variant(), part.share().basisPoints()));
        }
        return Map.of("fractional", fractional);
    }

    /// The metadata that describes a split.
    ///
    /// @param salt names its units; null leaves it out
    static Map<String, Object> metadata(RunningSplit split, @Nullable UnitSalt salt) {
        var metadata = new LinkedHashMap<String, Object>();
        if (split instanceof RolloutSplit rollout) {
            metadata.put(ROLLOUT, rollout.rollout());
            metadata.put(CONTROL, rollout.control());
            metadata.put(CANDIDATE, rollout.candidate());
            metadata.put(EXPOSURE, rollout.exposure().basisPoints());
            metadata.put(WARM_UP, rollout.warmUp().toMillis());
            putTerms(rollout, metadata);
        } else if (split instanceof ExperimentSplit experiment) {
            metadata.put(EXPERIMENT, experiment.experiment());
            metadata.put(GOALS, String.join(",", experiment.goals()));
            if (experiment.covariate() != null) {
                metadata.put(COVARIATE, experiment.covariate());
            }
        }
        if (salt != null) {
            metadata.put(SALT, salt.text());
        }
        metadata.put(SEED, split.seed());
        metadata.put(REVISION, split.revision());
        return metadata;
    }

    private static void putTerms(RolloutSplit rollout, Map<String, Object> metadata) {
        BreakerConfig breaker = rollout.breaker();
        if (breaker != null) {
            metadata.put(BREAKER_EVIDENCE, breaker.logEvidence());
            metadata.put(BREAKER_RATIO, breaker.ratio());
            metadata.put(BREAKER_CEILING, breaker.ceiling().basisPoints());
        }
        ShadowConfig shadow = rollout.shadow();
        if (shadow != null) {
            metadata.put(SHADOW, shadow.sample().basisPoints());
            metadata.put(SHADOW_NOISE, shadow.noise().basisPoints());
        }
    }

    /// The salt that metadata names; null when it names none.
    static @Nullable UnitSalt salt(Map<String, Object> metadata) {
        try {
            return metadata.get(SALT) instanceof String text ? UnitSalt.parse(text) : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /// The split that metadata and targeting describe, or null when they describe none.
    static @Nullable RunningSplit split(Map<String, Object> metadata, JsonObject targeting) {
        try {
            return metadata.containsKey(EXPERIMENT) ? experiment(metadata, targeting) : rollout(metadata);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable RolloutSplit rollout(Map<String, Object> metadata) {
        if (metadata.get(ROLLOUT) instanceof String rollout
                && metadata.get(CONTROL) instanceof String control
                && metadata.get(CANDIDATE) instanceof String candidate
                && metadata.get(EXPOSURE) instanceof Integer exposure
                && metadata.get(SEED) instanceof String seed
                && metadata.get(REVISION) instanceof Number revision
                && metadata.get(WARM_UP) instanceof Number warmUp) {
            return new RolloutSplit(
                    rollout,
                    control,
                    candidate,
                    new Percent(exposure),
                    seed,
                    revision.longValue(),
                    Duration.ofMillis(warmUp.longValue()),
                    breaker(metadata),
                    shadow(metadata));
        }
        return null;
    }

    private static @Nullable BreakerConfig breaker(Map<String, Object> metadata) {
        return metadata.get(BREAKER_EVIDENCE) instanceof Number evidence
                        && metadata.get(BREAKER_RATIO) instanceof Number ratio
                        && metadata.get(BREAKER_CEILING) instanceof Integer ceiling
                ? new BreakerConfig(evidence.doubleValue(), ratio.doubleValue(), new Percent(ceiling))
                : null;
    }

    private static @Nullable ShadowConfig shadow(Map<String, Object> metadata) {
        return metadata.get(SHADOW) instanceof Integer sample && metadata.get(SHADOW_NOISE) instanceof Integer noise
                ? new ShadowConfig(new Percent(sample), new Percent(noise))
                : null;
    }

    private static @Nullable ExperimentSplit experiment(Map<String, Object> metadata, JsonObject targeting) {
        if (metadata.get(EXPERIMENT) instanceof String experiment
                && metadata.get(SEED) instanceof String seed
                && metadata.get(REVISION) instanceof Number revision
                && metadata.get(GOALS) instanceof String goals) {
            return new ExperimentSplit(
                    experiment,
                    parts(targeting),
                    seed,
                    revision.longValue(),
                    goals.isEmpty() ? List.of() : List.of(goals.split(",", -1)),
                    metadata.get(COVARIATE) instanceof String covariate ? covariate : null);
        }
        return null;
    }

    /// The parts that stand in the last branch of the shape, as far as there are any.
    private static List<VariantShare> parts(JsonObject targeting) {
        var parts = new ArrayList<VariantShare>();
        if (targeting.member("if") instanceof JsonArray branches
                && !branches.elements().isEmpty()
                && branches.elements().get(branches.elements().size() - 1) instanceof JsonObject last
                && last.member("fractional") instanceof JsonArray fractional) {
            for (JsonValue element : fractional.elements()) {
                if (element.plain() instanceof List<?> part
                        && part.size() == 2
                        && part.get(0) instanceof String variant
                        && part.get(1) instanceof Integer share) {
                    parts.add(new VariantShare(variant, new Percent(share)));
                }
            }
        }
        return parts;
    }

    /// Whether targeting is this split behind that author's targeting, and nothing else.
    static boolean matches(JsonObject targeting, @Nullable JsonValue author, RunningSplit split) {
        return targeting.plain().equals(targeting(author == null ? null : author.plain(), split));
    }

    /// The author's part of targeting that has the shape of a split behind it; null when there is none.
    static @Nullable JsonValue author(JsonObject targeting) {
        return targeting.member("if") instanceof JsonArray branches
                        && branches.elements().size() == 5
                        && branches.elements().get(0) instanceof JsonObject
                ? branches.elements().get(1)
                : null;
    }
}

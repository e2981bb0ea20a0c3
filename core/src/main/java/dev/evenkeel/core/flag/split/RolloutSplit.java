// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A running rollout's split of a flag's traffic between two of its variants, sticky by targeting key.
///
/// @param rollout id of the rollout
/// @param control name of the variant with the old behaviour
/// @param candidate name of the variant with the new behaviour
/// @param exposure share of targeting keys that get the candidate
/// @param seed part of the hash; a rollout keeps it when it restarts
/// @param revision revision of the flag set that set this exposure, 1 or more: the key of the evidence
/// @param warmUp time after the exposure became active in a process in which its first calls are not trials;
///     whole milliseconds
/// @param breaker configuration of the circuit breaker in processes; null for none
/// @param shadow configuration of shadow traffic; null for none
public record RolloutSplit(
        String rollout,
        String control,
        String candidate,
        Percent exposure,
        String seed,
        long revision,
        Duration warmUp,
        @Nullable BreakerConfig breaker,
        @Nullable ShadowConfig shadow)
        implements RunningSplit {
    public RolloutSplit {
        requireText("rollout", rollout);
        requireText("control", control);
        requireText("candidate", candidate);
        requireText("seed", seed);
        if (control.equals(candidate)) {
            throw new IllegalArgumentException("control and candidate must be two variants, both are \"" + control
                    + "\"; set control to the old variant and candidate to the new one");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revision must be 1 or more, got " + revision);
        }
        if (warmUp.isNegative() || !warmUp.equals(warmUp.truncatedTo(ChronoUnit.MILLIS))) {
            throw new IllegalArgumentException("warmUp must be whole milliseconds, 0 or more, got " + warmUp);
        }
    }

    @Override
    public String title() {
        return "rollout " + rollout;
    }

    @Override
    public String owner() {
        return rollout;
    }

    /// Returns the candidate first, so that an increase of the exposure never moves a unit back to control.
    @Override
    public List<VariantShare> parts() {
        var rest = new Percent(Percent.ALL.basisPoints() - exposure.basisPoints());
        return List.of(new VariantShare(candidate, exposure), new VariantShare(control, rest));
    }

    @Override
    public RolloutSplit withRevision(long newRevision) {
        return new RolloutSplit(rollout, control, candidate, exposure, seed, newRevision, warmUp, breaker, shadow);
    }

    private static void requireText(String name, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank");
        }
    }
}

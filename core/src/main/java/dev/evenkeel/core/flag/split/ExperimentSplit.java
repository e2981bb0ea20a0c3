// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.core.flag.split;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A running experiment's split of a flag's traffic between two or more of its variants.
///
/// @param experiment id of the experiment
/// @param parts variants, control first, each above 0%, sum 100%
/// @param seed part of the hash
/// @param revision revision of the flag set that set this split, or that changed the flag under it; 1 or more
/// @param goals names of the metrics that SDK processes report for it, without commas
/// @param covariate attribute of the evaluation context that is reported with a unit's exposure; null for
///     none
public record ExperimentSplit(
        String experiment,
        List<VariantShare> parts,
        String seed,
        long revision,
        List<String> goals,
        @Nullable String covariate)
        implements RunningSplit {
    public ExperimentSplit {
        parts = List.copyOf(parts);
        goals = List.copyOf(goals);
        if (experiment.isBlank() || seed.isBlank()) {
            throw new IllegalArgumentException("experiment and seed must not be blank");
        }
        if (revision < 1) {
            throw new IllegalArgumentException("revision must be 1 or more, got " + revision);
        }
        requireWhole(parts);
        for (String goal : goals) {
            if (goal.isBlank() || goal.contains(",")) {
                throw new IllegalArgumentException("a goal must have a name without commas, got \"" + goal + "\"");
            }
        }
    }

    private static void requireWhole(List<VariantShare> parts) {
        Set<String> variants = new HashSet<>();
        int total = 0;
        for (VariantShare part : parts) {
            if (part.variant().isBlank() || !variants.add(part.variant())) {
                throw new IllegalArgumentException("the parts must be distinct variants, got " + parts);
            }
            if (part.share().basisPoints() == 0) {
                throw new IllegalArgumentException("each part must be above 0%, got " + parts);
            }
            total += part.share().basisPoints();
        }
        if (parts.size() < 2 || total != Percent.ALL.basisPoints()) {
            throw new IllegalArgumentException("two or more parts must sum to 100%, got " + parts);
        }
    }

    @Override
    public String title() {
        return "experiment " + experiment;
    }

    @Override
    public String owner() {
        return experiment;
    }

    @Override
    public String control() {
        return parts.get(0).variant();
    }

    @Override
    public ExperimentSplit withRevision(long newRevision) {
        return new ExperimentSplit(experiment, parts, seed, newRevision, goals, covariate);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.usage.FlagUsageQueries;
import dev.evenkeel.server.foundation.problems.Problem;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What is to be said before a flag is deleted.
///
/// @param check whether the server would let it go now
/// @param signs of its use
/// @param now when this was true
record FlagDeletionPreview(FlagEditValidationResult check, FlagUsageQueries.Usage signs, Instant now) {
    /* Services that evaluated it since then are taken to do so still. */
    private static final Duration LATELY = Duration.ofDays(7);

    private static final int HOURS_OF_DAY = 24;

    /// What can be done: `SAVE`, `PROPOSE` or `REFUSED`.
    String verdict() {
        return refusals().isEmpty() ? check.verdict().name() : Verdict.REFUSED.name();
    }

    /// Why the page does not delete it; empty when it does.
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        for (Problem.FieldError problem : check.problems()) {
            refusals.add((DisplayFormatter.sentence(problem.message()) + " " + problem.remedy()).strip());
        }
        Instant last = signs.lastEvaluatedAt();
        if (last != null && last.isAfter(now.minus(LATELY))) {
            refusals.add("Services evaluated it within the last " + LATELY.toDays()
                    + " days. Take it out of their code first; once none has for " + LATELY.toDays()
                    + " days, it can be deleted here.");
        }
        return refusals;
    }

    /// Whether nothing but its use stands against it.
    boolean isOnlyInUse() {
        return check.problems().isEmpty() && !refusals().isEmpty();
    }

    /// When it was last evaluated, in words.
    String lastUse() {
        Instant last = signs.lastEvaluatedAt();
        if (last == null) {
            return "No evaluation of it was ever reported.";
        }
        long hours = Math.max(0, Duration.between(last, now).toHours());
        if (hours < 1) {
            return "Last evaluated within the last hour.";
        }
        return hours < 2 * HOURS_OF_DAY
                ? "Last evaluated about " + hours + (hours == 1 ? " hour ago." : " hours ago.")
                : "Last evaluated " + hours / HOURS_OF_DAY + " days ago.";
    }

    /// What the signs come to.
    StatusBadge mark() {
        return switch (signs.status()) {
            case "stale" -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Stale: has done its work");
            case "potentially-stale" -> new StatusBadge(StatusBadge.Tone.CALM, "question", "Potentially stale");
            case "unknown" -> new StatusBadge(StatusBadge.Tone.CAUTION, "silent", "Use is not known");
            default -> new StatusBadge(StatusBadge.Tone.ACTIVE, "play", "Active");
        };
    }

    /// The reasons, as sentences.
    List<String> reasons() {
        return signs.reasons().stream().map(reason -> "It " + reason + ".").toList();
    }

    /// Where code names it, in words.
    String code() {
        Integer places = signs.places();
        if (places == null) {
            return "No scan of code looked for it.";
        }
        return places == 0
                ? "No scanned code names it."
                : String.format(
                        Locale.ROOT, "Scanned code names it in %,d %s.", places, places == 1 ? "place" : "places");
    }
}

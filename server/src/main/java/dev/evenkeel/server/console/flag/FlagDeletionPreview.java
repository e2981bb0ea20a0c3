// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console.flag;

import dev.evenkeel.engine.validation.ValidationError;
import dev.evenkeel.server.console.kit.DisplayFormatter;
import dev.evenkeel.server.console.kit.StatusBadge;
import dev.evenkeel.server.flags.usage.FlagDeletionEvidenceQueries;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult;
import dev.evenkeel.server.gates.editing.FlagEditValidationResult.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Preview of a flag deletion.
///
/// @param validation whether the server would accept the deletion now
/// @param usage usage of the flag
/// @param now time of the data
record FlagDeletionPreview(
        FlagEditValidationResult validation, FlagDeletionEvidenceQueries.FlagDeletionEvidence usage, Instant now) {
    /* Services that evaluated the flag within this time are assumed to use it still. */
    private static final Duration LATELY = Duration.ofDays(7);

    private static final int HOURS_OF_DAY = 24;

    /// Returns the possible action: `SAVE`, `PROPOSE` or `REFUSED`.
    String verdict() {
        return refusals().isEmpty() ? validation.verdict().name() : Verdict.REFUSED.name();
    }

    /// Returns why the page does not offer the deletion; empty if it does.
    List<String> refusals() {
        List<String> refusals = new ArrayList<>();
        for (ValidationError problem : validation.problems()) {
            refusals.add((DisplayFormatter.toSentence(problem.message()) + " " + problem.remedy()).strip());
        }
        Instant last = usage.lastEvaluatedAt();
        if (last != null && last.isAfter(now.minus(LATELY))) {
            refusals.add("Services evaluated it within the last " + LATELY.toDays()
                    + " days. Take it out of their code first; once none has for " + LATELY.toDays()
                    + " days, it can be deleted here.");
        }
        return refusals;
    }

    /// Whether its usage is the only reason against the deletion.
    boolean isBlockedOnlyByUse() {
        return validation.problems().isEmpty() && !refusals().isEmpty();
    }

    /// Returns the time of the last evaluation as text.
    String lastUse() {
        Instant last = usage.lastEvaluatedAt();
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

    /// Returns a badge that summarises the usage.
    StatusBadge badge() {
        return switch (usage.status()) {
            case "stale" -> new StatusBadge(StatusBadge.Tone.GOOD, "check", "Stale: has done its work");
            case "potentially-stale" -> new StatusBadge(StatusBadge.Tone.CALM, "question", "Potentially stale");
            case "unknown" -> new StatusBadge(StatusBadge.Tone.CAUTION, "silent", "Use is not known");
            default -> new StatusBadge(StatusBadge.Tone.ACTIVE, "play", "Active");
        };
    }

    /// Returns the reasons for that status, in sentences.
    List<String> reasons() {
        return usage.reasons().stream().map(reason -> "It " + reason + ".").toList();
    }

    /// Returns as text where code references the flag.
    String codeReferences() {
        Integer places = usage.places();
        if (places == null) {
            return "No scan of code looked for it.";
        }
        return places == 0
                ? "No scanned code names it."
                : String.format(
                        Locale.ROOT, "Scanned code names it in %,d %s.", places, places == 1 ? "place" : "places");
    }
}

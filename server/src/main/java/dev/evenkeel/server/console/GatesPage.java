// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.console;

import dev.evenkeel.files.freeze.FreezeJson;
import dev.evenkeel.server.gate.FlagOverride;
import dev.evenkeel.server.gate.StoppedLine;
import dev.evenkeel.server.rollout.Rollout;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The page of gates. Its question: what stands against changes, and who has passed it by?
///
/// @param now when this was true
/// @param changes rollouts that run, with what every gate says of them
/// @param stopped lines that are stopped
/// @param overrides those that count now, newest first
/// @param freezes the freeze calendar, by name
record GatesPage(
        Instant now,
        List<Change> changes,
        List<StoppedLine> stopped,
        List<FlagOverride> overrides,
        List<FreezeJson> freezes) {

    /// A rollout that runs.
    record Change(Rollout rollout, List<GateRow> gates) {
        boolean isHeldUp() {
            return gates.stream()
                    .anyMatch(gate ->
                            List.of("Closed", "Unknown").contains(gate.state().word()));
        }
    }

    /// The answer, in a sentence.
    String lead() {
        long held = changes.stream().filter(Change::isHeldUp).count();
        String rollouts = changes.isEmpty()
                ? "No rollout runs."
                : held == 0
                        ? "Every rollout that runs may go on."
                        : "Closed gates hold up " + Numbers.count(held) + " of " + Numbers.count(changes.size())
                                + (changes.size() == 1 ? " rollout that runs." : " rollouts that run.");
        return rollouts + (stopped.isEmpty() ? " No line is stopped." : "");
    }

    /// What a freeze is about, in words.
    static String about(FreezeJson freeze) {
        String about = Stream.of(
                        named("environments", freeze.environments()),
                        named("services", freeze.services()),
                        named("tiers", freeze.tiers()),
                        named("classes", freeze.classes()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("; "));
        return about.isEmpty() ? "all changes" : about;
    }

    private static String named(String what, List<String> names) {
        return names.isEmpty() ? "" : what + " " + String.join(", ", names);
    }
}

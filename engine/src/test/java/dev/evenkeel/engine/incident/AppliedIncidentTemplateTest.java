// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AppliedIncidentTemplateTest {
    private static final Instant AT = Instant.parse("2026-11-25T18:00:00Z");

    private static TimelineEntry entry(int second, String kind, String words) {
        return new TimelineEntry(AT.plusSeconds(second), "ann", kind, words);
    }

    @Test
    void marksStepDoneAtFirstExactlyMatchingNote() {
        var template = new AppliedIncidentTemplate("down", List.of("call the bank", "call", "look"));
        List<AppliedIncidentTemplate.Step> steps = template.trackSteps(List.of(
                entry(1, "declared", "Done: call"),
                entry(2, "note", "Done: call the bank"),
                entry(3, "note", "done: look"),
                entry(4, "note", "Done: call the bank")));
        assertThat(steps)
                .extracting(AppliedIncidentTemplate.Step::note, AppliedIncidentTemplate.Step::doneEntry)
                .containsExactly(
                        tuple("Done: call the bank", entry(2, "note", "Done: call the bank")),
                        tuple("Done: call", null),
                        tuple("Done: look", null));
    }
}

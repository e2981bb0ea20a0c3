// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.cli.demo;

import java.io.IOException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// From a history of incidents to the memo of a decision, and to the gate that holds the change to it. No payments are
/// sent. Confined to one thread.
final class DecisionStory implements DemoRun.Story {
    private static final double TARGET = 0.95;

    private final DemoOptions options;
    private final DemoStage stage;
    private final DemoRun run;

    DecisionStory(DemoOptions options, DemoStage stage, DemoRun run) {
        this.options = options;
        this.stage = stage;
        this.run = run;
    }

    @Override
    public void tell() throws IOException, InterruptedException, DemoRun.Unmet {
        run.screen().title("Starting the server and the payment service");
        ControlPlane control = run.open(stage);
        Practice practice = control.practice();
        practice.describeService();
        practice.keepObjective(TARGET);
        JsonNode imported = practice.importHistory(PastIncidents.csv(Instant.now()), PastIncidents.MAP);
        run.fact("history", imported.path("created").asInt() + " incidents of a year, two of them lately: made up");
        var deciding = new Deciding(options, stage, run, control.decisions());
        deciding.remember();
        deciding.assess(practice);
        deciding.decide(practice);
        run.fact("whole story", DemoRun.seconds(run.elapsed()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import dev.evenkeel.examples.demo.traffic.TrafficRateTuner;
import java.io.IOException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// The decision story: from an incident history to the memo, to a decision against its recommendation, and to
/// the outcome report. The payment service has no weakness here, so the decision turns out well by luck; the
/// report states how little that proves.
public final class DecisionStory implements DemoRunner.Story {
    private static final double TARGET = 0.95;
    private static final long WARM_UP_MESSAGES = 1_200;
    private static final double SHARE_OF_TRAFFIC = 0.5;

    private final DemoOptions options;
    private final DemoEnvironment stage;
    private final DemoRunner run;

    public DecisionStory(DemoOptions options, DemoEnvironment stage, DemoRunner run) {
        this.options = options;
        this.stage = stage;
        this.run = run;
    }

    @Override
    public void run() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("Starting the server and the payment service");
        ControlPlaneClient control = run.startPrograms();
        StabilityClient practice = control.stability();
        practice.registerService();
        practice.applyObjective(TARGET);
        JsonNode imported =
                practice.importHistory(IncidentHistoryGenerator.csv(Instant.now()), IncidentHistoryGenerator.MAP);
        run.recordFact(
                "history", imported.path("created").asInt() + " incidents of a year, two of them lately: made up");
        var deciding = new DecisionPhase(options, stage, run, control.decisions());
        deciding.importSloHistory();
        deciding.assess(practice);
        run.recordFact("memo after", DemoRunner.seconds(run.elapsed()));
        deciding.decidePhasedRollout(practice);
        migrate(control, practice);
        deciding.writeReport();
        run.recordFact("whole story", DemoRunner.seconds(run.elapsed()));
    }

    private void migrate(ControlPlaneClient control, StabilityClient practice)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("Customers pay, and the way back is rehearsed");
        PaymentTraffic traffic = stage.openTraffic(SHARE_OF_TRAFFIC);
        traffic.start(options.seed());
        run.warmUp(traffic, WARM_UP_MESSAGES, TrafficRateTuner.MAX_BUSY);
        practice.saveRollbackPlan(CoreRolloutPhase.FIRST_STEPS_BACK, stage.rehearsalUrl());
        new RollbackDrillPhase(run, practice).rehearse("before the migration");
        run.screen().title("The migration, as it was decided");
        new CoreRolloutPhase(stage, run, control).run(practice, traffic);
        run.checkBooks(traffic);
    }
}

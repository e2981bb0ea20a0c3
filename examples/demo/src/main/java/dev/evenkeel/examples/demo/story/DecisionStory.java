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

/// From a history of incidents to the memo, to a decision that does not follow it, and to the report of what
/// came of it. The payment service has no weakness here, so luck is all that the decision needs; the report
/// says how little that proves. Confined to one thread.
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
    public void tell() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("Starting the server and the payment service");
        ControlPlaneClient control = run.open();
        StabilityClient practice = control.practice();
        practice.describeService();
        practice.keepObjective(TARGET);
        JsonNode imported =
                practice.importHistory(IncidentHistoryGenerator.csv(Instant.now()), IncidentHistoryGenerator.MAP);
        run.fact("history", imported.path("created").asInt() + " incidents of a year, two of them lately: made up");
        var deciding = new DecisionPhase(options, stage, run, control.decisions());
        deciding.remember();
        deciding.assess(practice);
        run.fact("memo after", DemoRunner.seconds(run.elapsed()));
        deciding.phasedNow(practice);
        migrate(control, practice);
        deciding.report();
        run.fact("whole story", DemoRunner.seconds(run.elapsed()));
    }

    private void migrate(ControlPlaneClient control, StabilityClient practice)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("Customers pay, and the way back is rehearsed");
        PaymentTraffic traffic = stage.openTraffic(SHARE_OF_TRAFFIC);
        traffic.start(options.seed());
        run.warmUp(traffic, WARM_UP_MESSAGES, TrafficRateTuner.MOST_BUSY);
        practice.plan(CoreRolloutPhase.FIRST_STEPS_BACK, stage.rehearsal());
        new RollbackDrillPhase(run, practice).rehearse("before the migration");
        run.screen().title("The migration, as it was decided");
        new CoreRolloutPhase(stage, run, control).run(practice, traffic);
        run.settle(traffic);
    }
}

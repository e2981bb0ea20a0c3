// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.IncidentApi.ImportIncidentsResponse;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.examples.demo.client.ControlPlaneClient;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.config.DemoOptions;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import dev.evenkeel.examples.demo.traffic.TrafficRateTuner;
import java.io.IOException;
import java.time.Instant;

/// The decision story: from an incident history to the memo, to a decision against its recommendation, and to
/// the outcome report. The payment service has no weakness here, so the decision turns out well by luck; the
/// report states how little that proves.
public final class DecisionStory implements DemoRunner.Story {
    private static final double TARGET = 0.95;
    private static final long WARM_UP_MESSAGES = 1_200;
    private static final double SHARE_OF_TRAFFIC = 0.5;

    private final DemoOptions options;
    private final DemoEnvironment environment;
    private final DemoRunner runner;

    public DecisionStory(DemoOptions options, DemoEnvironment environment, DemoRunner runner) {
        this.options = options;
        this.environment = environment;
        this.runner = runner;
    }

    @Override
    public void run() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Starting the server and the payment service");
        ControlPlaneClient control = runner.startPrograms();
        StabilityClient client = control.stability();
        client.registerService();
        client.applyObjective(TARGET);
        ImportIncidentsResponse imported =
                client.importHistory(IncidentHistoryGenerator.csv(Instant.now()), IncidentHistoryGenerator.MAP);
        runner.recordFact("history", imported.created() + " made-up incidents of one year, two of them recent");
        var deciding = new DecisionPhase(options, environment, runner, control.decisions());
        deciding.importSloHistory();
        deciding.assess(client);
        runner.recordFact("memo created after", QuantityFormatter.formatElapsed(runner.elapsed()));
        deciding.decidePhasedRollout(client);
        migrate(control, client);
        deciding.writeReport();
        runner.recordFact("total time", QuantityFormatter.formatElapsed(runner.elapsed()));
    }

    private void migrate(ControlPlaneClient control, StabilityClient client)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Baseline: customers pay; then a rollback drill runs");
        PaymentTraffic traffic = environment.openTraffic(SHARE_OF_TRAFFIC);
        traffic.start(options.seed());
        runner.warmUp(traffic, WARM_UP_MESSAGES, TrafficRateTuner.MAX_BUSY);
        client.saveRollbackPlan(CoreRolloutPhase.FIRST_STEPS_BACK, environment.rehearsalUrl());
        new RollbackDrillPhase(runner, client).rehearse("before the migration");
        runner.screen().title("Migration, as decided: the modern core should reach 100%");
        new CoreRolloutPhase(environment, runner, control).run(client, traffic);
        runner.checkBooks(traffic);
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.api.DetectionDrillApi.DetectionDrillResponse;
import dev.evenkeel.engine.detection.DetectionDrillResult;
import dev.evenkeel.engine.format.QuantityFormatter;
import dev.evenkeel.examples.demo.client.PaymentWeakness;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Phase of detection drills: injects the fixed weaknesses again, one at a time, and queries what detected
/// each and how fast.
final class DetectionDrillPhase {
    /* More than the one minute that the SLO looks back: in the first minute, few calls may fail by chance. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final DemoEnvironment environment;
    private final DemoRunner runner;
    private final StabilityClient client;

    DetectionDrillPhase(DemoEnvironment environment, DemoRunner runner, StabilityClient client) {
        this.environment = environment;
        this.runner = runner;
        this.client = client;
    }

    /// Runs a drill of each weakness; an alert must detect every one.
    ///
    /// @param target share of good calls that the SLO requires from now on; with rarer failures, fewer are
    ///     too many
    void run(List<PaymentWeakness> mended, double target)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        runner.screen().title("Detection drills: each cause is injected again; an alert should detect it");
        client.applyObjective(target);
        runner.recordFact("SLO", QuantityFormatter.formatPercent(target) + " of calls succeed, from now on");
        awaitCalm();
        for (PaymentWeakness spot : mended) {
            String words = formatResult(inject(spot));
            runner.recordFact("detected: " + spot.cause(), words);
            awaitCalm();
        }
    }

    /// Formats the result of a drill.
    static String formatResult(DetectionDrillResponse drill) {
        Double seconds = drill.byAlert().afterSeconds();
        return isNoticed(drill) && seconds != null
                ? "by an alert after "
                        + QuantityFormatter.formatElapsed(Duration.ofMillis(Math.round(1_000 * seconds)))
                        + " (no rollout was running, so not by the guard)"
                : "not by an alert yet";
    }

    private DetectionDrillResponse inject(PaymentWeakness spot)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        Instant began = Instant.now();
        String id = client.startDetectionDrill(spot, "after", began, "injected alone, under load");
        environment.paymentService().setWeakness(spot.key(), true);
        DetectionDrillResponse drill = runner.await(
                () -> client.detection(id),
                now -> isNoticed(now) || isTooLate(began),
                now -> "waiting for an alert about: " + spot.cause());
        runner.require(isNoticed(drill), "no alert in time about: " + spot.cause());
        environment.paymentService().setWeakness(spot.key(), false);
        client.endDetectionDrill(id);
        return drill;
    }

    /* An alert that already fires cannot detect anything, and earlier failures must not be mistaken for new
     * ones. */
    private void awaitCalm() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        Instant since = Instant.now();
        runner.await(() -> client.isHealthySince(since), calm -> calm, calm -> "waiting for a minute without alerts");
    }

    private boolean isTooLate(Instant began) {
        return environment.hasTimedOut(Duration.between(began, Instant.now()), limits -> limits.evidence(PATIENCE));
    }

    private static boolean isNoticed(DetectionDrillResponse drill) {
        return drill.byAlert().state() == DetectionDrillResult.State.DETECTED;
    }
}

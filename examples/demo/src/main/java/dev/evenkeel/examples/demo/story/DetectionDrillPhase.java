// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.demo.story;

import dev.evenkeel.examples.demo.client.PaymentWeakness;
import dev.evenkeel.examples.demo.client.StabilityClient;
import dev.evenkeel.examples.demo.environment.DemoEnvironment;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/// Phase of detection drills: injects the fixed weaknesses again, one at a time, and queries what detected
/// each and how fast.
final class DetectionDrillPhase {
    /* More than the one minute that the SLO looks back: in the first minute, few calls may fail by chance. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final DemoEnvironment stage;
    private final DemoRunner run;
    private final StabilityClient practice;

    DetectionDrillPhase(DemoEnvironment stage, DemoRunner run, StabilityClient practice) {
        this.stage = stage;
        this.run = run;
        this.practice = practice;
    }

    /// Runs a drill of each weakness; an alert must detect every one.
    ///
    /// @param target share of good calls that the SLO requires from now on; with rarer failures, fewer are
    ///     too many
    void run(List<PaymentWeakness> mended, double target)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("Would one of them be noticed, if it came back?");
        practice.applyObjective(target);
        run.recordFact(
                "objective", String.format(Locale.ROOT, "%.1f %% of all calls succeed, from now on", 100 * target));
        awaitCalm();
        for (PaymentWeakness spot : mended) {
            String words = formatResult(inject(spot));
            run.recordFact("noticed: " + spot.cause(), words);
            awaitCalm();
        }
    }

    /// Formats the result of a drill.
    static String formatResult(JsonNode drill) {
        JsonNode alert = drill.path("byAlert");
        return isNoticed(drill)
                ? String.format(
                        Locale.ROOT,
                        "by an alert after %.0f s; not by the guard, as no rollout was on",
                        alert.path("afterSeconds").asDouble())
                : "by no alert yet";
    }

    private JsonNode inject(PaymentWeakness spot)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        Instant began = Instant.now();
        String id = practice.startDetectionDrill(spot, "after", began, "injected alone, under customers' load");
        stage.paymentService().setWeakness(spot.key(), true);
        JsonNode drill = run.await(
                () -> practice.detection(id),
                now -> isNoticed(now) || isTooLate(began),
                now -> "waiting for an alert that " + spot.cause());
        run.require(isNoticed(drill), "no alert noticed in time that " + spot.cause());
        stage.paymentService().setWeakness(spot.key(), false);
        practice.endDetectionDrill(id);
        return drill;
    }

    /* An alert that already fires cannot detect anything, and earlier failures must not be mistaken for new
     * ones. */
    private void awaitCalm() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        Instant since = Instant.now();
        run.await(() -> practice.isHealthySince(since), calm -> calm, calm -> "waiting for a calm minute");
    }

    private boolean isTooLate(Instant began) {
        return stage.hasTimedOut(Duration.between(began, Instant.now()), limits -> limits.evidence(PATIENCE));
    }

    private static boolean isNoticed(JsonNode drill) {
        return drill.at("/byAlert/state").asString().equals("DETECTED");
    }
}

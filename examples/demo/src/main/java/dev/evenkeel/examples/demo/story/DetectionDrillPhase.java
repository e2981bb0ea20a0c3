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

/// Injects weaknesses that were mended anew, one at a time, and asks the server what noticed each and how
/// soon. Confined to one thread.
final class DetectionDrillPhase {
    /* Some of the minutes that the objective looks back: in the first one, few calls may fail by chance. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final DemoEnvironment stage;
    private final DemoRunner run;
    private final StabilityClient practice;

    DetectionDrillPhase(DemoEnvironment stage, DemoRunner run, StabilityClient practice) {
        this.stage = stage;
        this.run = run;
        this.practice = practice;
    }

    /// Runs a drill of each; an alert has to notice every one.
    ///
    /// @param target share of good calls that the objective asks for from now on: where failures
    /// are rarer, fewer are too many
    void run(List<PaymentWeakness> mended, double target)
            throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        run.screen().title("Would one of them be noticed, if it came back?");
        practice.keepObjective(target);
        run.fact("objective", String.format(Locale.ROOT, "%.1f %% of all calls succeed, from now on", 100 * target));
        awaitCalm();
        for (PaymentWeakness spot : mended) {
            String words = words(inject(spot));
            run.fact("noticed: " + spot.cause(), words);
            awaitCalm();
        }
    }

    /// What a drill found, in words.
    static String words(JsonNode drill) {
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
        String id = practice.noteFault(spot, "after", began, "injected alone, under customers' load");
        stage.paymentService().weakness(spot.key(), true);
        JsonNode drill = run.await(
                () -> practice.detection(id),
                now -> isNoticed(now) || isTooLate(began),
                now -> "waiting for an alert that " + spot.cause());
        run.demand(isNoticed(drill), "no alert noticed in time that " + spot.cause());
        stage.paymentService().weakness(spot.key(), false);
        practice.endFault(id);
        return drill;
    }

    /* What fires already cannot notice, and what failed before must not be taken for what fails then. */
    private void awaitCalm() throws IOException, InterruptedException, DemoRunner.DemoFailedException {
        Instant since = Instant.now();
        run.await(() -> practice.isCalmSince(since), calm -> calm, calm -> "waiting for a calm minute");
    }

    private boolean isTooLate(Instant began) {
        return stage.isOver(Duration.between(began, Instant.now()), limits -> limits.evidence(PATIENCE));
    }

    private static boolean isNoticed(JsonNode drill) {
        return drill.at("/byAlert/state").asString().equals("DETECTED");
    }
}

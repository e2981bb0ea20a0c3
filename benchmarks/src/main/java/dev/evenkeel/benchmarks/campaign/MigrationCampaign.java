// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.campaign;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.examples.demo.environment.LedgerBalanceCheck;
import dev.evenkeel.examples.demo.traffic.PaymentTraffic;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// The ledger moves through all stages, and at every exposure on the way something breaks.
///
/// Each rollout waits at each of its steps for a person. When it does, that person approves and
/// the trouble begins at the same moment, so that every trouble meets a change of exposure that is
/// on its way. Nothing else leads it: the guard holds, goes on or rolls back as it finds right,
/// and a rollout that went back is started again from there.
final class MigrationCampaign {
    private static final String FLAG = "ledger-store";
    private static final String APPROVER = "vera";
    private static final String FAULT = "truncated-amounts";
    private static final Set<String> ENDED = Set.of("COMPLETED", "ROLLED_BACK", "ABORTED");
    private static final Set<String> STAYING = Set.of("HOLD", "OBSERVE", "APPROVE");
    private static final int FIRST_MESSAGES = 2_000;
    private static final Duration AWAY = Duration.ofSeconds(30);

    private final CampaignEnvironment site;
    private final List<CampaignFault> troubles;
    private final long lasting;
    private final double perSecond;
    private final List<FaultOutcome> told = new ArrayList<>();
    private final List<StageLedgerCheck> counts = new ArrayList<>();
    private final Map<String, Boolean> replays = new HashMap<>();

    /// @param perSecond messages that customers send; each trouble lasts as long as they need
    ///     for three seconds' worth
    MigrationCampaign(CampaignEnvironment site, List<CampaignFault> troubles, double perSecond) {
        this.site = site;
        this.troubles = troubles;
        this.perSecond = perSecond;
        this.lasting = Math.round(3 * perSecond);
    }

    List<FaultOutcome> told() {
        return told;
    }

    List<StageLedgerCheck> counts() {
        return counts;
    }

    /// Whether each rollout's decisions, computed again from the stored ticks, are the same.
    Map<String, Boolean> replays() {
        return replays;
    }

    /// Goes all the way.
    void run() throws IOException, InterruptedException {
        site.awaitMessages(FIRST_MESSAGES);
        site.awaitRecovery();
        MigrationStage[] stages = MigrationStage.values();
        for (int i = 1; i < stages.length; i++) {
            step(stages[i - 1], stages[i]);
        }
    }

    private void step(MigrationStage from, MigrationStage to) throws IOException, InterruptedException {
        if (to == MigrationStage.LIVE) {
            outage(from, to);
        }
        ExposureSchedule exposures = new ExposureSchedule(troubles.size());
        String id = "";
        for (int i = 0; i < troubles.size(); i++) {
            id = waiting(id, from, to, exposures.from(i));
            CampaignFault trouble = troubles.get(i);
            tell(id, trouble, new FaultPoint(from, to, exposures.percent(i), trouble.words()));
        }
        everybodyAt(id, from, to);
        if (from == MigrationStage.OFF) {
            copyOlder();
        }
        count(to);
    }

    /* A rollout that waits for a person at that exposure, which another one may have been brought to already. */
    private String waiting(String running, MigrationStage from, MigrationStage to, List<Integer> exposures)
            throws IOException, InterruptedException {
        String id = running.isEmpty() ? start(from, to, CampaignPlans.waitingAtEachStep(to, exposures)) : running;
        JsonNode rollout = site.await(
                id, seen -> hasEnded(seen) || seen.path("waitsFor").asString("").equals("APPROVAL"));
        if (!hasEnded(rollout)) {
            return id;
        }
        endedAfterAll(rollout);
        return waiting("", from, to, exposures);
    }

    /* What ends a rollout after its trouble was told of is of that trouble. */
    private void endedAfterAll(JsonNode rollout) throws IOException {
        if (!told.isEmpty()) {
            JsonNode last = lastMove(rollout);
            told.add(told.removeLast()
                    .endedBy(last.path("kind").asString(), last.path("reason").asString()));
        }
    }

    private static JsonNode lastMove(JsonNode rollout) throws IOException {
        return rollout.path("decisions")
                .valueStream()
                .filter(decision -> !STAYING.contains(decision.path("kind").asString()))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> new IOException("no decision: " + rollout));
    }

    private String start(MigrationStage from, MigrationStage to, Object plan) throws IOException, InterruptedException {
        return site.control().startStage(FLAG, from.variant(), to.variant(), plan);
    }

    private void tell(String id, CampaignFault trouble, FaultPoint scene) throws IOException, InterruptedException {
        say(scene.step() + " at " + scene.exposure() + " %: " + scene.trouble());
        long before = site.traffic().failures();
        int step = site.control().rollout(id).path("step").asInt();
        site.control().approve(id, APPROVER, scene.trouble());
        trouble.begin(site);
        site.awaitMessages(lasting);
        trouble.end(site);
        Duration recovery = recovery();
        JsonNode rollout =
                site.await(id, seen -> hasEnded(seen) || seen.path("step").asInt() > step);
        note(scene, site.traffic().failures() - before, recovery, rollout);
    }

    private Duration recovery() throws IOException, InterruptedException {
        long began = System.nanoTime();
        site.awaitRecovery();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private void note(FaultPoint scene, long failed, Duration recovery, JsonNode rollout)
            throws IOException, InterruptedException {
        JsonNode last = lastMove(rollout);
        var one = new FaultOutcome(
                scene,
                failed,
                recovery,
                last.path("kind").asString(),
                last.path("reason").asString());
        told.add(one);
        say("    " + failed + " payments failed at first; " + one.ending() + ": " + one.reason());
        String id = rollout.path("id").asString();
        replays.put(id, site.control().replay(id).path("identical").asBoolean());
    }

    /* The last step needs no person; whoever went back on the way goes all the way now, without trouble. */
    private void everybodyAt(String running, MigrationStage from, MigrationStage to)
            throws IOException, InterruptedException {
        JsonNode ended = site.await(running, MigrationCampaign::hasEnded);
        endedAfterAll(ended);
        while (!ended.path("status").asString().equals("COMPLETED")) {
            String next = start(from, to, CampaignPlans.straight(to));
            ended = site.await(next, MigrationCampaign::hasEnded);
            say("    " + next + " has ended " + ended.path("status").asString());
        }
        site.await("everybody to be at " + to, () -> {
            site.control().makeDefault(FLAG, to);
            return true;
        });
        for (PaymentServiceInstance instance : site.instances()) {
            site.await(
                    "each process to know that everybody is at " + to,
                    () -> instance.service().move().path("stage").asString().equals(to.variant()));
        }
    }

    /* The old ledger is away for half a minute while nearly everybody is at live; when it is back, the new core breaks. */
    private void outage(MigrationStage from, MigrationStage to) throws IOException, InterruptedException {
        var scene = new FaultPoint(
                from, to, 90, "old ledger away for " + AWAY.toSeconds() + " s, then the new core breaks");
        String id = waiting("", from, to, List.of(50, scene.exposure(), 100));
        site.control().approve(id, APPROVER, scene.trouble());
        site.await(id, seen -> seen.path("step").asInt() == 1);
        say(scene.step() + " at " + scene.exposure() + " %: " + scene.trouble());
        long before = site.traffic().failures();
        site.oldLedger().stop();
        site.awaitMessages(Math.round(AWAY.toSeconds() * perSecond));
        site.oldLedger().startAgain();
        newCoreBreaks(true);
        JsonNode back = site.await(id, seen -> hasEnded(seen) && !isOnItsWay(seen));
        newCoreBreaks(false);
        Duration recovery = recovery();
        note(scene, site.traffic().failures() - before, recovery, back);
        count(from);
    }

    private void newCoreBreaks(boolean yes) throws IOException, InterruptedException {
        for (PaymentServiceInstance instance : site.instances()) {
            instance.service().fault(FAULT, yes);
        }
    }

    private static boolean isOnItsWay(JsonNode rollout) {
        JsonNode decisions = rollout.path("decisions");
        return decisions.path(decisions.size() - 1).path("activeEverywhereAt").isNull();
    }

    private void copyOlder() throws IOException, InterruptedException {
        site.first().service().backfill();
        site.await("the older messages to be copied", () -> {
            JsonNode move = site.first().service().move();
            if (!move.path("copying").asBoolean()
                    && !move.path("backfill").path("finished").asBoolean()) {
                site.first().service().backfill();
            }
            return move.path("backfill").path("finished").asBoolean();
        });
    }

    private void count(MigrationStage stage) throws IOException, InterruptedException {
        site.settle();
        List<String> accepted = site.traffic().accepted().stream()
                .map(PaymentTraffic.PaymentMessage::id)
                .toList();
        var count = new StageLedgerCheck(
                stage,
                LedgerBalanceCheck.of(site.traffic(), 0, site.first().service().audit(accepted)),
                LedgerBalanceCheck.of(site.traffic(), 0, site.first().service().auditNew(accepted)),
                site.oldLedger().booked().equals(site.newLedger().booked()));
        counts.add(count);
        say("    everybody at " + stage + ": " + count.fresh().messages() + " messages, lost "
                + (stage.isOldAuthoritative() ? count.old() : count.fresh()).lost() + ", ledgers "
                + (count.alike() ? "alike" : "not alike"));
        site.resume();
        site.awaitRecovery();
    }

    private static boolean hasEnded(JsonNode rollout) {
        return ENDED.contains(rollout.path("status").asString());
    }

    private static void say(String line) {
        System.err.println("bench campaign: " + line);
    }
}

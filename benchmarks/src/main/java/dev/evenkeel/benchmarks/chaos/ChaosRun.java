// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.benchmarks.chaos;

import dev.evenkeel.benchmarks.chaos.Gathered.Audit;
import dev.evenkeel.benchmarks.chaos.Gathered.Memory;
import dev.evenkeel.benchmarks.chaos.Gathered.PaymentBooks;
import dev.evenkeel.benchmarks.server.ServerGauge;
import dev.evenkeel.examples.demo.client.JsonHttp;
import dev.evenkeel.examples.demo.environment.Books;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// One campaign: everything is started, a storm comes over it while rollouts run, and when it is calm
/// again everybody is asked what they know. Confined to one thread, but for closing.
final class ChaosRun implements AutoCloseable {
    private static final String PAYMENT_CORE = "payment-core";

    private final Fleet fleet;
    private final Payments payments;
    private final Calm calm;
    private final Stored stored;
    private final Storm storm;
    private final List<RolloutSeries> series;

    /// Starts the databases.
    ///
    /// @param home root of the repository, where the built programs are
    /// @param data folder for everything that is written
    ChaosRun(Path home, Path data, long seed) throws IOException {
        this.fleet = new Fleet(home, data, seed);
        this.payments = new Payments(fleet, home, data.resolve("customers"), seed);
        this.stored = new Stored(fleet.database().jdbcUrl());
        this.calm = new Calm(fleet, stored);
        this.storm = new Storm(fleet, this::restarted);
        this.series = List.of(
                new RolloutSeries(
                        fleet.api(),
                        new RolloutSeries.Change(
                                Fleet.FLEET, SdkProcess.FLAG, SdkProcess.CONTROL, SdkProcess.CANDIDATE),
                        this::rankingIsBad),
                new RolloutSeries(
                        fleet.api(),
                        new RolloutSeries.Change(Fleet.DEFAULT, PAYMENT_CORE, "classic", "modern"),
                        payments::bad));
    }

    private void restarted(Program process) throws IOException, InterruptedException {
        if (fleet.paymentServices().contains(process)) {
            payments.tell(process);
        }
    }

    private void rankingIsBad(boolean yes) throws IOException {
        if (yes) {
            Files.writeString(fleet.badWhile(), "");
        } else {
            Files.deleteIfExists(fleet.badWhile());
        }
    }

    List<Storm.Happened> happened() {
        return storm.happened();
    }

    /// Lets the schedule happen.
    ///
    /// @return what everybody knows afterwards
    Gathered run(Schedule schedule) throws IOException, InterruptedException {
        fleet.startServers();
        define(Fleet.DEFAULT, PAYMENT_CORE, "classic", "modern");
        define(Fleet.FLEET, SdkProcess.FLAG, SdkProcess.CONTROL, SdkProcess.CANDIDATE);
        JsonNode key = fleet.api().post("/api/v1/environments/" + Fleet.FLEET + "/sdk-keys", Map.of());
        fleet.startProcesses(key.path("sdkKey").asString());
        payments.start();
        List<Long> before = heaps();
        var edits = new Edits(fleet.api(), List.of(Fleet.FLEET, Fleet.DEFAULT));
        List<Thread> threads = Stream.concat(series.stream(), Stream.of(edits))
                .map(work -> Thread.ofPlatform().daemon().start(work))
                .toList();
        storm.run(schedule);
        say("the storm is over");
        calm.awaitWell();
        edits.stop();
        series.forEach(RolloutSeries::stop);
        for (Thread thread : threads) {
            thread.join();
        }
        say("the last rollouts have ended");
        settle(edits);
        return gather(before);
    }

    private void settle(Edits edits) throws IOException, InterruptedException {
        edits.edit(Fleet.FLEET);
        edits.edit(Fleet.DEFAULT);
        payments.settle();
        calm.awaitRevisions();
        calm.awaitCounted();
    }

    private void define(String environment, String flag, String control, String candidate)
            throws IOException, InterruptedException {
        fleet.api()
                .put(
                        "/api/v1/environments/" + environment + "/flags",
                        Map.of(
                                "flags",
                                Map.of(
                                        flag,
                                        Map.of(
                                                "state",
                                                "ENABLED",
                                                "variants",
                                                Map.of(control, control, candidate, candidate),
                                                "defaultVariant",
                                                control))));
    }

    private List<Long> heaps() throws IOException, InterruptedException {
        List<Long> heaps = new ArrayList<>();
        for (Program server : fleet.servers()) {
            heaps.add(new ServerGauge(server.pid()).liveHeap());
        }
        return heaps;
    }

    private Gathered gather(List<Long> before) throws IOException, InterruptedException {
        List<Long> after = heaps();
        List<Memory> memory = new ArrayList<>();
        for (int i = 0; i < after.size(); i++) {
            memory.add(new Memory(fleet.servers().get(i).name(), before.get(i), after.get(i)));
        }
        List<RolloutRecord> rollouts = new ArrayList<>();
        for (RolloutSeries one : series) {
            for (RolloutSeries.Driven driven : one.driven()) {
                rollouts.add(stored.rollout(driven, replay(driven.id())));
            }
        }
        JsonNode audit = fleet.api().get("/api/v1/audit/check");
        Books books = payments.books();
        return new Gathered(
                calm.living(),
                fleet.journals(),
                stored.batches(),
                rollouts,
                Map.of(
                        Fleet.FLEET, stored.environment(Fleet.FLEET),
                        Fleet.DEFAULT, stored.environment(Fleet.DEFAULT)),
                new Audit(
                        audit.path("intact").asBoolean(),
                        audit.path("entries").asLong(),
                        audit.path("explanation").asString()),
                new PaymentBooks(books.messages(), books.lost(), books.doubled(), books.balanced()),
                memory);
    }

    private List<String> replay(String rollout) throws IOException, InterruptedException {
        JsonHttp api = fleet.api();
        JsonNode report = api.get("/api/v1/rollouts/" + rollout + "/replay");
        if (report.path("identical").asBoolean()) {
            return List.of();
        }
        List<String> differences = new ArrayList<>();
        report.path("differences").forEach(one -> differences.add(one.asString()));
        return differences.isEmpty() ? List.of("not identical") : differences;
    }

    private static void say(String what) {
        System.err.println("chaos: " + what);
    }

    @Override
    public void close() {
        payments.close();
        fleet.close();
    }
}

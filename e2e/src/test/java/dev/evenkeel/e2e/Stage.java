// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.cli.demo.Books;
import dev.evenkeel.cli.demo.ControlPlane;
import dev.evenkeel.cli.demo.DemoOptions;
import dev.evenkeel.cli.demo.DemoStage;
import dev.evenkeel.cli.demo.OutcomeCount;
import dev.evenkeel.cli.demo.PaymentTraffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/// Server, payment service and traffic, with what several stories wait for.
final class Stage implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final DemoStage programs;
    private final ControlPlane control;
    private final PaymentTraffic traffic;

    /// Starts everything; customers send 250 messages a second.
    static Stage open(Path data, long seed) throws IOException, InterruptedException {
        var programs = new DemoStage(new DemoOptions(Repository.root(), data, 0, 250, 100_000, seed, LIMIT));
        try {
            programs.open();
            return new Stage(programs, seed);
        } catch (IOException | InterruptedException | RuntimeException e) {
            programs.close();
            throw e;
        }
    }

    private Stage(DemoStage programs, long seed) {
        this.programs = programs;
        this.control = programs.controlPlane();
        this.traffic = programs.openTraffic();
        traffic.start(seed);
    }

    DemoStage programs() {
        return programs;
    }

    ControlPlane control() {
        return control;
    }

    PaymentTraffic traffic() {
        return traffic;
    }

    /// The rollout once it is so; fails after two minutes with what it was last.
    JsonNode awaitRollout(String id, Predicate<JsonNode> condition) {
        return await("rollout " + id)
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreException(IOException.class)
                .until(() -> control.rollout(id), condition);
    }

    /// Waits until customers have written so many more messages: a moment in the traffic's own time.
    void awaitMessages(long more) {
        long target = traffic.messages() + more;
        await("traffic").atMost(LIMIT).pollInterval(Duration.ofMillis(5)).until(() -> traffic.messages() >= target);
    }

    /// Starts the server again on its data and waits until it is up.
    void restartServer() throws IOException, InterruptedException {
        programs.startServer().awaitReady(LIMIT);
    }

    /// Every message accepted in the end, none lost, none doubled, the books in order.
    void assertBooksInOrder() throws IOException, InterruptedException {
        traffic.close();
        Books books = Books.read(programs, traffic, traffic.resendRefused(Duration.ofSeconds(30)));
        assertThat(books.inOrder()).as("books in order: %s", books).isTrue();
    }

    /// After the traffic's end: the server has every call that the SDK recorded, none twice.
    void assertOutcomesCountedOnce() {
        OutcomeCount count = await("the server's count of calls")
                .atMost(LIMIT)
                .pollInterval(Duration.ofMillis(250))
                .until(() -> OutcomeCount.read(programs), read -> read.received() >= read.recorded());
        assertThat(count.isExact()).as("each call counted once: %s", count).isTrue();
    }

    static boolean hasStatus(JsonNode rollout, String status) {
        return rollout.path("status").asString().equals(status);
    }

    /// Rolled back, and every SDK has said that it is back on control.
    static boolean isBackEverywhere(JsonNode rollout) {
        JsonNode decisions = rollout.path("decisions");
        return hasStatus(rollout, "ROLLED_BACK")
                && !decisions
                        .path(decisions.size() - 1)
                        .path("activeEverywhereAt")
                        .isNull();
    }

    @Override
    public void close() {
        programs.close();
    }
}

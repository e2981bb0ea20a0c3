// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.examples.payments;

import static dev.evenkeel.examples.payments.message.TestMessage.aMessage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.examples.payments.ledger.LedgerAuditReport;
import dev.evenkeel.examples.payments.message.BookingResult;
import dev.evenkeel.examples.payments.message.PaymentSubmission;
import dev.evenkeel.examples.payments.migration.Ledger;
import dev.evenkeel.examples.payments.migration.LedgerMigration;
import dev.evenkeel.postgres.EmbeddedPostgres;
import dev.evenkeel.sdk.WriteBlockedByRepairException;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/// A migration between two ledgers under faults: processes that migrate, and customers who pay.
final class LedgerMigrationCampaign implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofMinutes(1);
    private static final int PROCESSES = 3;
    private static final int CUSTOMERS = 4;
    private static final int DEBTORS = 40;
    /* The longest pause of a customer who has nothing to send. */
    private static final long MOST_IDLE_MILLIS = 20;
    /* Messages that are accepted between two actions. */
    private static final int MESSAGES_BETWEEN_ACTIONS = 12;

    /// A fault of a process or a database during a step.
    enum Fault {
        KILLED_PROCESS,
        PAUSED_PROCESS,
        CUT_OFF_PROCESS,
        OLD_LEDGER_DOWN,
        NEW_LEDGER_DOWN
    }

    private final TestLedger oldLedger = new TestLedger();
    private final TestLedger newLedger = new TestLedger();
    private final List<Instance> processes = new CopyOnWriteArrayList<>();
    private final BlockingQueue<PaymentSubmission> waiting = new LinkedBlockingQueue<>();
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final List<Thread> customers = new ArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger names = new AtomicInteger();
    private final AtomicInteger standingStill = new AtomicInteger();
    private final AtomicLong tries = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong blockedWrites = new AtomicLong();
    private final Random random;
    private final boolean repairing;
    private volatile boolean writing = true;
    private volatile boolean over;

    /// @param repairing whether repairs run from the start
    LedgerMigrationCampaign(long seed, boolean repairing) {
        this.random = new Random(seed);
        this.repairing = repairing;
    }

    /// A process of the service, with separate connections and flags.
    private final class Instance implements AutoCloseable {
        private final String name = "process-" + names.incrementAndGet();
        private final FakeEvenkeel evenkeel = new FakeEvenkeel();
        private final TestLedger old = new TestLedger(oldLedger.url(), name);
        private final TestLedger fresh = new TestLedger(newLedger.url(), name);
        private volatile CompletableFuture<Boolean> goingOn = CompletableFuture.completedFuture(true);
        private final LedgerMigration migration = new LedgerMigration(
                evenkeel.migration(LedgerMigration.FLAG),
                pausing(old.asOld()),
                pausing(fresh.asNew()),
                message -> DebtorScanner.findDebtor(message).orElse(""));

        Instance(String flags) {
            evenkeel.load(flags);
            if (repairing) {
                migration.start();
            }
        }

        /* A paused process stops before each write to a ledger, also between the two. */
        private Ledger pausing(Ledger ledger) {
            return new Ledger(ledger.jdbc(), ledger.transactions(), message -> {
                awaitGoingOn();
                return ledger.core().book(message);
            });
        }

        private void awaitGoingOn() {
            standingStill.incrementAndGet();
            goingOn.join();
            standingStill.decrementAndGet();
        }

        /* Pauses until other processes have served some customers, or every customer waits for it. */
        void pause() {
            var pause = new CompletableFuture<Boolean>();
            goingOn = pause;
            try {
                long enough = answered.get() + MESSAGES_BETWEEN_ACTIONS;
                await().atMost(TIMEOUT).until(() -> answered.get() >= enough || standingStill.get() >= CUSTOMERS);
            } finally {
                pause.complete(true);
            }
        }

        /* Ends calls in progress, as a kill does. */
        void kill() throws SQLException {
            processes.remove(this);
            try (Connection connection = admin()) {
                connection
                        .createStatement()
                        .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                                + name + "'");
            }
            close();
        }

        @Override
        public void close() {
            migration.close();
            old.close();
            fresh.close();
        }
    }

    /// Starts processes and customers.
    void open(MigrationStage migrationStage) {
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(new Instance(MigrationStageDefinitions.at(migrationStage)));
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            long seed = random.nextLong();
            customers.add(Thread.ofPlatform().daemon().start(() -> pay(new Random(seed))));
        }
        awaitAcceptedMessages();
    }

    private void pay(Random customerRandom) {
        try {
            while (!over) {
                PaymentSubmission message =
                        writing ? waiting.poll() : waiting.poll(MOST_IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (message != null) {
                    pay(message, customerRandom);
                } else {
                    message = newMessageWhileWriting(customerRandom);
                    if (message != null) {
                        pay(message, customerRandom);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pay(PaymentSubmission message, Random customerRandom) {
        if (!isAccepted(message, customerRandom)) {
            waiting.add(message);
        } else if (customerRandom.nextInt(5) == 0) {
            isAccepted(message, customerRandom);
        }
    }

    /* After writing has stopped, no message is created. */
    private synchronized @Nullable PaymentSubmission newMessageWhileWriting(Random customerRandom) {
        return writing ? newMessage(customerRandom) : null;
    }

    private synchronized void stopWriting() {
        writing = false;
    }

    private PaymentSubmission newMessage(Random customerRandom) {
        int number = numbers.incrementAndGet();
        return aMessage("C-" + number)
                .debtor("<Othr><Id>ACCOUNT-" + customerRandom.nextInt(DEBTORS) + "</Id></Othr>")
                .transfers(1 + number % 3)
                .submission();
    }

    private boolean isAccepted(PaymentSubmission message, Random customerRandom) {
        tries.incrementAndGet();
        try {
            Instance instance = processes.get(customerRandom.nextInt(processes.size()));
            if (instance.migration.book(message) instanceof BookingResult.Accepted answer) {
                accepted.add(answer.order().messageId());
                answered.incrementAndGet();
                return true;
            }
        } catch (WriteBlockedByRepairException e) {
            blockedWrites.incrementAndGet();
        } catch (RuntimeException e) {
            /* Killed or without a database: the result is unknown, and the customer resends. */
        }
        return false;
    }

    /* Until some more messages were accepted. */
    private void awaitAcceptedMessages() {
        long enough = answered.get() + MESSAGES_BETWEEN_ACTIONS;
        await().atMost(TIMEOUT).until(() -> answered.get() >= enough);
    }

    /// Migrates all processes to the next stage, half of the partitions first, under faults.
    void migrate(MigrationStage from, MigrationStage to, List<Fault> faults) throws Exception {
        writing = true;
        String half = MigrationStageDefinitions.between(from, to, 50);
        for (Instance instance : shuffled()) {
            instance.evenkeel.load(half);
            awaitAcceptedMessages();
        }
        for (Fault fault : faults) {
            inject(fault, half, MigrationStageDefinitions.at(to));
        }
        switchAll(to);
    }

    private List<Instance> shuffled() {
        List<Instance> all = new ArrayList<>(processes);
        Collections.shuffle(all, random);
        return all;
    }

    /// Switches every process to a stage, one after the other.
    void switchAll(MigrationStage migrationStage) {
        shuffled().forEach(instance -> instance.evenkeel.load(MigrationStageDefinitions.at(migrationStage)));
    }

    private void inject(Fault fault, String before, String after) throws Exception {
        switch (fault) {
            case KILLED_PROCESS -> {
                shuffled().getFirst().kill();
                processes.add(new Instance(before));
                awaitAcceptedMessages();
            }
            case PAUSED_PROCESS -> {
                shuffled().getFirst().pause();
                awaitAcceptedMessages();
            }
            case CUT_OFF_PROCESS -> {
                List<Instance> all = shuffled();
                all.subList(1, all.size()).forEach(instance -> instance.evenkeel.load(after));
                awaitAcceptedMessages();
            }
            case OLD_LEDGER_DOWN -> {
                stopOldLedger();
                awaitAttempts();
                restartOldLedger();
                awaitAcceptedMessages();
            }
            case NEW_LEDGER_DOWN -> {
                allow(newLedger, false);
                awaitAttempts();
                allow(newLedger, true);
                awaitAcceptedMessages();
            }
        }
    }

    /* Until customers have tried to pay some more, with or without success. */
    private void awaitAttempts() {
        long enough = tries.get() + 2 * CUSTOMERS;
        await().atMost(TIMEOUT).until(() -> tries.get() >= enough);
    }

    void stopOldLedger() throws SQLException {
        allow(oldLedger, false);
    }

    void restartOldLedger() throws SQLException {
        allow(oldLedger, true);
    }

    private static void allow(TestLedger testLedger, boolean connections) throws SQLException {
        String database = testLedger.url().replaceFirst("^.*/([^/?]+)\\?.*$", "$1");
        try (Connection connection = admin()) {
            connection.createStatement().execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS " + connections);
            if (!connections) {
                connection
                        .createStatement()
                        .execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + database
                                + "'");
            }
        }
    }

    private static Connection admin() throws SQLException {
        return DriverManager.getConnection(EmbeddedPostgres.startTemporary().jdbcUrl());
    }

    void backfill() {
        LedgerMigration migration = processes.getFirst().migration;
        await().atMost(TIMEOUT)
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> {
                    migration.startBackfill();
                    return migration.state().backfill().finished();
                });
    }

    /// Starts the repairs.
    void repair() {
        processes.forEach(instance -> instance.migration.start());
    }

    long pendingOldLedgerRepairs() {
        return newLedger.count("repair");
    }

    long blockedWrites() {
        return blockedWrites.get();
    }

    Set<String> accepted() {
        return accepted;
    }

    /// Stops new messages, and waits until every message is accepted and no repair is pending.
    void settle() {
        stopWriting();
        await().atMost(TIMEOUT).until(() -> waiting.isEmpty() && accepted.size() == numbers.get());
        await().atMost(TIMEOUT)
                .ignoreExceptions()
                .until(() -> newLedger.count("repair") == 0 && oldLedger.count("repair") == 0);
    }

    List<String> oldRows() {
        return withoutTimes(oldLedger);
    }

    List<String> newRows() {
        return withoutTimes(newLedger);
    }

    /* A message whose first response was lost may have two times of receipt. */
    private static List<String> withoutTimes(TestLedger testLedger) {
        return testLedger.bookedRows().stream()
                .map(row -> row.replaceFirst(" ACCEPTED \\S+ \\S+ ", " ACCEPTED "))
                .sorted()
                .toList();
    }

    /// Asserts that the new ledger contains every accepted message once, and that both ledgers are valid.
    void checkLedgers() {
        LedgerAuditReport report = newLedger.audit.audit();
        assertThat(report.violations()).isEmpty();
        assertThat(oldLedger.audit.audit().violations()).isEmpty();
        List<String> booked = newLedger.jdbc.query(
                "SELECT message_id FROM message", (row, index) -> String.valueOf(row.getString(1)));
        assertThat(booked).containsExactlyInAnyOrderElementsOf(accepted);
    }

    @Override
    public void close() {
        over = true;
        await().atMost(TIMEOUT).until(() -> customers.stream().noneMatch(Thread::isAlive));
        processes.forEach(Instance::close);
        oldLedger.close();
        newLedger.close();
    }
}

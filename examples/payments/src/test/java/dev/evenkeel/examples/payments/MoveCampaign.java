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

/// Two ledgers, processes that move between them, customers who pay, and trouble.
final class MoveCampaign implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int PROCESSES = 3;
    private static final int CUSTOMERS = 4;
    private static final int DEBTORS = 40;
    /* A customer who has nothing to send looks so soon whether all is over. */
    private static final long MOST_IDLE_MILLIS = 20;
    /* Messages that are accepted before the next thing happens. */
    private static final int A_WHILE = 12;

    /// What happens to a instance or a database in the midst of a step.
    enum Trouble {
        KILLED_PROCESS,
        PAUSED_PROCESS,
        CUT_OFF_PROCESS,
        OLD_LEDGER_AWAY,
        NEW_LEDGER_AWAY
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
    private final AtomicLong refused = new AtomicLong();
    private final Random random;
    private final boolean repairing;
    private volatile boolean writing = true;
    private volatile boolean over;

    /// @param repairing whether the repair log is worked off from the start
    MoveCampaign(long seed, boolean repairing) {
        this.random = new Random(seed);
        this.repairing = repairing;
    }

    /// One of the service's processes: connections and flags of its own.
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

        /* It stands still before a ledger is written, also between the two. */
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

        /* Stands still until other processes have served some customers, or every customer waits for it. */
        void pause() {
            var pause = new CompletableFuture<Boolean>();
            goingOn = pause;
            try {
                long enough = answered.get() + A_WHILE;
                await().atMost(PATIENCE).until(() -> answered.get() >= enough || standingStill.get() >= CUSTOMERS);
            } finally {
                pause.complete(true);
            }
        }

        /* As when it is killed: what it has begun ends in the middle. */
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
            processes.add(new Instance(StageFlags.at(migrationStage)));
        }
        for (int i = 0; i < CUSTOMERS; i++) {
            long seed = random.nextLong();
            customers.add(Thread.ofPlatform().daemon().start(() -> pay(new Random(seed))));
        }
        awhile();
    }

    private void pay(Random own) {
        try {
            while (!over) {
                PaymentSubmission message =
                        writing ? waiting.poll() : waiting.poll(MOST_IDLE_MILLIS, TimeUnit.MILLISECONDS);
                if (message != null) {
                    pay(message, own);
                } else {
                    message = newMessageWhileWriting(own);
                    if (message != null) {
                        pay(message, own);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pay(PaymentSubmission message, Random own) {
        if (!isAccepted(message, own)) {
            waiting.add(message);
        } else if (own.nextInt(5) == 0) {
            isAccepted(message, own);
        }
    }

    /* Once writing has stopped, no number is added any more. */
    private synchronized @Nullable PaymentSubmission newMessageWhileWriting(Random own) {
        return writing ? newMessage(own) : null;
    }

    private synchronized void stopWriting() {
        writing = false;
    }

    private PaymentSubmission newMessage(Random own) {
        int number = numbers.incrementAndGet();
        return aMessage("C-" + number)
                .debtor("<Othr><Id>ACCOUNT-" + own.nextInt(DEBTORS) + "</Id></Othr>")
                .transfers(1 + number % 3)
                .submission();
    }

    private boolean isAccepted(PaymentSubmission message, Random own) {
        tries.incrementAndGet();
        try {
            Instance instance = processes.get(own.nextInt(processes.size()));
            if (instance.migration.book(message) instanceof BookingResult.Accepted answer) {
                accepted.add(answer.order().messageId());
                answered.incrementAndGet();
                return true;
            }
        } catch (WriteBlockedByRepairException e) {
            refused.incrementAndGet();
        } catch (RuntimeException e) {
            /* Killed or without a database: the customer does not know, and sends again. */
        }
        return false;
    }

    /* Until some more messages were accepted. */
    private void awhile() {
        long enough = answered.get() + A_WHILE;
        await().atMost(PATIENCE).until(() -> answered.get() >= enough);
    }

    /// Takes everybody a step further, half of the partitions first; the next step begins when every instance
    /// is there.
    void go(MigrationStage from, MigrationStage to, List<Trouble> troubles) throws Exception {
        writing = true;
        String half = StageFlags.between(from, to, 50);
        for (Instance instance : shuffled()) {
            instance.evenkeel.load(half);
            awhile();
        }
        for (Trouble trouble : troubles) {
            happen(trouble, half, StageFlags.at(to));
        }
        switchAll(to);
    }

    private List<Instance> shuffled() {
        List<Instance> all = new ArrayList<>(processes);
        Collections.shuffle(all, random);
        return all;
    }

    /// Brings every instance to a stage, one after the other.
    void switchAll(MigrationStage migrationStage) {
        shuffled().forEach(instance -> instance.evenkeel.load(StageFlags.at(migrationStage)));
    }

    private void happen(Trouble trouble, String before, String after) throws Exception {
        switch (trouble) {
            case KILLED_PROCESS -> {
                shuffled().getFirst().kill();
                processes.add(new Instance(before));
                awhile();
            }
            case PAUSED_PROCESS -> {
                shuffled().getFirst().pause();
                awhile();
            }
            case CUT_OFF_PROCESS -> {
                List<Instance> all = shuffled();
                all.subList(1, all.size()).forEach(instance -> instance.evenkeel.load(after));
                awhile();
            }
            case OLD_LEDGER_AWAY -> {
                oldAway();
                someTries();
                oldBack();
                awhile();
            }
            case NEW_LEDGER_AWAY -> {
                allow(newLedger, false);
                someTries();
                allow(newLedger, true);
                awhile();
            }
        }
    }

    /* Until customers have tried to pay some more, with or without success. */
    private void someTries() {
        long enough = tries.get() + 2 * CUSTOMERS;
        await().atMost(PATIENCE).until(() -> tries.get() >= enough);
    }

    void oldAway() throws SQLException {
        allow(oldLedger, false);
    }

    void oldBack() throws SQLException {
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
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> {
                    migration.startBackfill();
                    return migration.state().backfill().finished();
                });
    }

    /// Begins to work the repair log off.
    void repair() {
        processes.forEach(instance -> instance.migration.start());
    }

    long lackedByOld() {
        return newLedger.count("repair");
    }

    long refusedUntilRepaired() {
        return refused.get();
    }

    Set<String> accepted() {
        return accepted;
    }

    /// No new messages, every one accepted, and nothing left to repair.
    void settle() {
        stopWriting();
        await().atMost(PATIENCE).until(() -> waiting.isEmpty() && accepted.size() == numbers.get());
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> newLedger.count("repair") == 0 && oldLedger.count("repair") == 0);
    }

    List<String> oldRows() {
        return withoutTimes(oldLedger);
    }

    List<String> newRows() {
        return withoutTimes(newLedger);
    }

    /* A message whose first answer got lost may have been received at two times. */
    private static List<String> withoutTimes(TestLedger testLedger) {
        return testLedger.rows().stream()
                .map(row -> row.replaceFirst(" ACCEPTED \\S+ \\S+ ", " ACCEPTED "))
                .sorted()
                .toList();
    }

    /// Every message that a customer was told is accepted is in the new ledger, once, and both ledgers are in
    /// order.
    void checkBooks() {
        LedgerAuditReport newBooks = newLedger.audit.audit();
        assertThat(newBooks.violations()).isEmpty();
        assertThat(oldLedger.audit.audit().violations()).isEmpty();
        List<String> booked = newLedger.jdbc.query(
                "SELECT message_id FROM message", (row, index) -> String.valueOf(row.getString(1)));
        assertThat(booked).containsExactlyInAnyOrderElementsOf(accepted);
    }

    @Override
    public void close() {
        over = true;
        await().atMost(PATIENCE).until(() -> customers.stream().noneMatch(Thread::isAlive));
        processes.forEach(Instance::close);
        oldLedger.close();
        newLedger.close();
    }
}

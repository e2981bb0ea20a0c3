// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.core.flag.split.BreakerConfig;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.flag.split.ShadowConfig;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.json.Json;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Routing, results and records of every migration stage.
class MigrationTest {
    private static final String FLAG = "ledger-store";
    private static final EvaluationContext ACCOUNT = EvaluationContext.of("account-1");
    private static final BreakerConfig BREAKER = new BreakerConfig(Math.log(1e5), 1, Percent.parse("20"));

    private final FakeEvenkeel evenkeel = new FakeEvenkeel();
    private final Migration migration = evenkeel.migration(FLAG);
    private final List<String> ran = new ArrayList<>();
    private final List<String> kept = new ArrayList<>();
    private final List<String> behind = new ArrayList<>();

    /// Behaviour of a store.
    enum StoreBehaviour {
        SUCCEED,
        RETURN_FAILURE,
        THROW
    }

    private Function<String, String> store(String name, StoreBehaviour behaviour) {
        return argument -> {
            ran.add(name);
            if (behaviour == StoreBehaviour.THROW) {
                throw new IllegalStateException(name);
            }
            return behaviour == StoreBehaviour.RETURN_FAILURE ? "failed in " + name : name + " " + argument;
        };
    }

    private static final Map<MigrationStage, List<String>> WRITES = Map.of(
            MigrationStage.OFF, List.of("old"),
            MigrationStage.DUALWRITE, List.of("old", "new"),
            MigrationStage.SHADOW, List.of("old", "new"),
            MigrationStage.LIVE, List.of("new", "old"),
            MigrationStage.RAMPDOWN, List.of("new", "old"),
            MigrationStage.COMPLETE, List.of("new"));

    private static final Map<MigrationStage, List<String>> READS = Map.of(
            MigrationStage.OFF, List.of("old"),
            MigrationStage.DUALWRITE, List.of("old"),
            MigrationStage.SHADOW, List.of("old", "new"),
            MigrationStage.LIVE, List.of("new", "old"),
            MigrationStage.RAMPDOWN, List.of("new"),
            MigrationStage.COMPLETE, List.of("new"));

    private static Stream<Arguments> allStagesAndBehaviours() {
        return Stream.of(MigrationStage.values())
                .flatMap(migrationStage -> Stream.of(StoreBehaviour.values())
                        .flatMap(old -> Stream.of(StoreBehaviour.values())
                                .map(fresh -> Arguments.of(migrationStage, old, fresh))));
    }

    @ParameterizedTest
    @MethodSource("allStagesAndBehaviours")
    void routesWritesByStage(MigrationStage migrationStage, StoreBehaviour old, StoreBehaviour fresh) {
        load(migrationStage);
        Migration.Operation<String, String> write = migration
                .write(store("old", old), store("new", fresh))
                .failedWhen(result -> result.startsWith("failed"))
                .repairLog(new CallbackRepairLog((at, argument, cause) -> kept.add(at + " " + argument + " " + cause)))
                .build();
        List<String> order = WRITES.getOrDefault(migrationStage, List.of());
        StoreBehaviour first = order.get(0).equals("old") ? old : fresh;
        StoreBehaviour second = order.get(0).equals("old") ? fresh : old;
        boolean bothRun = order.size() == 2 && first == StoreBehaviour.SUCCEED;

        assertThat(resultOf(write)).isEqualTo(expected(order.get(0), first));
        assertThat(ran).isEqualTo(bothRun ? order : order.subList(0, 1));
        assertThat(kept)
                .isEqualTo(
                        !bothRun || second == StoreBehaviour.SUCCEED
                                ? List.of()
                                : List.of(migrationStage + " x "
                                        + (second == StoreBehaviour.THROW
                                                ? "java.lang.IllegalStateException: " + order.get(1)
                                                : "null")));
        boolean newMissed =
                bothRun && second != StoreBehaviour.SUCCEED && order.get(1).equals("new");
        boolean failed = first != StoreBehaviour.SUCCEED || newMissed;
        assertThat(evenkeel.calls(FLAG, migrationStage.variant())).isEqualTo(1);
        assertThat(evenkeel.failures(FLAG, migrationStage.variant())).isEqualTo(failed ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("allStagesAndBehaviours")
    void routesReadsByStage(MigrationStage migrationStage, StoreBehaviour old, StoreBehaviour fresh) {
        loadShadowed(migrationStage);
        Migration.Operation<String, String> read = migration
                .read(store("old", old), store("new", fresh))
                .failedWhen(result -> result.startsWith("failed"))
                .shadowing(
                        ShadowOptions.comparing((one, other) -> one.substring(4).equals(other.substring(4))))
                .build();
        List<String> order = READS.getOrDefault(migrationStage, List.of());
        StoreBehaviour first = order.get(0).equals("old") ? old : fresh;
        StoreBehaviour second = order.get(0).equals("old") ? fresh : old;
        boolean bothRun = order.size() == 2 && first == StoreBehaviour.SUCCEED;

        assertThat(resultOf(read)).isEqualTo(expected(order.get(0), first));
        assertThat(ran).isEqualTo(bothRun ? order : order.subList(0, 1));
        assertThat(evenkeel.failures(FLAG, migrationStage.variant()))
                .isEqualTo(first == StoreBehaviour.SUCCEED ? 0 : 1);
        assertThat(evenkeel.events(FLAG, migrationStage.variant(), MetricNames.SHADOW_COMPARED))
                .isEqualTo(bothRun ? 1 : 0);
        assertThat(evenkeel.events(FLAG, migrationStage.variant(), MetricNames.SHADOW_DIFFERING))
                .isEqualTo(bothRun && second != StoreBehaviour.SUCCEED ? 1 : 0);
    }

    @ParameterizedTest
    @MethodSource("allStagesAndBehaviours")
    void readsBackWritesOnlyWhenBothStoresSucceeded(
            MigrationStage migrationStage, StoreBehaviour old, StoreBehaviour fresh) {
        loadShadowed(migrationStage);
        List<String> read = new ArrayList<>();
        Migration.Operation<String, String> write = migration
                .write(store("old", old), store("new", fresh))
                .failedWhen(result -> result.startsWith("failed"))
                .repairLog(new CallbackRepairLog((at, argument, cause) -> kept.add(argument)))
                .readingBack(
                        argument -> readFrom(read, "old", 1),
                        argument -> readFrom(read, "new", 2),
                        ShadowOptions.comparing(Integer::equals))
                .build();
        resultOf(write);
        boolean both = WRITES.getOrDefault(migrationStage, List.of()).size() == 2
                && old == StoreBehaviour.SUCCEED
                && fresh == StoreBehaviour.SUCCEED;
        assertThat(read).isEqualTo(both ? WRITES.get(migrationStage) : List.of());
        assertThat(evenkeel.events(FLAG, migrationStage.variant(), MetricNames.SHADOW_COMPARED))
                .isEqualTo(both ? 1 : 0);
        assertThat(evenkeel.events(FLAG, migrationStage.variant(), MetricNames.SHADOW_DIFFERING))
                .isEqualTo(both ? 1 : 0);
    }

    @Test
    void recordsIncomparableWhenReadBackOfOldStoreFails() {
        loadShadowed(MigrationStage.DUALWRITE);
        Migration.Operation<String, String> write = writeReadingBack(List.of("old"));
        resultOf(write);
        assertThat(evenkeel.events(FLAG, "dualwrite", MetricNames.SHADOW_INCOMPARABLE))
                .isEqualTo(1);
        assertThat(evenkeel.events(FLAG, "dualwrite", MetricNames.SHADOW_COMPARED))
                .isZero();
    }

    @Test
    void recordsDifferingWhenReadBackOfNewStoreFails() {
        loadShadowed(MigrationStage.DUALWRITE);
        Migration.Operation<String, String> write = writeReadingBack(List.of("new"));
        resultOf(write);
        assertThat(evenkeel.events(FLAG, "dualwrite", MetricNames.SHADOW_DIFFERING))
                .isEqualTo(1);
        assertThat(evenkeel.failures(FLAG, "dualwrite")).isZero();
    }

    private Migration.Operation<String, String> writeReadingBack(List<String> broken) {
        return migration
                .write(store("old", StoreBehaviour.SUCCEED), store("new", StoreBehaviour.SUCCEED))
                .repairLog(new CallbackRepairLog((at, argument, cause) -> kept.add(argument)))
                .readingBack(
                        argument -> readOrThrow(broken, "old"),
                        argument -> readOrThrow(broken, "new"),
                        ShadowOptions.comparing(Integer::equals))
                .build();
    }

    private static int readFrom(List<String> read, String store, int found) {
        read.add(store);
        return found;
    }

    private static int readOrThrow(List<String> broken, String store) {
        if (broken.contains(store)) {
            throw new IllegalStateException(store);
        }
        return 1;
    }

    @Test
    void runsMultiPartitionOperationAtEarliestStage() {
        load(rule(Json.of("{'if':[{'===':[{'var':'targetingKey'},'late']},'off','live']}")));
        Migration.Operation<String, String> read = migration
                .read(store("old", StoreBehaviour.SUCCEED), store("new", StoreBehaviour.SUCCEED))
                .build();
        EvaluationContext late = EvaluationContext.of("late");
        assertThat(read.run(List.of(ACCOUNT, EvaluationContext.of("b")), "x")).isEqualTo("new x");
        assertThat(read.run(List.of(ACCOUNT, late), "x")).isEqualTo("old x");
        assertThat(read.run(List.of(late, ACCOUNT), "x")).isEqualTo("old x");
        assertThat(migration.stage(ACCOUNT)).isEqualTo(MigrationStage.LIVE);
        assertThat(migration.stage(late)).isEqualTo(MigrationStage.OFF);
        assertThatThrownBy(() -> read.run(List.of(), "x")).hasMessageContaining("at least one partition");
    }

    @Test
    void defaultsToOffWithoutFlagsAndForUnknownVariants() {
        assertThat(migration.stage(ACCOUNT)).isEqualTo(MigrationStage.OFF);
        load(rule(Json.of("{'if':[true,'elsewhere']}")));
        assertThat(migration.stage(ACCOUNT)).isEqualTo(MigrationStage.OFF);
    }

    @Test
    void recordsOutcomesForStageOfEachPartitionDuringRollout() {
        load(overlay("off", "dualwrite", 5_000, null));
        Migration.Operation<String, String> write = write(StoreBehaviour.SUCCEED, StoreBehaviour.THROW);
        for (int i = 0; i < 1_000; i++) {
            assertThat(write.run(EvaluationContext.of("account-" + i), "x")).isEqualTo("old x");
        }
        long candidates = evenkeel.calls(FLAG, "dualwrite");
        assertThat(candidates).isBetween(400L, 600L);
        assertThat(evenkeel.calls(FLAG, "off")).isEqualTo(1_000 - candidates);
        assertThat(evenkeel.failures(FLAG, "dualwrite")).isEqualTo(candidates).isEqualTo(kept.size());
        assertThat(evenkeel.outcomes().stream()
                        .filter(outcome -> outcome.variant().equals("dualwrite"))
                        .mapToLong(outcome -> outcome.failedUnits().size())
                        .sum())
                .isEqualTo(candidates);
    }

    @Test
    void trippedBreakerFallsBackWhenOldStoreIsAuthoritative() {
        load(overlay("off", "dualwrite", 9_900, BREAKER));
        Migration.Operation<String, String> write = write(StoreBehaviour.SUCCEED, StoreBehaviour.THROW);
        for (int i = 0; i < 100; i++) {
            write.run(EvaluationContext.of("account-" + i), "x");
        }
        assertThat(kept).hasSize(9);
        assertThat(evenkeel.trips()).hasSize(1);
    }

    @Test
    void trippedBreakerRejectsCallsWhenNewStoreIsAuthoritative() {
        load(overlay("shadow", "live", 9_900, BREAKER));
        Migration.Operation<String, String> write = write(StoreBehaviour.SUCCEED, StoreBehaviour.THROW);
        int shed = 0;
        for (int i = 0; i < 100; i++) {
            try {
                write.run(EvaluationContext.of("account-" + i), "x");
            } catch (CandidateBreakerOpenException e) {
                shed++;
                assertThat(e).hasMessageContaining("LIVE").hasMessageContaining("the operation did not run");
            } catch (IllegalStateException fromTheStore) {
                assertThat(fromTheStore).hasMessage("new");
            }
        }
        assertThat(shed).isBetween(80, 91);
        long before = ran.size();
        assertThatThrownBy(() -> write.run(candidate(), "x")).isInstanceOf(CandidateBreakerOpenException.class);
        assertThat(ran).hasSize((int) before);
    }

    /* A unit that the split puts on the candidate. */
    private EvaluationContext candidate() {
        return Stream.iterate(0, i -> i + 1)
                .map(i -> EvaluationContext.of("account-" + i))
                .filter(account -> migration.stage(account) == MigrationStage.LIVE)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void requiresRepairLogForWrites() {
        assertThatThrownBy(() -> migration
                        .write(store("old", StoreBehaviour.SUCCEED), store("new", StoreBehaviour.SUCCEED))
                        .build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("repairLog");
    }

    @Test
    void propagatesRepairLogFailures() {
        load(MigrationStage.DUALWRITE);
        Migration.Operation<String, String> write = migration
                .write(store("old", StoreBehaviour.SUCCEED), store("new", StoreBehaviour.THROW))
                .repairLog(new CallbackRepairLog((migrationStage, argument, cause) -> {
                    throw new IllegalStateException("the log is full");
                }))
                .build();
        assertThatThrownBy(() -> write.run(ACCOUNT, "x")).hasMessage("the log is full");
        assertThat(evenkeel.failures(FLAG, "dualwrite")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"DUALWRITE", "SHADOW"})
    void blocksWritesWhileAuthoritativeOldStoreIsBehind(MigrationStage migrationStage) {
        load(migrationStage);
        behind.add("account-2");
        Migration.Operation<String, String> write = write(StoreBehaviour.SUCCEED, StoreBehaviour.SUCCEED);
        List<EvaluationContext> accounts = List.of(ACCOUNT, EvaluationContext.of("account-2"));

        assertThatThrownBy(() -> write.run(accounts, "x"))
                .isInstanceOf(WriteBlockedByRepairException.class)
                .hasMessageContaining("lacks writes that the new store has acknowledged");
        assertThat(ran).isEmpty();
        assertThat(evenkeel.calls(FLAG, migrationStage.variant())).isZero();
        behind.clear();
        write.run(accounts, "x");
        assertThat(ran).isEqualTo(WRITES.get(migrationStage));
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"OFF", "LIVE", "RAMPDOWN", "COMPLETE"})
    void ignoresRepairBacklogInOtherStages(MigrationStage migrationStage) {
        load(migrationStage);
        behind.add("account-2");
        Migration.Operation<String, String> write = write(StoreBehaviour.SUCCEED, StoreBehaviour.SUCCEED);

        write.run(List.of(ACCOUNT, EvaluationContext.of("account-2")), "x");
        assertThat(ran).isEqualTo(WRITES.get(migrationStage));
    }

    /// Fails at the first notification that the new store becomes authoritative.
    private static final class FailingOnceRepairLog implements Migration.RepairLog<String> {
        final List<String> notifications = new ArrayList<>();

        @Override
        public void append(MigrationStage at, String argument, @Nullable Throwable cause) {}

        @Override
        public boolean isOldStoreBehind(EvaluationContext partition) {
            return false;
        }

        @Override
        public void newStoreBecomesAuthoritative() {
            if (notifications.isEmpty()) {
                notifications.add("failed");
                throw new IllegalStateException("old store away");
            }
            notifications.add("succeeded");
        }
    }

    private Migration.Operation<String, String> write(Migration.RepairLog<String> log) {
        return migration
                .write(store("old", StoreBehaviour.SUCCEED), store("new", StoreBehaviour.SUCCEED))
                .repairLog(log)
                .build();
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"LIVE", "RAMPDOWN"})
    void notifiesRepairLogBeforeNewStoreBecomesAuthoritative(MigrationStage migrationStage) {
        load(migrationStage);
        var log = new FailingOnceRepairLog();
        Migration.Operation<String, String> write = write(log);

        assertThat(resultOf(write)).isEqualTo("threw old store away");
        assertThat(ran).isEmpty();
        write.run(ACCOUNT, "x");
        write.run(ACCOUNT, "x");
        assertThat(ran)
                .hasSize(2 * WRITES.getOrDefault(migrationStage, List.of()).size());
        assertThat(log.notifications).containsExactly("failed", "succeeded");
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"OFF", "DUALWRITE", "SHADOW", "COMPLETE"})
    void doesNotNotifyRepairLogInOtherStages(MigrationStage migrationStage) {
        load(migrationStage);
        var log = new FailingOnceRepairLog();
        Migration.Operation<String, String> write = write(log);

        write.run(ACCOUNT, "x");
        write.run(ACCOUNT, "x");
        assertThat(ran)
                .hasSize(2 * WRITES.getOrDefault(migrationStage, List.of()).size());
        assertThat(log.notifications).isEmpty();
    }

    /// Passes entries to a callback; the old store is behind for the partitions in a list.
    private final class CallbackRepairLog implements Migration.RepairLog<String> {
        private final RepairCallback callback;

        CallbackRepairLog(RepairCallback callback) {
            this.callback = callback;
        }

        @Override
        public void append(MigrationStage migrationStage, String argument, @Nullable Throwable cause) {
            callback.append(migrationStage, argument, cause);
        }

        @Override
        public boolean isOldStoreBehind(EvaluationContext partition) {
            return behind.contains(partition.targetingKey());
        }
    }

    @FunctionalInterface
    private interface RepairCallback {
        void append(MigrationStage migrationStage, String argument, @Nullable Throwable cause);
    }

    private Migration.Operation<String, String> write(StoreBehaviour old, StoreBehaviour fresh) {
        return migration
                .write(store("old", old), store("new", fresh))
                .repairLog(new CallbackRepairLog((migrationStage, argument, cause) -> kept.add(argument)))
                .build();
    }

    private static String expected(String store, StoreBehaviour behaviour) {
        return switch (behaviour) {
            case SUCCEED -> store + " x";
            case RETURN_FAILURE -> "failed in " + store;
            case THROW -> "threw " + store;
        };
    }

    private static String resultOf(Migration.Operation<String, String> operation) {
        try {
            return operation.run(ACCOUNT, "x");
        } catch (IllegalStateException e) {
            return "threw " + e.getMessage();
        }
    }

    private void load(MigrationStage migrationStage) {
        load(definition(migrationStage.variant(), ""));
    }

    private void load(String definition) {
        evenkeel.load(definition);
    }

    /* A rollout at 100% of one stage, with shadow calls. */
    private void loadShadowed(MigrationStage migrationStage) {
        String other = migrationStage == MigrationStage.OFF ? "complete" : "off";
        var split = new RolloutSplit(
                "r",
                other,
                migrationStage.variant(),
                Percent.ALL,
                "seed",
                1,
                Duration.ZERO,
                null,
                new ShadowConfig(Percent.ALL, Percent.NONE));
        load(FlagdDefinitionRenderer.render(definition("off", ""), Map.of(FLAG, split)));
    }

    private static String overlay(String control, String candidate, int basisPoints, @Nullable BreakerConfig breaker) {
        var split = new RolloutSplit(
                "r", control, candidate, new Percent(basisPoints), "seed", 1, Duration.ZERO, breaker, null);
        return FlagdDefinitionRenderer.render(definition("off", ""), Map.of(FLAG, split));
    }

    private static String rule(String targeting) {
        return definition("off", Json.of(",'targeting':%s", targeting));
    }

    private static String definition(String variant, String more) {
        StringBuilder variants = new StringBuilder(Json.of("'elsewhere':'elsewhere'"));
        for (MigrationStage migrationStage : MigrationStage.values()) {
            variants.append(Json.of(",'%s':'%s'", migrationStage.variant(), migrationStage.variant()));
        }
        return Json.of(
                "{'flags':{'%s':{'state':'ENABLED','variants':{%s},'defaultVariant':'%s'%s}}}",
                FLAG, variants, variant, more);
    }
}

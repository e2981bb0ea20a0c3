// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.evenkeel.core.flag.EvaluationContext;
import dev.evenkeel.core.flag.FlagdDefinitionRenderer;
import dev.evenkeel.core.flag.MigrationStage;
import dev.evenkeel.core.flag.split.Percent;
import dev.evenkeel.core.flag.split.RolloutSplit;
import dev.evenkeel.core.telemetry.MetricNames;
import dev.evenkeel.sdk.testing.FakeEvenkeel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Concurrency and time limits of reads from the new store and of second writes.
@Timeout(60)
class MigrationLimitsTest {
    /* On a busy machine a thread can start late; that is not a call that exceeds its limit. */
    private static final Duration LIMIT = Duration.ofMillis(500);

    private static final String FLAG = "ledger-store";
    private static final EvaluationContext ACCOUNT = EvaluationContext.of("account-1");

    private final FakeEvenkeel evenkeel = new FakeEvenkeel(System::nanoTime);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void releaseHangingCalls() {
        release.countDown();
    }

    private Migration.Operation<String, String> read(CandidateLimits limits, Function<String, String> newStore) {
        return evenkeel.migration(FLAG)
                .<String, String>read(argument -> "old " + argument, newStore)
                .candidateLimits(limits)
                .build();
    }

    private String hang(String argument) {
        begun.countDown();
        while (release.getCount() > 0) {
            try {
                release.await();
            } catch (InterruptedException e) {
                // hangs all the same
            }
        }
        return "new " + argument;
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"OFF", "DUALWRITE", "SHADOW"})
    void doesNotLimitReadsOfAuthoritativeOldStore(MigrationStage migrationStage) {
        load(migrationStage);
        Migration.Operation<String, String> read = read(CandidateLimits.concurrency(1), this::hang);
        assertThat(read.run(ACCOUNT, "x")).isEqualTo("old x");
        assertThat(begun.getCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"LIVE", "RAMPDOWN", "COMPLETE"})
    void rejectsReadAtConcurrencyLimitOfAuthoritativeNewStore(MigrationStage migrationStage) {
        load(migrationStage);
        Migration.Operation<String, String> read = read(CandidateLimits.concurrency(1), this::hang);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> read.run(ACCOUNT, "x"));
        await().until(() -> begun.getCount() == 0);

        assertThatThrownBy(() -> read.run(ACCOUNT, "y"))
                .isInstanceOf(FallBackToControlException.class)
                .hasMessageContaining("stage \"" + migrationStage.variant() + "\" of \"ledger-store\"")
                .hasMessageContaining("the operation did not run");
        assertThat(evenkeel.failures(FLAG, migrationStage.variant())).isEqualTo(1);
        assertThat(evenkeel.events(FLAG, migrationStage.variant(), MetricNames.LIMIT_REFUSED))
                .isEqualTo(1);
        assertThat(evenkeel.stats().callsRefused()).isEqualTo(1);

        release.countDown();
        assertThat(first.join()).isEqualTo("new x");
        assertThat(read.run(ACCOUNT, "z")).isEqualTo("new z");
        assertThat(evenkeel.failures(FLAG, migrationStage.variant())).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"LIVE", "RAMPDOWN", "COMPLETE"})
    void throwsOutcomeUnknownOnReadTimeoutWithoutFallback(MigrationStage migrationStage) {
        load(migrationStage);
        Migration.Operation<String, String> read =
                read(CandidateLimits.concurrency(2).timeLimit(LIMIT), this::hang);

        assertThatThrownBy(() -> read.run(ACCOUNT, "x"))
                .isInstanceOf(OutcomeUnknownException.class)
                .hasMessageContaining("\"" + migrationStage.variant() + "\"");
        assertThat(evenkeel.failures(FLAG, migrationStage.variant())).isEqualTo(1);
        assertThat(evenkeel.events(FLAG, migrationStage.variant(), MetricNames.LIMIT_TIMED_OUT))
                .isEqualTo(1);
        assertThat(evenkeel.stats().callsTimedOut()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"OFF", "COMPLETE"})
    void skipsSecondWriteOutsideDualWriteStages(MigrationStage migrationStage) {
        load(migrationStage);
        Migration.Operation<String, String> write =
                write(migrationStage, CandidateLimits.concurrency(1), new RecordingRepairLog());
        assertThat(write.run(ACCOUNT, "x")).isEqualTo("counts x");
        assertThat(begun.getCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"DUALWRITE", "SHADOW", "LIVE", "RAMPDOWN"})
    void logsSecondWriteForRepairAtConcurrencyLimit(MigrationStage migrationStage) {
        load(migrationStage);
        RecordingRepairLog repairLog = new RecordingRepairLog();
        Migration.Operation<String, String> write = write(migrationStage, CandidateLimits.concurrency(1), repairLog);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> write.run(ACCOUNT, "x"));
        await().until(() -> begun.getCount() == 0);

        assertThat(write.run(ACCOUNT, "y")).isEqualTo("counts y");
        assertThat(repairLog.writes).containsExactly("y");
        assertThat(repairLog.causes).singleElement().isInstanceOf(FallBackToControlException.class);
        assertThat(evenkeel.failures(FLAG, migrationStage.variant()))
                .as("counted as a failure of the new store only")
                .isEqualTo(migrationStage.isOldAuthoritative() ? 1 : 0);
        assertThat(evenkeel.events(FLAG, migrationStage.variant(), MetricNames.LIMIT_REFUSED))
                .as("the call itself was not rejected")
                .isZero();

        release.countDown();
        assertThat(first.join()).isEqualTo("counts x");
        assertThat(repairLog.writes).containsExactly("y");
    }

    @ParameterizedTest
    @EnumSource(
            value = MigrationStage.class,
            names = {"DUALWRITE", "SHADOW", "LIVE", "RAMPDOWN"})
    void logsSecondWriteForRepairOnTimeout(MigrationStage migrationStage) {
        load(migrationStage);
        RecordingRepairLog repairLog = new RecordingRepairLog();
        Migration.Operation<String, String> write =
                write(migrationStage, CandidateLimits.concurrency(2).timeLimit(LIMIT), repairLog);

        assertThat(write.run(ACCOUNT, "x")).isEqualTo("counts x");
        assertThat(repairLog.writes).containsExactly("x");
        assertThat(repairLog.causes).singleElement().isInstanceOf(OutcomeUnknownException.class);
    }

    /* The store of the second write hangs. */
    private Migration.Operation<String, String> write(
            MigrationStage migrationStage, CandidateLimits limits, RecordingRepairLog repairLog) {
        Function<String, String> counting = argument -> "counts " + argument;
        return evenkeel.migration(FLAG)
                .<String, String>write(
                        migrationStage.isOldAuthoritative() ? counting : this::hang,
                        migrationStage.isOldAuthoritative() ? this::hang : counting)
                .repairLog(repairLog)
                .secondWriteLimits(limits)
                .build();
    }

    private static final class RecordingRepairLog implements Migration.RepairLog<String> {
        final List<String> writes = new ArrayList<>();
        final List<Throwable> causes = new ArrayList<>();

        @Override
        public void append(MigrationStage migrationStage, String argument, @Nullable Throwable cause) {
            writes.add(argument);
            causes.add(cause);
        }

        @Override
        public boolean isOldStoreBehind(EvaluationContext partition) {
            return false;
        }
    }

    /* A rollout at 100% of one stage. */
    private void load(MigrationStage migrationStage) {
        String other = migrationStage == MigrationStage.OFF ? "complete" : "off";
        var split = new RolloutSplit(
                "r", other, migrationStage.variant(), Percent.ALL, "seed", 1, Duration.ZERO, null, null);
        String definition = """
                {"flags": {"ledger-store": {"state": "ENABLED", "defaultVariant": "off", "variants":
                  {"off": "", "dualwrite": "", "shadow": "", "live": "", "rampdown": "", "complete": ""}}}}""";
        evenkeel.load(FlagdDefinitionRenderer.render(definition, Map.of(FLAG, split)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Schema change steps, code that reads the schema after each, and steps that prevent a rollback.
final class SchemaChangePlanTest {
    private static final Instant T = Instant.parse("2026-11-25T10:00:00Z");
    private static final List<String> CODE = List.of("v1", "v2", "v3");

    @Test
    void acceptsExpandMigrateAndSeparateContract() {
        SchemaChangePlan plan = plan(
                new SchemaChangeStep(SchemaChangeStep.ExpandContractPhase.EXPAND, "add column", "v1", null, T),
                new SchemaChangeStep(
                        SchemaChangeStep.ExpandContractPhase.MIGRATE, "fill it", "v2", null, T.plusSeconds(60)),
                new SchemaChangeStep(
                        SchemaChangeStep.ExpandContractPhase.CONTRACT, "drop the old one", "v3", "drop-old", null));
        assertThat(plan.findProblems()).isEmpty();
        assertThat(plan.findUnreadableStep()).isEmpty();
        assertThat(SchemaChangePlan.NONE.findProblems()).isEmpty();
        assertThat(SchemaChangePlan.NONE.findUnreadableStep()).isEmpty();
    }

    @Test
    void requiresExpandAndSeparateChangeForContract() {
        SchemaChangePlan plan = plan(
                new SchemaChangeStep(SchemaChangeStep.ExpandContractPhase.MIGRATE, "fill", "v1", "drop-old", null),
                new SchemaChangeStep(SchemaChangeStep.ExpandContractPhase.CONTRACT, "drop", "v3", null, null));
        assertThat(plan.findProblems())
                .extracting(fault -> fault.step() + " " + fault.field())
                .containsExactly("0 change", "1 kind", "1 change");
    }

    @Test
    void rejectsExpandThatControlCodeCannotRead() {
        SchemaChangePlan plan = plan(
                new SchemaChangeStep(SchemaChangeStep.ExpandContractPhase.EXPAND, "rename column", "v3", null, null));
        assertThat(plan.findProblems())
                .singleElement()
                .satisfies(fault -> assertThat(fault.field() + " " + fault.message())
                        .startsWith("oldestReader is newer than controlCode \"v2\""));
    }

    @Test
    void rejectsOldestReaderThatIsUnknownOrOlderThanBefore() {
        SchemaChangePlan plan = plan(
                new SchemaChangeStep(SchemaChangeStep.ExpandContractPhase.EXPAND, "add", "v2", null, null),
                new SchemaChangeStep(SchemaChangeStep.ExpandContractPhase.MIGRATE, "fill", "v1", null, null),
                new SchemaChangeStep(SchemaChangeStep.ExpandContractPhase.MIGRATE, "fill", "v9", null, null));
        assertThat(plan.findProblems())
                .extracting(SchemaChangePlan.Problem::message)
                .containsExactly("is older than oldestReader of the previous step", "must be one of code, got \"v9\"");
    }

    @Test
    void rejectsStepsCompletedOutOfOrder() {
        assertThat(plan(
                                new SchemaChangeStep(
                                        SchemaChangeStep.ExpandContractPhase.EXPAND, "add", "v1", null, null),
                                new SchemaChangeStep(
                                        SchemaChangeStep.ExpandContractPhase.MIGRATE, "fill", "v1", null, T))
                        .findProblems())
                .extracting(SchemaChangePlan.Problem::field)
                .containsExactly("completedAt");
        assertThat(plan(
                                new SchemaChangeStep(SchemaChangeStep.ExpandContractPhase.EXPAND, "add", "v1", null, T),
                                new SchemaChangeStep(
                                        SchemaChangeStep.ExpandContractPhase.MIGRATE,
                                        "fill",
                                        "v1",
                                        null,
                                        T.minusMillis(1)))
                        .findProblems())
                .extracting(SchemaChangePlan.Problem::field)
                .containsExactly("completedAt");
    }

    @Test
    void invalidatesDrillWhenCompletedContractExcludesControl() {
        assertThat(evaluateFreshness(contract("v3", null)).fresh())
                .as("not done yet")
                .isTrue();
        assertThat(evaluateFreshness(contract("v2", T)).fresh())
                .as("control reads it")
                .isTrue();
        DrillFreshness drillFreshness = evaluateFreshness(contract("v3", T));
        assertThat(drillFreshness.fresh()).isFalse();
        assertThat(drillFreshness.reason())
                .isEqualTo("a rollback is impossible: contract \"drop the old column\" was completed at"
                        + " 2026-11-25T10:00:00Z"
                        + " by change \"drop-old\", v3 is now the oldest code that can read the schema, and a rollback"
                        + " would restore v2");
    }

    private static SchemaChangeStep contract(String reader, @Nullable Instant doneAt) {
        return new SchemaChangeStep(
                SchemaChangeStep.ExpandContractPhase.CONTRACT, "drop the old column", reader, "drop-old", doneAt);
    }

    private static DrillFreshness evaluateFreshness(SchemaChangeStep contract) {
        SchemaChangePlan schema =
                plan(new SchemaChangeStep(SchemaChangeStep.ExpandContractPhase.EXPAND, "add", "v1", null, T), contract);
        assertThat(schema.findProblems()).isEmpty();
        RollbackPlan plan = new RollbackPlan(
                1,
                "payments",
                "errors",
                List.of("abort"),
                "readable",
                "v3 only",
                Duration.ofSeconds(1),
                30,
                schema,
                CandidateRehearsalSettings.NONE);
        DrillTimings times =
                new DrillTimings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);
        return DrillFreshness.evaluate(
                plan, "classic", new DrillResult(1, "classic", T, Duration.ofSeconds(1), null, times, null), T);
    }

    private static SchemaChangePlan plan(SchemaChangeStep... steps) {
        return new SchemaChangePlan(CODE, "v2", List.of(steps));
    }
}

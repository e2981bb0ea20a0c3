// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.capacity;

import static dev.evenkeel.engine.capacity.WorkItemFixtures.NOW;
import static dev.evenkeel.engine.capacity.WorkItemFixtures.actualEffort;
import static dev.evenkeel.engine.capacity.WorkItemFixtures.closedItem;
import static dev.evenkeel.engine.capacity.WorkItemFixtures.openItem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.evenkeel.engine.calendar.Quarter;
import dev.evenkeel.engine.capacity.WorkItemFixtures.Effort;
import dev.evenkeel.engine.gate.GateResult;
import dev.evenkeel.engine.gate.GateVerdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WorkSummaryTest {
    private static final WorkWindow FOUR_WEEKS = WorkWindow.ofLast(Duration.ofDays(28), NOW);
    private static final MinimumTimeShareRule RULE = new MinimumTimeShareRule(
            "cr-1", "money", WorkKind.RELIABILITY, 0.3, 4, List.of("prod"), "anna", "stabilise first", NOW, days(28));

    @Test
    void countsWorkClosedInWindowAndOpenWork() {
        List<WorkItem> items = List.of(
                closedItem("a", WorkKind.NEW_WORK, new Effort(4.0, 6.0), 1),
                closedItem("b", WorkKind.RELIABILITY, new Effort(2.0, 1.0), 27),
                closedItem("old", WorkKind.TOIL, actualEffort(40), 29),
                openItem("c", WorkKind.UNPLANNED, actualEffort(3)),
                openItem("not begun", WorkKind.NEW_WORK, new Effort(9.0, null)));
        WorkSummary sum = WorkSummary.of(items, FOUR_WEEKS, NOW);
        assertThat(sum.items()).isEqualTo(3);
        assertThat(sum.withoutPlan()).isEqualTo(1);
        assertThat(sum.missingDataReason()).isEmpty();
        CapacitySplit split = sum.actual().orElseThrow();
        assertThat(split.shareOf(WorkKind.NEW_WORK)).isEqualTo(0.6, within(1e-12));
        assertThat(split.shareOf(WorkKind.UNPLANNED)).isEqualTo(0.3, within(1e-12));
        assertThat(sum.planned().orElseThrow().shareOf(WorkKind.RELIABILITY)).isEqualTo(1.0 / 3, within(1e-12));
        assertThat(sum.itemOverruns()).extracting(WorkItem::key).containsExactly("a");
    }

    @Test
    void countsEachItemOnceAcrossConsecutiveQuarters() {
        List<WorkItem> items = IntStream.range(0, 200)
                .mapToObj(day -> closedItem("w" + day, WorkKind.NEW_WORK, actualEffort(1), day))
                .toList();
        Quarter present = Quarter.of(NOW);
        int counted = Stream.of(present, present.minus(1), present.minus(2))
                .mapToInt(quarter ->
                        WorkSummary.of(items, WorkWindow.of(quarter), NOW).items())
                .sum();
        assertThat(counted).isEqualTo(200);
    }

    @Test
    void countsOpenItemsInPresentQuarter() {
        Quarter present = Quarter.of(NOW);
        WorkItem running = openItem("open", WorkKind.NEW_WORK, actualEffort(1));
        assertThat(WorkSummary.of(List.of(running), WorkWindow.of(present), NOW).items())
                .isEqualTo(1);
        assertThat(WorkSummary.of(List.of(running), WorkWindow.of(present.minus(1)), NOW)
                        .items())
                .isZero();
    }

    @Test
    void omitsActualSplitWhenTooManyItemsLackEffort() {
        assertThat(WorkSummary.of(List.of(), FOUR_WEEKS, NOW).actual()).isEmpty();
        assertThat(summaryWithEffortKnownFor(4, 1).actual()).isPresent();
        assertThat(summaryWithEffortKnownFor(4, 1).missingDataReason())
                .isEqualTo("1 of 5 work items have no recorded effort");
        assertThat(summaryWithEffortKnownFor(3, 1).actual()).isEmpty();
        assertThat(summaryWithEffortKnownFor(3, 1).missingDataReason()).endsWith("too many to compute the split");
    }

    private static WorkSummary summaryWithEffortKnownFor(int known, int unknown) {
        Stream<WorkItem> items = IntStream.range(0, known + unknown)
                .mapToObj(i -> closedItem("w" + i, WorkKind.TOIL, new Effort(null, i < known ? 1.0 : null), 1));
        return WorkSummary.of(items.toList(), FOUR_WEEKS, NOW);
    }

    @Test
    void listsWorkKindsOverPlannedShare() {
        WorkSummary sum = WorkSummary.of(
                List.of(
                        closedItem("a", WorkKind.NEW_WORK, actualEffort(50), 1),
                        closedItem("b", WorkKind.TOIL, actualEffort(30), 1),
                        closedItem("c", WorkKind.RELIABILITY, actualEffort(20), 1)),
                FOUR_WEEKS,
                NOW);
        assertThat(PlannedTimeShareOverrun.listOverruns("money", sum, CapacitySplit.DEFAULT))
                .singleElement()
                .satisfies(over -> {
                    assertThat(over.kind()).isEqualTo(WorkKind.TOIL);
                    assertThat(over.days()).isEqualTo(30, within(1e-9));
                });
    }

    @Test
    void rejectsInvalidWorkItemsAndWindows() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> closedItem("a", WorkKind.TOIL, actualEffort(-1), 1))
                .withMessage("/actual: must be 0 or more, got -1.0; use person-days");
        assertThatIllegalArgumentException().isThrownBy(() -> closedItem("a", WorkKind.TOIL, actualEffort(1), 301));
        assertThatIllegalArgumentException().isThrownBy(() -> new WorkWindow(NOW, NOW));
    }

    @Test
    void passesWhenTeamSpendsMinimumShare() {
        assertThat(evaluateRule(30).verdict()).isEqualTo(GateVerdict.PASS);
    }

    @Test
    void deniesWithReasonWhenTeamSpendsTooLittle() {
        GateResult denied = evaluateRule(20);
        assertThat(denied.verdict()).isEqualTo(GateVerdict.DENY);
        assertThat(denied.reason()).isEqualTo("money must spend at least 30% of 4 weeks on reliability; spent: 20%");
        assertThat(denied.until()).isEqualTo(days(28));
        assertThat(denied.evidence().toString()).contains("toil 80 person-days", "anna: stabilise first");
    }

    @Test
    void returnsUnknownWithoutWorkItems() {
        GateResult unknown = RULE.evaluate("capacity", List.of(), NOW);
        assertThat(unknown.verdict()).isEqualTo(GateVerdict.UNKNOWN);
        assertThat(unknown.reason()).endsWith("on reliability: there are no work items in this period");
    }

    @Test
    void appliesRuleOnlyInItsEnvironmentsUntilItEnds() {
        assertThat(RULE.isRequiredIn("prod", NOW)).isTrue();
        assertThat(RULE.isRequiredIn("test", NOW)).isFalse();
        assertThat(RULE.isRequiredIn("prod", days(28))).isFalse();
    }

    private static GateResult evaluateRule(double reliability) {
        return RULE.evaluate(
                "capacity",
                List.of(
                        closedItem("a", WorkKind.RELIABILITY, actualEffort(reliability), 1),
                        closedItem("b", WorkKind.TOIL, actualEffort(100 - reliability), 1)),
                NOW);
    }

    private static Instant days(int days) {
        return NOW.plus(Duration.ofDays(days));
    }
}

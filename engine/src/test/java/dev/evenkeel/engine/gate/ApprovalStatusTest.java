// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.evenkeel.engine.gate.ApprovalStatus.Subject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApprovalStatusTest {
    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");
    private static final Subject VERSION_7 = new Subject(7, List.of("Olga", "admin"));

    @Test
    void passesWhenNoApprovalsAreRequired() {
        GateResult result =
                ApprovalStatus.evaluate(0, List.of(), VERSION_7, NOW).toGateResult("approvals");
        assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(result.reason()).isEqualTo("no approvals required");
    }

    @Test
    void reportsApproversAndMissingCount() {
        assertThat(reason(2)).isEqualTo("no approvals, 2 of 2 missing");
        var approvalStatus = ApprovalStatus.evaluate(2, List.of(approval("anna", 7, 3)), VERSION_7, NOW);
        assertThat(approvalStatus.missingCount()).isEqualTo(1);
        GateResult result = approvalStatus.toGateResult("approvals");
        assertThat(result.verdict()).isEqualTo(GateVerdict.DENY);
        assertThat(result.reason()).isEqualTo("approved by anna, 1 of 2 missing");
        assertThat(result.evidence())
                .extracting(GateResult.GateEvidenceItem::name, GateResult.GateEvidenceItem::value)
                .containsExactly(
                        tuple("approved by", "anna, until 2026-11-29T10:00:00Z: looked at it"), tuple("missing", "1"));
    }

    @Test
    void passesUntilRequiredApprovalExpires() {
        List<Approval> approvals = List.of(approval("anna", 7, 1), approval("ben", 7, 5), approval("carl", 7, 3));
        GateResult result =
                ApprovalStatus.evaluate(2, approvals, VERSION_7, NOW).toGateResult("approvals");
        assertThat(result.verdict()).isEqualTo(GateVerdict.PASS);
        assertThat(result.reason()).isEqualTo("approved by ben, carl, anna (2 required)");
        assertThat(result.until()).isEqualTo(NOW.plus(Duration.ofDays(3)));
    }

    @Test
    void countsRepeatedApprovalsOfOneUserOnce() {
        assertThat(reason(2, approval("anna", 7, 1), approval(" Anna", 7, 2)))
                .isEqualTo("approved by  Anna, 1 of 2 missing");
    }

    @Test
    void ignoresApprovalsByAuthorsAndOfOtherVersions() {
        assertThat(reason(1, approval("OLGA", 7, 2), approval("anna", 6, 1)))
                .isEqualTo("no approvals, 1 of 1 missing;"
                        + " OLGA does not count: authors cannot approve their own change;"
                        + " anna does not count: the flag changed afterwards");
    }

    @Test
    void ignoresExpiredAndFutureApprovals() {
        var later = new Approval("ga-9", "ben", "", 7, NOW.plusSeconds(1), NOW.plusSeconds(9));
        assertThat(reason(1, approval("anna", 7, 0), later)).isEqualTo("no approvals, 1 of 1 missing");
    }

    @Test
    void rejectsMoreThanTenRequiredApprovals() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GatePolicy(null, Set.of(), 11, List.of(), false, null))
                .withMessageContaining("0 to 10");
    }

    private static String reason(int needed, Approval... approvals) {
        return ApprovalStatus.evaluate(needed, List.of(approvals), VERSION_7, NOW)
                .toGateResult("approvals")
                .reason();
    }

    private static Approval approval(String person, long version, int days) {
        return new Approval(
                "ga-" + person,
                person,
                "looked at it",
                version,
                NOW.minus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(days)));
    }
}

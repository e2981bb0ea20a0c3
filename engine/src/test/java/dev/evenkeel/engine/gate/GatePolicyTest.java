// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatePolicyTest {
    private static GatePolicy policy(int approvals, ApprovalRule... rules) {
        return new GatePolicy(null, Set.of(), approvals, List.of(rules), false, null);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            payments, migration, 3
            payments, normal,    2
            payments, hotfix,    2
            shop,     hotfix,    0
            -,        hotfix,    0
            shop,     normal,    1
            -,        normal,    1
            -,        migration, 1
            """)
    void appliesMostSpecificApprovalRule(@Nullable String service, String changeClass, int approvals) {
        GatePolicy policy = policy(
                1,
                new ApprovalRule(null, "hotfix", 0),
                new ApprovalRule("payments", null, 2),
                new ApprovalRule("payments", "migration", 3));
        assertThat(policy.requiredApprovals(service, changeClass)).isEqualTo(approvals);
    }

    @Test
    void rejectsTwoRulesForSameChanges() {
        var one = new ApprovalRule("payments", null, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> policy(0, one, new ApprovalRule("payments", null, 2)))
                .withMessageContaining("match the same changes");
        assertThat(policy(0, one, new ApprovalRule("payments", "hotfix", 2)).approvalRules())
                .hasSize(2);
    }

    @Test
    void rejectsRulesWithoutConditionOrWithInvalidCount() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ApprovalRule(null, null, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ApprovalRule("payments", null, 11));
        assertThatIllegalArgumentException().isThrownBy(() -> new ApprovalRule("payments", null, -1));
    }
}

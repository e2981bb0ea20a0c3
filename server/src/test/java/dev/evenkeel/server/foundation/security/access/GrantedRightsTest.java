// SPDX-License-Identifier: Apache-2.0
package dev.evenkeel.server.foundation.security.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class GrantedRightsTest {
    private static final List<String> NO_SERVICE = List.of();

    @Test
    void serviceScopedRoleAppliesOnlyToThatService() {
        GrantedRights grants = grants("author@payments", "viewer");
        assertThat(grants.hasRight(Right.AUTHOR, List.of("payments"))).isTrue();
        assertThat(grants.hasRight(Right.AUTHOR, List.of("ledger"))).isFalse();
        assertThat(grants.hasRight(Right.AUTHOR, List.of("payments", "ledger"))).isFalse();
        assertThat(grants.hasRight(Right.AUTHOR, NO_SERVICE)).isFalse();
        assertThat(grants.hasRightAnywhere(Right.AUTHOR)).isTrue();
        assertThat(grants.hasRight(Right.VIEW, NO_SERVICE)).isTrue();
    }

    @Test
    void globalRoleAppliesWithAndWithoutService() {
        GrantedRights grants = grants("operator");
        assertThat(grants.hasRight(Right.OPERATE, List.of("payments", "ledger")))
                .isTrue();
        assertThat(grants.hasRight(Right.OPERATE, NO_SERVICE)).isTrue();
        assertThat(grants.hasRight(Right.AUTHOR, NO_SERVICE)).isFalse();
        assertThat(grants.hasRight(Right.ADMINISTER, NO_SERVICE)).isFalse();
    }

    @Test
    void approveRightRequiresApproverRole() {
        assertThat(grants("author").hasRight(Right.APPROVE, NO_SERVICE)).isFalse();
        assertThat(grants("approver").hasRight(Right.AUTHOR, NO_SERVICE)).isFalse();
        assertThat(grants("operator").hasRight(Right.APPROVE, NO_SERVICE)).isFalse();
        assertThat(grants("author", "approver").hasRight(Right.APPROVE, NO_SERVICE))
                .isTrue();
    }

    @Test
    void intersectGrantsOnlyRightsOfBoth() {
        GrantedRights both = grants("author", "operator@payments").intersect(grants("author@payments", "operator"));
        assertThat(both.hasRight(Right.AUTHOR, List.of("payments"))).isTrue();
        assertThat(both.hasRight(Right.OPERATE, List.of("payments"))).isTrue();
        assertThat(both.hasRight(Right.AUTHOR, List.of("ledger"))).isFalse();
        assertThat(both.hasRight(Right.OPERATE, List.of("ledger"))).isFalse();
        assertThat(both.hasRight(Right.STOP, NO_SERVICE)).isTrue();
        assertThat(both.hasRight(Right.AUTHOR, NO_SERVICE)).isFalse();
    }

    @Test
    void parsesValidRolesAndRejectsOthers() {
        for (String text : List.of("viewer", "author@payments", "admin", "approver@a.b_c-1")) {
            assertThat(ServiceScopedRole.parse(text).map(ServiceScopedRole::text))
                    .hasValue(text);
        }
        for (String text : List.of("", "root", "Author", "author@", "author@*", "author@a b", "author@a@b", "@a")) {
            assertThat(ServiceScopedRole.parse(text)).as(text).isEmpty();
        }
    }

    private static GrantedRights grants(String... roles) {
        return GrantedRights.of(Stream.of(roles)
                .flatMap(text -> ServiceScopedRole.parse(text).stream())
                .toList());
    }
}
